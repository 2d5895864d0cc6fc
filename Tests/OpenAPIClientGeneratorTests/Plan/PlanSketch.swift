import OpenAPIClientGenerator
import OpenAPIDocument

/// The plan of a document, with short texts to compare.
struct PlanSketch {
  let plan: ClientPlan
  let diagnostics: [Diagnostic]

  /// Plans a whole document.
  init(
    document: String, root: String = "openapi.json", files: [String: String] = [:],
    configure: (inout GeneratorConfiguration) -> Void = { _ in }
  ) {
    var configuration = GeneratorConfiguration(namespace: "API")
    configure(&configuration)
    var diagnostics = Diagnostics()
    func plan(_ text: String) -> ClientPlan? {
      Generator.plan(
        document: root, configuration: { _ in configuration },
        load: { path in
          if path == root { return Array(text.utf8) }
          return files[path].map { Array($0.utf8) }
        }, diagnostics: &diagnostics)
    }
    let planned = plan(document)
    self.diagnostics = diagnostics.all
    // A document with errors has no plan, so then it is the plan of an empty one.
    guard let plan = planned ?? plan(#"{"openapi": "3.1.0"}"#) else {
      preconditionFailure("An empty document can be read.")
    }
    self.plan = plan
  }

  /// Plans schemas, and paths where they are given.
  init(
    schemas: String = "{}", paths: String = "{}", version: String = "3.1.0", more: String = "",
    root: String = "openapi.json",
    configure: (inout GeneratorConfiguration) -> Void = { _ in }
  ) {
    self.init(
      document: """
        {"openapi": "\(version)", "info": {"title": "Test", "version": "1"},
         "servers": [{"url": "https://example.com"}],
         "paths": \(paths), "components": {"schemas": \(schemas)}\(more)}
        """, root: root, configure: configure)
  }

  /// A type by its names, such as `Pet.Owner`.
  func type(_ name: String) -> TypePlan? {
    let path = name.split(separator: ".").map(String.init)
    var candidates = plan.types
    for operation in plan.operations {
      if let holder = operation.types { candidates.append(holder) }
    }
    var found: TypePlan?
    for part in path {
      found = candidates.first { $0.name == part }
      candidates = found?.nested ?? []
    }
    return found
  }

  private func explanation(_ type: TypePlan, _ name: String) -> [String] {
    type.explanation(plan.storage[name.split(separator: ".").map(String.init)])
  }

  var typeNames: [String] { plan.types.map { $0.name } }

  /// The properties of a struct, one a line: `name: String?`, with what is special about their presence.
  func properties(_ name: String) -> [String] {
    guard let type = type(name), case .structure = type.kind else { return ["no struct \(name)"] }
    return explanation(type, name)
  }

  /// How a variant is chosen, then the cases of a union, one a line: `cat(Cat) [cat]`.
  func union(_ name: String) -> [String] {
    guard let type = type(name), case .union = type.kind else { return ["no union \(name)"] }
    return explanation(type, name)
  }

  /// The constants of an extensible enum: `name = value`.
  func constants(_ name: String) -> [String] {
    guard let type = type(name), case .openEnum = type.kind else { return ["no extensible enum \(name)"] }
    return explanation(type, name)
  }

  func alias(_ name: String) -> String? {
    guard let type = type(name), case .alias = type.kind else { return nil }
    return explanation(type, name).first
  }

  func operation(_ name: String) -> OperationPlan? { plan.operations.first { $0.name == name } }

  /// An operation as a signature: `list(limit: Int?) -> [Pet]`.
  func signature(_ name: String) -> String? {
    operation(name)?.signature
  }

  func codes() -> [String] { diagnostics.map { $0.code } }
}
