import OpenAPISyntax

/// A media type and its content: OpenAPI, section Media Type Object.
public struct MediaType: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// Where it is used: a reference (OpenAPI 3.2), or the same as `node`.
  public let usage: JSONNode
  /// The name as written, such as `application/json; charset=utf-8`.
  public let name: String
  /// Type and subtype in lower case, without parameters.
  public let essence: String
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

  fileprivate static func essence(of name: String) -> String {
    let bytes = name.utf8.prefix { $0 != UInt8(ascii: ";") }.filter { !$0.isSpaceOrTab }
    return String(decoding: bytes.map(\.lowercased), as: UTF8.self)
  }
}

extension DocumentBuilder {
  /// The content of a body, parameter or header.
  ///
  /// Headers of encodings are read without encodings of their own, because a header may contain a reference to itself.
  func content(of owner: JSONNode, withEncoding: Bool = true) -> [MediaType] {
    read(map(owner, .content)) { node, name in mediaType(node, name: name, withEncoding: withEncoding) }
  }

  func mediaType(_ usage: JSONNode, name: String, withEncoding: Bool = true) -> MediaType? {
    let essence = MediaType.essence(of: name)
    guard let node = object(usage, "A media type") else {
      // Its name is known all the same.
      return MediaType(
        node: usage, usage: usage, name: name, essence: essence, schema: nil, itemSchema: nil, encoding: [],
        prefixEncoding: [], itemEncoding: nil, examples: [])
    }
    let itemEncoding = withEncoding ? node[.itemEncoding].flatMap { encoding($0, name: "", depth: 1) } : nil
    return MediaType(
      node: node, usage: usage, name: name, essence: essence, schema: schema(node, .schema),
      itemSchema: schema(node, .itemSchema), encoding: withEncoding ? encodings(of: node, of: name) : [],
      prefixEncoding: withEncoding ? prefixEncodings(of: node, depth: 1) : [], itemEncoding: itemEncoding,
      examples: examples(of: node))
  }

  /// The schema in a member, which may be `true` or `false`.
  func schema(_ owner: JSONNode, _ keyword: Keyword) -> Schema? {
    owner[keyword].map { Schema($0, table) }
  }
}
