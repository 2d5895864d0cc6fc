import OpenAPIClientGenerator

/// Hand-made plans, and what is printed of them.
enum PrintedPlan {
  static func plan(
    types: [TypePlan] = [], operations: [OperationPlan] = [], client: ClientTypePlan = ClientTypePlan(),
    access: AccessLevel = .public, hiddenNames: Set<String> = [],
    source: DocumentSource = DocumentSource(fileName: "pets.json", title: "Pets", version: "1.0")
  ) -> ClientPlan {
    ClientPlan(
      namespace: "Pets", access: access, source: source, documentation: Documentation(["Pets, version 1.0."]),
      client: client, types: types, operations: operations, hiddenNames: hiddenNames)
  }

  /// The models of a plan, without header and imports.
  static func models(_ types: TypePlan..., access: AccessLevel = .public, hiddenNames: Set<String> = []) -> String {
    body(Generator.print(plan(types: types, access: access, hiddenNames: hiddenNames), files: 1)[2])
  }

  /// The operations of a plan, without header and imports.
  static func operations(_ operations: OperationPlan...) -> String {
    body(Generator.print(plan(operations: operations), files: 1)[1])
  }

  /// The namespace of a plan, without header and imports.
  static func namespace(_ client: ClientTypePlan) -> String {
    body(Generator.print(plan(client: client), files: 1)[0])
  }

  static func structure(
    _ name: String, _ properties: PropertyPlan..., additional: AdditionalPropertiesPlan? = nil,
    coding: Set<StructurePlan.Coding> = [.json], validates: Bool = false
  ) -> TypePlan {
    TypePlan(
      name: name, documentation: Documentation(),
      kind: .structure(
        StructurePlan(properties: properties, additional: additional, coding: coding, validates: validates)))
  }

  static func property(
    _ name: String, _ type: TypeUse, _ presence: PropertyPlan.Presence = .required, key: String? = nil,
    initial: ValuePlan? = nil, documentation: Documentation = Documentation(), isBoxed: Bool = false,
    rules: [RulePlan] = []
  ) -> PropertyPlan {
    PropertyPlan(
      name: name, key: key ?? name, documentation: documentation, type: type, presence: presence,
      initializerDefault: initial, isBoxed: isBoxed, rules: rules)
  }

  static func operation(
    _ name: String, _ method: String = "GET", _ path: String = "/pets", parameters: [ParameterPlan] = [],
    body: BodyPlan? = nil, answer: AnswerPlan = AnswerPlan(type: .named(["Pet"]), content: .json),
    failures: [FailurePlan] = [], security: [[String]]? = nil, types: TypePlan? = nil
  ) -> OperationPlan {
    OperationPlan(
      name: name, identifier: name, method: method, path: path, documentation: Documentation(), parameters: parameters,
      body: body, answer: answer, failures: failures, security: security, types: types)
  }

  private static func body(_ file: SourceFile) -> String {
    guard
      let start = file.text.firstRange(of: "\n\nnonisolated")?.lowerBound
        ?? file.text.firstRange(of: "\n\n///")?.lowerBound
    else { return "" }
    return String(file.text[start...].dropFirst(2))
  }
}
