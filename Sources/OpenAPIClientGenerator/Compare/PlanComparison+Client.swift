extension PlanComparison {
  /// What the clients are called, and the arguments of their initializers.
  ///
  ///     breaking: Client.init.server must be given now
  mutating func compareClients(_ old: ClientPlan, _ new: ClientPlan) {
    if old.namespace != new.namespace { add(.breaking, .renamed, old.namespace, "is called \(new.namespace) now") }
    if old.access != new.access {
      let levels = AccessLevel.allCases
      let isNarrower = (levels.firstIndex(of: new.access) ?? 0) > (levels.firstIndex(of: old.access) ?? 0)
      add(
        isNarrower ? .breaking : .additive, .access, old.namespace,
        "is \(new.access.rawValue) instead of \(old.access.rawValue)")
    }
    compare(old.documentation, new.documentation, new.namespace)
    compareCredentials(old.client.credentials, new.client.credentials)
    compareServers(old.client.servers, new.client.servers, in: "Server")
    // The first server is the default.
    let (before, after) = (old.client.servers.first, new.client.servers.first)
    compareRequired(before == nil, after == nil, "Client.init.server")
    if let before, let after, before.name != after.name, before.url != after.url {
      add(.breaking, .meaning, "Client.init.server", "is .\(after.name) unless given, instead of .\(before.name)")
    }
  }

  /// `breaking: Client.init.apiKey is gone`.
  private mutating func compareCredentials(_ old: [CredentialPlan], _ new: [CredentialPlan]) {
    compare(
      old, new, in: "Client.init",
      Traits(
        name: \.name, identity: \.key, whenAdded: { $0.isRequired ? .breaking : .additive },
        moved: { "is the credential `\($0.key)` instead of `\($1.key)`" })
    ) { comparison, old, new, label in
      comparison.compareRequired(old.isRequired, new.isRequired, label)
      if old.kind != new.kind { comparison.add(.documentation, .transport, label, "is sent in another way") }
      comparison.compare(old.documentation, new.documentation, label)
      if (old.kind == .basic) != (new.kind == .basic) { comparison.add(.breaking, .type, label, "has another type") }
    }
    compareOrder(old.map(\.name), new.map(\.name), "Client.init")
  }

  /// The servers of the client, or of an operation: `breaking: Server.eu takes arguments now`.
  mutating func compareServers(_ old: [ServerPlan], _ new: [ServerPlan], in owner: String) {
    compare(
      old, new, in: owner,
      Traits(
        name: \.name, identity: \.url, whenMoved: .documentation, moved: { "is at \($0.url) instead of \($1.url)" })
    ) { comparison, old, new, label in
      if old.variables.isEmpty != new.variables.isEmpty {
        comparison.add(
          .breaking, .type, label,
          new.variables.isEmpty ? "takes no arguments any more" : "takes arguments now")
      }
      comparison.compare(old.documentation, new.documentation, label)
      comparison.compareVariables(old.variables, new.variables, in: label, owner: owner)
    }
  }

  /// `documentation: Server.regional.region is us unless given, instead of eu`.
  private mutating func compareVariables(
    _ old: [ServerPlan.Variable], _ new: [ServerPlan.Variable], in label: String, owner: String
  ) {
    compare(
      old, new, in: label,
      Traits(
        name: \.name, identity: \.wireName, moved: { "is the variable `\($0.wireName)` instead of `\($1.wireName)`" })
    ) { comparison, old, new, label in
      if old.typeName != new.typeName {
        comparison.add(
          .breaking, .type, label, "is \(new.typeName ?? "String") instead of \(old.typeName ?? "String")")
      } else if let typeName = old.typeName {
        comparison.compareValues(old.values, new.values, in: "\(owner).\(typeName)")
      }
      if old.defaultText != new.defaultText {
        comparison.add(
          .documentation, .meaning, label, "is \(new.defaultText) unless given, instead of \(old.defaultText)")
      }
    }
    compareOrder(old.map(\.name), new.map(\.name), label)
  }
}
