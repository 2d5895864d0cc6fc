/// A content type and what it holds: OpenAPI, section Media Type Object.
public final class MediaType: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// Where it is used: a reference (OpenAPI 3.2), or the same as `node`.
  public let usage: JSONNode
  /// The name as written, such as `application/json; charset=utf-8`.
  public let name: String
  /// The schema of the whole content.
  public let schema: Schema?
  /// The schema of each item of a stream (OpenAPI 3.2).
  public let itemSchema: Schema?
  /// How properties of a form are written, in document order.
  public let encoding: [Encoding]
  /// How the first parts of a multipart body are written (OpenAPI 3.2).
  public let prefixEncoding: [Encoding]
  /// How the further parts of a multipart body are written (OpenAPI 3.2).
  public let itemEncoding: Encoding?
  /// Examples of the content.
  public let examples: [Example]

  init(
    node: JSONNode, usage: JSONNode, name: String, schema: Schema?, itemSchema: Schema?, encoding: [Encoding],
    prefixEncoding: [Encoding], itemEncoding: Encoding?, examples: [Example]
  ) {
    self.node = node
    self.usage = usage
    self.name = name
    self.schema = schema
    self.itemSchema = itemSchema
    self.encoding = encoding
    self.prefixEncoding = prefixEncoding
    self.itemEncoding = itemEncoding
    self.examples = examples
  }

  /// Type and subtype in lower case, without parameters.
  public var essence: String {
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      if byte == 0x3B { break }
      if !byte.isBlank { bytes.append(byte.lowercased) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// How a part of a form or multipart body is written: OpenAPI, section Encoding Object.
public struct Encoding: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// The property; empty for an encoding by position.
  public let name: String
  /// The content types, in order.
  public let contentTypes: [String]
  /// The headers of the part.
  public let headers: [Header]
  /// How the value is written in a form; nil if the document does not say.
  public let style: Parameter.Style?
  /// Whether arrays and objects are written as several; nil if the document does not say.
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

extension DocumentBuilder {
  /// How deep encodings are read in each other.
  private static let maximumEncodingDepth = 8

  /// The content of a body, parameter or header.
  ///
  /// Headers in encodings go without encodings of their own, for a header
  /// may refer back to where it is used.
  func content(of owner: JSONNode, withEncoding: Bool = true) -> [MediaType] {
    read(map(owner, .content)) { node, name in mediaType(node, name: name, withEncoding: withEncoding) }
  }

  func mediaType(_ usage: JSONNode, name: String, withEncoding: Bool = true) -> MediaType? {
    guard let node = object(usage, "a media type") else {
      // The content type is known all the same.
      return MediaType(
        node: usage, usage: usage, name: name, schema: nil, itemSchema: nil, encoding: [], prefixEncoding: [],
        itemEncoding: nil, examples: [])
    }
    var itemEncoding: Encoding?
    if withEncoding, let value = node[.itemEncoding] { itemEncoding = encoding(value, name: "", depth: 1) }
    return MediaType(
      node: node, usage: usage, name: name, schema: schema(node, .schema), itemSchema: schema(node, .itemSchema),
      encoding: withEncoding ? encodings(of: node, depth: 1) : [],
      prefixEncoding: withEncoding ? prefixEncodings(of: node, depth: 1) : [], itemEncoding: itemEncoding,
      examples: examples(of: node))
  }

  /// The schema in a member; `true` and `false` are schemas too.
  func schema(_ owner: JSONNode, _ keyword: Keyword) -> Schema? {
    guard let node = owner[keyword] else { return nil }
    return Schema(node, table)
  }

  private func encodings(of owner: JSONNode, depth: Int) -> [Encoding] {
    guard let map = map(owner, .encoding) else { return [] }
    var result: [Encoding] = []
    for member in map.members {
      if let encoding = encoding(member.value, name: member.key, depth: depth) { result.append(encoding) }
    }
    return result
  }

  private func prefixEncodings(of owner: JSONNode, depth: Int) -> [Encoding] {
    guard let list = list(owner, .prefixEncoding) else { return [] }
    var result: [Encoding] = []
    for element in list.elements {
      if let encoding = encoding(element, name: "", depth: depth) { result.append(encoding) }
    }
    return result
  }

  private func encoding(_ node: JSONNode, name: String, depth: Int) -> Encoding? {
    guard let node = object(node, "an encoding") else { return nil }
    let goesDeeper = depth < DocumentBuilder.maximumEncodingDepth
    var itemEncoding: [Encoding] = []
    if goesDeeper, let value = node[.itemEncoding], let encoding = encoding(value, name: "", depth: depth + 1) {
      itemEncoding.append(encoding)
    }
    var contentTypes: [String] = []
    if let text = text(node, .contentType) {
      for part in text.split(separator: ",") { contentTypes.append(DocumentBuilder.trimmed(part)) }
    }
    return Encoding(
      node: node, name: name, contentTypes: contentTypes, headers: headers(of: node, withEncoding: false),
      style: style(of: node), explode: flag(node, .explode), allowReserved: flag(node, .allowReserved),
      encoding: goesDeeper ? encodings(of: node, depth: depth + 1) : [],
      prefixEncoding: goesDeeper ? prefixEncodings(of: node, depth: depth + 1) : [], itemEncoding: itemEncoding)
  }

  /// A text without spaces at its ends.
  static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.utf8.first, first.isBlank { text.removeFirst() }
    while let last = text.utf8.last, last.isBlank { text.removeLast() }
    return String(text)
  }
}
