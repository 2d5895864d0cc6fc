import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPISyntax
import OpenAPIValidation

/// The arguments of one operation, taken from the document: its examples, defaults and enums first, else values made
/// to fit the schema.
public struct OperationInput: Sendable {
  let operation: DocumentOperation
  let maker: ExampleMaker

  /// The value of a path parameter.
  public func path<T: JSONCodable>(_ name: String) throws -> T { try parameter(name, in: "path") }
  /// The value of a query parameter.
  public func query<T: JSONCodable>(_ name: String) throws -> T { try parameter(name, in: "query") }
  /// The value of a header parameter.
  public func header<T: JSONCodable>(_ name: String) throws -> T { try parameter(name, in: "header") }
  /// The value of a cookie parameter.
  public func cookie<T: JSONCodable>(_ name: String) throws -> T { try parameter(name, in: "cookie") }
  /// The value of the parameter that is the whole query string.
  public func querystring<T: JSONCodable>(_ name: String) throws -> T { try parameter(name, in: "querystring") }

  /// The value of a body of a content type.
  public func body<T: JSONCodable>(_ contentType: String) throws -> T {
    guard let media = media(contentType) else { return try JSONValue.null.decode() }
    let value = isLines(contentType) ? maker.lines(ofMedia: media) : maker.value(ofMedia: media)
    return try decode(value, "the \(contentType) body")
  }

  /// The text of a body of a content type.
  public func text(_ contentType: String) -> String {
    guard let media = media(contentType) else { return "text" }
    let value = maker.value(ofMedia: media)
    return value.string ?? (try? value.jsonString()) ?? "text"
  }

  /// The value of a part of a multipart body; nil where the body's example leaves it out.
  public func part<T: JSONCodable>(_ name: String) throws -> T {
    guard let media = multipart else { return try JSONValue.null.decode() }
    return try decode(maker.value(ofMedia: media)[name] ?? .null, "the part \(name)")
  }

  /// The arguments for which no valid value could be found or made, such as `the query parameter size`.
  var argumentsWithoutValue: [String] {
    let invalid = parameters.filter { parameter in
      guard let schema = parameter["schema"] ?? contentSchema(of: parameter) else { return false }
      return !maker.isValid(maker.value(ofParameter: parameter), schema)
    }
    let names = invalid.map { "the \($0["in"]?.string ?? "") parameter \($0["name"]?.string ?? "")" }
    let bodies = (content?.members.map { $0 } ?? []).filter { !hasValidValue($0) }.map { "the \($0.key) body" }
    return names.uniqued() + bodies
  }

  /// The parameters of the operation, then those of its path.
  private var parameters: [JSONNode] {
    (operation.node.elements(of: "parameters") + operation.pathItem.elements(of: "parameters")).map(maker.follow)
  }

  private func contentSchema(of parameter: JSONNode) -> JSONNode? {
    parameter.members(of: "content").first.flatMap { maker.follow($0.value)["schema"] }
  }

  private func hasValidValue(_ content: JSONMember) -> Bool {
    let media = maker.follow(content.value)
    if isLines(content.key) { return maker.areValid(maker.lines(ofMedia: media), lines: media) }
    guard let schema = media["schema"] else { return true }
    return maker.isValid(maker.value(ofMedia: media), schema)
  }

  private func parameter<T: JSONCodable>(_ name: String, in location: String) throws -> T {
    let parameter = parameters.first { $0["name"]?.string == name && $0["in"]?.string == location }
    // A name in the path template without a declaration takes any text.
    return try decode(parameter.map(maker.value(ofParameter:)) ?? .string("value"), "the \(location) parameter \(name)")
  }

  private func decode<T: JSONCodable>(_ value: JSONValue, _ argument: String) throws -> T {
    do {
      return try value.decode()
    } catch {
      throw ConformanceError("\(operation.name): \(argument) can't be read from \(value): \(error)")
    }
  }

  /// The Media Type Object of a multipart body.
  var multipart: JSONNode? { media("multipart/form-data") ?? media("multipart/mixed") ?? media("multipart/related") }

  /// The media types of the request body.
  private var content: JSONNode? { operation.node["requestBody"].flatMap { maker.follow($0)["content"] } }

  func media(_ contentType: String) -> JSONNode? {
    guard let content else { return nil }
    let media = content[contentType] ?? MIMEType(contentType)?.bestEntry(of: content)
    return media.map(maker.follow)
  }

  /// Whether a body of the type has a JSON value on each line, for which the client takes an array.
  private func isLines(_ contentType: String) -> Bool {
    MIMEType(contentType)?.isJSONLines ?? false
  }
}
