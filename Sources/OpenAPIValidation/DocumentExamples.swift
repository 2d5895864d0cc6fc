import OpenAPIDocument

/// An example of a document.
public struct DocumentExample: Sendable {
  /// The kinds of objects that have examples.
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

  /// The kind of object that has it.
  public var origin: Origin
  /// The example itself.
  public var value: JSONNode
  /// The schema, or the reference to one, that it is an example of; nil if there is none.
  public var schema: JSONNode?
  /// The media type as written in the document; nil for an example of something else.
  public var mediaType: String?
  /// The operation, such as `POST /v1/images/generations`; nil in `components` and in parameters of a whole path.
  public var operation: String?
  /// Whether it is part of a request or of a response; nil if its location doesn't say.
  public var isRequest: Bool?
}

/// All examples of a document, each with the schema that it belongs to.
///
/// Left out are examples in other files (`externalValue`), examples that are given as serialized text
/// (`serializedValue`), and those in `components/examples` that nothing refers to, because they have no schema.
public struct DocumentExamples: Sendable {
  /// The examples in document order.
  public private(set) var all: [DocumentExample] = []

  private let files: DocumentFiles
  private let validator: SchemaValidator

  /// Finds the examples of a document.
  /// - Parameters:
  ///   - document: The document.
  ///   - others: The files that it refers to, by the URIs in its references; their own examples are not listed.
  public init(document: JSONTree, others: [(uri: String, tree: JSONTree)] = []) {
    files = DocumentFiles(document: document, others: others)
    validator = SchemaValidator(library: files.library)
    if let paths = files.root["paths"] { walkPaths(paths) }
    for webhook in files.root.members(of: "webhooks") { walkPathItem(webhook.value, named: webhook.key) }
    if let components = files.root["components"] { walkComponents(components) }
  }

  /// The examples in an operation: those of its parameters, its request body and its responses.
  public func examples(of operation: DocumentOperation) -> [DocumentExample] {
    all.filter { $0.operation == operation.name }
  }

  /// Checks an example against its own schema.
  /// - Returns: What is wrong or could not be checked; empty if it conforms or has no schema.
  public func validate(_ example: DocumentExample) -> [Finding] {
    guard let schema = example.schema else { return [] }
    let direction = example.isRequest.map { $0 ? SchemaValidator.Direction.request : .response }
    return validator.validate(example.value, against: schema, as: "example", direction: direction)
  }

  /// What the examples below a node belong to.
  private struct Context {
    var operation: String?
    var isRequest: Bool?
  }

  // MARK: Walking

  private mutating func walkPaths(_ paths: JSONNode) {
    for path in paths.members where path.key.hasPrefix("/") { walkPathItem(path.value, named: path.key) }
  }

  private mutating func walkPathItem(_ item: JSONNode, named name: String) {
    for parameter in item.elements(of: "parameters") {
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
    for header in response.members(of: "headers") { walkHeader(header.value, context) }
    walkContent(response["content"], context)
  }

  private mutating func walkParameter(_ parameter: JSONNode, _ context: Context) {
    addExamples(of: parameter, .parameter, context)
    if let schema = parameter["schema"] { walkSchema(schema, context) }
    walkContent(parameter["content"], context)
  }

  private mutating func walkHeader(_ header: JSONNode, _ context: Context) {
    addExamples(of: header, .header, context)
    if let schema = header["schema"] { walkSchema(schema, context) }
    walkContent(header["content"], context)
  }

  private mutating func walkContent(_ content: JSONNode?, _ context: Context) {
    guard let content else { return }
    for entry in content.members { walkMediaType(entry.value, named: entry.key, context) }
  }

  private mutating func walkMediaType(_ node: JSONNode, named name: String?, _ context: Context) {
    addExamples(of: node, .mediaType, mediaType: name, context)
    for keyword in ["schema", "itemSchema"] {
      if let schema = node[keyword] { walkSchema(schema, context) }
    }
    for encoding in node.members(of: "encoding") {
      for header in encoding.value.members(of: "headers") { walkHeader(header.value, context) }
    }
  }

  private mutating func walkSchema(_ schema: JSONNode, _ context: Context, depth: Int = 0) {
    guard schema.kind == .object, depth < SchemaIndexer.maximumDepth else { return }
    if let value = schema["example"] { add(value, of: schema, .schema, context) }
    for value in schema.elements(of: "examples") { add(value, of: schema, .schema, context) }
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

  // MARK: Adding

  /// Adds the `example` and the `examples` of a parameter, a header or a media type.
  private mutating func addExamples(
    of node: JSONNode, _ origin: DocumentExample.Origin, mediaType: String? = nil, _ context: Context
  ) {
    let schema = node["schema"]
    if let value = node["example"] { add(value, of: schema, origin, mediaType: mediaType, context) }
    for entry in node.members(of: "examples") {
      guard let example = files.library.dereference(entry.value) else { continue }
      if let value = example["value"] ?? example["dataValue"] {
        add(value, of: schema, origin, mediaType: mediaType, context)
      }
    }
  }

  private mutating func add(
    _ value: JSONNode, of schema: JSONNode?, _ origin: DocumentExample.Origin, mediaType: String? = nil,
    _ context: Context
  ) {
    all.append(
      DocumentExample(
        origin: origin, value: value, schema: schema, mediaType: mediaType, operation: context.operation,
        isRequest: context.isRequest))
  }
}
