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

  /// The body in a content type.
  public func body<T: JSONCodable>(_ contentType: String) throws -> T {
    guard let media = media(contentType) else { return try JSONValue.null.decode() }
    let value = isLines(contentType) ? maker.lines(ofMedia: media) : maker.value(ofMedia: media)
    return try decode(value, "the \(contentType) body")
  }

  /// The text of a body.
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

  /// The arguments for which no value valid by their schema is known, such as `the query parameter size`.
  var argumentsWithoutValue: [String] {
    var found: [String] = []
    for list in [operation.node["parameters"], operation.pathItem["parameters"]] {
      for element in list.map({ Array($0.elements) }) ?? [] {
        let parameter = maker.follow(element)
        guard let schema = parameter["schema"] ?? contentSchema(of: parameter) else { continue }
        guard !maker.isValid(maker.value(ofParameter: parameter), schema) else { continue }
        let what = "the \(parameter["in"]?.string ?? "") parameter \(parameter["name"]?.string ?? "")"
        if !found.contains(what) { found.append(what) }
      }
    }
    guard let body = operation.node["requestBody"], let content = maker.follow(body)["content"] else { return found }
    for member in content.members {
      let media = maker.follow(member.value)
      if isLines(member.key) {
        if !maker.areValid(maker.lines(ofMedia: media), lines: media) { found.append("the \(member.key) body") }
        continue
      }
      guard let schema = media["schema"] else { continue }
      if !maker.isValid(maker.value(ofMedia: media), schema) { found.append("the \(member.key) body") }
    }
    return found
  }

  private func contentSchema(of parameter: JSONNode) -> JSONNode? {
    for member in parameter["content"].map({ Array($0.members) }) ?? [] { return maker.follow(member.value)["schema"] }
    return nil
  }

  private func parameter<T: JSONCodable>(_ name: String, in location: String) throws -> T {
    for list in [operation.node["parameters"], operation.pathItem["parameters"]] {
      guard let list else { continue }
      for element in list.elements {
        let parameter = maker.follow(element)
        guard parameter["name"]?.string == name, parameter["in"]?.string == location else { continue }
        return try decode(maker.value(ofParameter: parameter), "the \(location) parameter \(name)")
      }
    }
    // A template name without a declaration takes any text.
    return try decode(.string("value"), "the \(location) parameter \(name)")
  }

  private func decode<T: JSONCodable>(_ value: JSONValue, _ what: String) throws -> T {
    do {
      return try value.decode()
    } catch {
      throw ConformanceError("\(operation.method) \(operation.path): \(what): \(error), from \(value)")
    }
  }

  /// The body sent in parts.
  var multipart: JSONNode? { media("multipart/form-data") ?? media("multipart/mixed") ?? media("multipart/related") }

  func media(_ contentType: String) -> JSONNode? {
    guard let body = operation.node["requestBody"] else { return nil }
    guard let content = maker.follow(body)["content"] else { return nil }
    if let exact = content[contentType] { return maker.follow(exact) }
    guard let type = MIMEType(contentType) else { return nil }
    var best: (fit: Int, media: JSONNode)?
    for member in content.members {
      let fit = MIMEType(member.key).map { type.fit($0) } ?? 0
      if fit > best?.fit ?? 0 { best = (fit, member.value) }
    }
    return best.map { maker.follow($0.media) }
  }

  /// Whether a body of the type is a JSON value on each line, for which the client takes an array.
  private func isLines(_ contentType: String) -> Bool {
    MIMEType(contentType)?.isJSONLines ?? false
  }
}
