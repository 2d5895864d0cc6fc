import OpenAPIDocument

/// An example that stands in a document.
public struct DocumentExample: Sendable {
  /// Where examples stand.
  public enum Origin: String, Sendable {
    /// A Media Type Object: a body or a part of it.
    case mediaType
    /// A schema.
    case schema
    /// A Parameter Object.
    case parameter
    /// A Header Object.
    case header
  }

  /// Where it stands.
  public var origin: Origin
  /// The example itself.
  public var value: JSONNode
  /// The schema, or the reference to one, that it is an example of; nil if there is none.
  public var schema: JSONNode?
  /// The media type as the document has it, if it is an example of one.
  public var mediaType: String?
  /// The operation that it stands in, as `POST /v1/images/generations`; nil in components.
  public var operation: String?
  /// Whether it is part of a request or of a response; nil if its location doesn't say.
  public var isRequest: Bool?
}

/// All examples of a document, each with the schema that it belongs to.
///
/// Left out are examples that are kept elsewhere (`externalValue`), that are text in some format (`serializedValue`),
/// and those in `components/examples` that nothing refers to, for nothing says what they are examples of.
public struct DocumentExamples: Sendable {
  /// The examples in document order.
  public private(set) var all: [DocumentExample] = []

  private let files: DocumentFiles
  private let validator: SchemaValidator

  /// Finds the examples of a document.
  /// - Parameters:
  ///   - document: The document.
  ///   - others: The files that it refers to, by the names it has for them; their own examples are not listed.
  public init(document: JSONTree, others: [(uri: String, tree: JSONTree)] = []) {
    files = DocumentFiles(document: document, others: others)
    validator = SchemaValidator(library: files.library)
    if let paths = files.root["paths"] { walkPaths(paths) }
    if let webhooks = files.root["webhooks"] {
      for webhook in webhooks.members { walkPathItem(webhook.value, named: webhook.key) }
    }
    if let components = files.root["components"] { walkComponents(components) }
  }

  /// The examples that stand in an operation.
  public func examples(of operation: DocumentOperation) -> [DocumentExample] {
    all.filter { $0.operation == operation.name }
  }

  /// Checks an example by its own schema.
  /// - Returns: What is wrong or could not be checked; empty if it conforms or has no schema.
  public func validate(_ example: DocumentExample) -> [Finding] {
    guard let schema = example.schema else { return [] }
    var direction: SchemaValidator.Direction?
    if let isRequest = example.isRequest { direction = isRequest ? .request : .response }
    return validator.validate(example.value, against: schema, as: "example", direction: direction)
  }

  /// Where the walk is.
  private struct Context {
    var operation: String?
    var isRequest: Bool?
  }

  // MARK: Walking

  private mutating func walkPaths(_ paths: JSONNode) {
    for path in paths.members where path.key.hasPrefix("/") { walkPathItem(path.value, named: path.key) }
  }

  private mutating func walkPathItem(_ item: JSONNode, named name: String) {
    for parameter in item["parameters"]?.elements.map({ $0 }) ?? [] {
      walkParameter(parameter, Context(operation: nil, isRequest: true))
    }
    for member in item.members {
      if DocumentFiles.methods.contains(member.key) {
        walkOperation(member.value, named: member.key.uppercased() + " " + name)
      } else if member.key == "additionalOperations" {
        for operation in member.value.members {
          walkOperation(operation.value, named: operation.key + " " + name)
        }
      }
    }
  }

  private mutating func walkOperation(_ operation: JSONNode, named name: String) {
    for member in operation.members {
      switch member.key {
      case "parameters":
        for parameter in member.value.elements { walkParameter(parameter, Context(operation: name, isRequest: true)) }
      case "requestBody": walkContent(member.value["content"], Context(operation: name, isRequest: true))
      case "responses":
        for response in member.value.members {
          walkResponse(response.value, Context(operation: name, isRequest: false))
        }
      case "callbacks": for callback in member.value.members { walkCallback(callback.value) }
      default: break
      }
    }
  }

  private mutating func walkCallback(_ callback: JSONNode) {
    for item in callback.members where item.key != "$ref" { walkPathItem(item.value, named: item.key) }
  }

