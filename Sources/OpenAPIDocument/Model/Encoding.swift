import OpenAPISyntax

/// How a part of a form or multipart body is written: OpenAPI, section Encoding Object.
public struct Encoding: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// The property's name; empty for an encoding by position.
  public let name: String
  /// The content types, in order.
  public let contentTypes: [String]
  /// The headers of the part.
  public let headers: [Header]
  /// How the value is written in a form; nil if the document does not say.
  public let style: Parameter.Style?
  /// Whether each value of an array or object is written as a pair of its own; nil if the document does not say.
  public let explode: Bool?
  /// Whether reserved characters are left as they are; nil if the document does not say.
  public let allowReserved: Bool?
  /// How the parts in this part are written, in document order (OpenAPI 3.2).
  public let encoding: [Encoding]
  /// How the first parts in this part are written (OpenAPI 3.2).
  public let prefixEncoding: [Encoding]
  /// How the further parts in this part are written (OpenAPI 3.2); at most one.
  public let itemEncoding: [Encoding]
}

extension Encoding {
  fileprivate var withoutStyle: Encoding {
    Encoding(
      node: node, name: name, contentTypes: contentTypes, headers: headers, style: nil, explode: nil,
      allowReserved: nil, encoding: encoding, prefixEncoding: prefixEncoding, itemEncoding: itemEncoding)
  }
}

extension DocumentBuilder {
  /// How deep encodings may be nested; deeper ones are ignored.
  private static let maximumEncodingDepth = 8

  func encodings(of owner: JSONNode, depth: Int) -> [Encoding] {
    guard let map = map(owner, .encoding) else { return [] }
    return map.members.compactMap { encoding($0.value, name: $0.key, depth: depth) }
  }

  /// The encodings of a media type; before OpenAPI 3.1 parts of multipart bodies have no style.
  func encodings(of owner: JSONNode, of mediaType: String) -> [Encoding] {
    let encodings = encodings(of: owner, depth: 1)
    guard version == .v3_0, mediaType.lowercased().hasPrefix("multipart/") else { return encodings }
    return encodings.map { $0.withoutStyle }
  }

  func prefixEncodings(of owner: JSONNode, depth: Int) -> [Encoding] {
    guard let list = list(owner, .prefixEncoding) else { return [] }
    return list.elements.compactMap { encoding($0, name: "", depth: depth) }
  }

  func encoding(_ node: JSONNode, name: String, depth: Int) -> Encoding? {
    guard let node = object(node, "An encoding") else { return nil }
    let goesDeeper = depth < DocumentBuilder.maximumEncodingDepth
    let itemEncoding = goesDeeper ? node[.itemEncoding].flatMap { encoding($0, name: "", depth: depth + 1) } : nil
    let contentTypes = text(node, .contentType)?.split(separator: ",").map(FieldValue.trimmed) ?? []
    return Encoding(
      node: node, name: name, contentTypes: contentTypes, headers: headers(of: node, withEncoding: false),
      style: style(of: node), explode: flag(node, .explode), allowReserved: flag(node, .allowReserved),
      encoding: goesDeeper ? encodings(of: node, depth: depth + 1) : [],
      prefixEncoding: goesDeeper ? prefixEncodings(of: node, depth: depth + 1) : [],
      itemEncoding: itemEncoding.map { [$0] } ?? [])
  }
}
