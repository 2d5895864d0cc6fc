import OpenAPIClientGenerator
import OpenAPIDocument

/// A document planned, and its plan in words short enough to compare.
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
    // Of a document that can't be used nothing is planned: an empty one stands for it.
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

  var typeNames: [String] { plan.types.map { $0.name } }

  /// The properties of a struct, one a line: `name: String?`, with what is special about their presence.
  func properties(_ name: String) -> [String] {
    guard case .structure(let structure) = type(name)?.kind else { return ["no struct \(name)"] }
    var lines: [String] = []
    for property in structure.properties {
      var line = (property.isBoxed ? "boxed " : "") + property.name + ": " + Self.text(property.type)
      switch property.presence {
      case .required, .optional: break
      case .requiredNullable: line += " or null"
      case .optionalNullable: line += " or absent or null"
      case .defaulted(let value): line += " absent is " + Self.text(value)
      case .constant(let value): line += " always " + Self.text(value)
      }
      if let value = property.initializerDefault, value != .null { line += " = " + Self.text(value) }
      if !property.isInInitializer { line += " read only" }
      lines.append(line)
    }
    for pattern in structure.patterns { lines.append("~\(pattern.pattern): " + Self.text(pattern.type)) }
    if let additional = structure.additional { lines.append("*: " + Self.text(additional.type)) }
    return lines
  }

  /// The cases of a union, one a line: `cat(Cat) [cat]`, after how they are told apart.
  func union(_ name: String) -> [String] {
    guard case .union(let union) = type(name)?.kind else { return ["no union \(name)"] }
    var lines: [String] = []
    switch union.choice {
    case .fit: lines.append(union.isIndirect ? "indirect by fit" : "by fit")
    case .discriminator(let key): lines.append((union.isIndirect ? "indirect by " : "by ") + key)
    }
    for unionCase in union.cases {
      var line = unionCase.name
      if let type = unionCase.type { line += "(" + Self.text(type) + ")" }
      if !unionCase.discriminatorValues.isEmpty {
        line += " [" + unionCase.discriminatorValues.joined(separator: ", ") + "]"
      }
      lines.append(line)
    }
    return lines
  }

  /// The constants of an open enum: `name = value`.
  func constants(_ name: String) -> [String] {
    guard case .openEnum(let values) = type(name)?.kind else { return ["no open enum \(name)"] }
    return values.values.map { $0.name + " = " + Self.text($0.value) }
  }

  func alias(_ name: String) -> String? {
    guard case .alias(let use) = type(name)?.kind else { return nil }
    return Self.text(use)
  }

  func operation(_ name: String) -> OperationPlan? { plan.operations.first { $0.name == name } }

  /// An operation as a signature: `list(limit: Int?) -> [Pet]`.
  func signature(_ name: String) -> String? {
    guard let operation = operation(name) else { return nil }
    let arguments = operation.arguments.map { argument in
      "\(argument.hasLabel ? "" : "_ ")\(argument.name): \(Self.text(argument.type))"
    }
    return "\(operation.name)(\(arguments.joined(separator: ", "))) -> \(Self.text(operation.response.type))"
  }

  func codes() -> [String] { diagnostics.map { $0.code } }

  static func text(_ use: TypeUse) -> String {
    switch use {
    case .text: "text"
    case .bytes: "bytes"
    default: use.text
    }
  }

  static func text(_ value: ValuePlan) -> String {
    switch value {
    case .string(let text): return "\"" + text + "\""
    case .int(let number): return String(number)
    case .double(let text): return text
    case .bool(let flag): return flag ? "true" : "false"
    case .null: return "nil"
    case .emptyArray: return "[]"
    case .emptyDictionary: return "[:]"
    case .array(let elements): return "[" + elements.map { text($0) }.joined(separator: ", ") + "]"
    case .member(let name): return "." + name
    case .call(let name): return "." + name + "()"
    case .json(let literal): return "json " + literal.text
    }
  }
}