  private mutating func walkComponents(_ components: JSONNode) {
    for kind in components.members {
      for component in kind.value.members {
        let node = component.value
        switch kind.key {
        case "schemas": walkSchema(node, Context())
        case "parameters": walkParameter(node, Context(operation: nil, isRequest: true))
        case "headers": walkHeader(node, Context())
        case "requestBodies": walkContent(node["content"], Context(operation: nil, isRequest: true))
        case "responses": walkResponse(node, Context(operation: nil, isRequest: false))
        case "mediaTypes": walkMediaType(node, named: nil, Context())
        case "callbacks": walkCallback(node)
        case "pathItems": walkPathItem(node, named: component.key)
        default: break
        }
      }
    }
  }

  private mutating func walkResponse(_ response: JSONNode, _ context: Context) {
    for header in response["headers"]?.members.map({ $0.value }) ?? [] { walkHeader(header, context) }
    walkContent(response["content"], context)
  }

  private mutating func walkParameter(_ parameter: JSONNode, _ context: Context) {
    take(.parameter, from: parameter, mediaType: nil, context)
    if let schema = parameter["schema"] { walkSchema(schema, context) }
    walkContent(parameter["content"], context)
  }

  private mutating func walkHeader(_ header: JSONNode, _ context: Context) {
    take(.header, from: header, mediaType: nil, context)
    if let schema = header["schema"] { walkSchema(schema, context) }
    walkContent(header["content"], context)
  }

  private mutating func walkContent(_ content: JSONNode?, _ context: Context) {
    guard let content else { return }
    for entry in content.members { walkMediaType(entry.value, named: entry.key, context) }
  }

  private mutating func walkMediaType(_ node: JSONNode, named name: String?, _ context: Context) {
    take(.mediaType, from: node, mediaType: name, context)
    for keyword in ["schema", "itemSchema"] {
      if let schema = node[keyword] { walkSchema(schema, context) }
    }
    for encoding in node["encoding"]?.members.map({ $0.value }) ?? [] {
      for header in encoding["headers"]?.members.map({ $0.value }) ?? [] { walkHeader(header, context) }
    }
  }

  private mutating func walkSchema(_ schema: JSONNode, _ context: Context, depth: Int = 0) {
    guard schema.kind == .object, depth < SchemaIndexer.maximumDepth else { return }
    if let value = schema["example"] { append(.schema, value, schema, nil, context) }
    for value in schema["examples"]?.elements.map({ $0 }) ?? [] { append(.schema, value, schema, nil, context) }
    for member in schema.members {
      if member.key == "$defs" || member.key == "definitions" {
        for definition in member.value.members { walkSchema(definition.value, context, depth: depth + 1) }
        continue
      }
      guard let content = SchemaKeyword.table[member.key]?.content else { continue }
      switch content {
      case .schema: walkSchema(member.value, context, depth: depth + 1)
      case .list: for element in member.value.elements { walkSchema(element, context, depth: depth + 1) }
      case .map: for entry in member.value.members { walkSchema(entry.value, context, depth: depth + 1) }
      case .schemaOrList:
        walkSchema(member.value, context, depth: depth + 1)
        for element in member.value.elements { walkSchema(element, context, depth: depth + 1) }
      }
    }
  }

  // MARK: Taking

  private mutating func take(
    _ origin: DocumentExample.Origin, from node: JSONNode, mediaType: String?, _ context: Context
  ) {
    let schema = node["schema"]
    if let value = node["example"] { append(origin, value, schema, mediaType, context) }
    for entry in node["examples"]?.members.map({ $0.value }) ?? [] {
      guard let example = files.library.dereference(entry) else { continue }
      if let value = example["value"] ?? example["dataValue"] { append(origin, value, schema, mediaType, context) }
    }
  }

  private mutating func append(
    _ origin: DocumentExample.Origin, _ value: JSONNode, _ schema: JSONNode?, _ mediaType: String?, _ context: Context
  ) {
    all.append(
      DocumentExample(
        origin: origin, value: value, schema: schema, mediaType: mediaType, operation: context.operation,
        isRequest: context.isRequest))
  }
}
