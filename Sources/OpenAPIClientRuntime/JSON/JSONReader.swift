/// A value in a parsed document, cheap to copy.
///
/// Types read their members from it; every error names the path from the document's root.
public struct JSONReader {
  let arena: JSONArena
  let index: Int

  init(arena: JSONArena, index: Int) {
    self.arena = arena
    self.index = index
  }

  /// The root of a document.
  ///
  /// - Throws: `JSONError` if the bytes are not JSON (RFC 8259) or nest deeper than 256 levels.
  public init(_ bytes: [UInt8]) throws(JSONError) {
    arena = try JSONParser.parse(bytes)
    index = 0
  }

  /// What kind of value this is.
  ///
  /// A member that does not exist counts as null.
  public var kind: JSONKind { index < 0 ? .null : arena.nodes[index].kind }

  /// Whether this is the string `""`.
  var isEmptyText: Bool { index >= 0 && arena.nodes[index].isEmptyText }

  /// Whether this stands for a member that does not exist.
  public var isMissing: Bool { index < 0 }

  /// Where this value is: `$.data[2]`.
  public var path: String {
    if index >= 0 { return arena.path(of: index) }
    var path = arena.path(of: arena.missingParent)
    JSONError.append(key: arena.missingKey, to: &path)
    return path
  }

  /// A member's value; for an optional type nil if it is absent or null.
  ///
  /// - Throws: `JSONError` if the member is absent and the type is not optional, or if it has another type.
  public func value<T: JSONCodable>(_ key: String) throws -> T {
    if let object = value(ofText: .object) { return try object.value(key) }
    let found = try member(key)
    guard found >= 0 else {
      arena.missingKey = key
      arena.missingParent = index
      return try T(json: JSONReader(arena: arena, index: -1))
    }
    return try explain(found, by: T.self)
  }

  /// A member's value, or the default if the member is absent.
  public func value<T: JSONCodable>(_ key: String, default fallback: @autoclosure () -> T) throws -> T {
    if let object = value(ofText: .object) { return try object.value(key, default: fallback()) }
    let found = try member(key)
    guard found >= 0 else { return fallback() }
    return try explain(found, by: T.self)
  }

  /// This value itself.
  public func decode<T: JSONCodable>() throws -> T { try T(json: self) }

  /// Checks that a member, if it is there, is equal to a constant of the document.
  ///
  /// Services leave constants out, so it may be absent, but not from a variant of a union, which it identifies.
  ///
  /// - Throws: `JSONError` if it has another value, or if it is absent from a variant of a union that is being tried.
  public func constant(_ key: String, _ expected: JSONValue) throws {
    let found = try member(key)
    guard found >= 0 else {
      if arena.triedNode == index { throw mismatch("an object with \(key)") }
      return
    }
    let value: JSONValue = try explain(found, by: JSONValue.self)
    guard value == expected else {
      let reader = JSONReader(arena: arena, index: found)
      throw JSONError(path: reader.path, expected: expected.jsonText, found: reader.summary)
    }
    arena.score += 2
  }

  /// The discriminator value: a string itself, the JSON text of a boolean or a number, nil for anything else.
  public func discriminator(_ key: String) -> String? {
    guard kind == .object, let found = try? member(key), found >= 0 else { return nil }
    let node = arena.nodes[found]
    switch node.kind {
    case .string, .bool: return arena.text(of: node)
    // `1.0` is `1`.
    case .number: return (try? JSONNumber(json: JSONReader(arena: arena, index: found)))?.text
    default: return nil
    }
  }

  /// Throws unless this is an object; for types without members.
  public func requireObject() throws {
    guard kind == .object else { throw mismatch("an object") }
  }

  // MARK: Finding members

  /// The node of a member's value, or -1.
  ///
  /// Services send members in the order of their documents, so the search begins after the one found last.
  func member(_ key: String) throws -> Int {
    guard index >= 0 else { throw mismatch("an object") }
    let object = arena.nodes[index]
    guard object.kind == .object else { throw mismatch("an object") }
    if object.length == 0 { return -1 }
    // The names of header fields are in lower case here, whatever case the service sent.
    let key = arena.textSource == .headers && index == 0 ? key.lowercased() : key
    let found = key.utf8.withContiguousStorageIfAvailable { key in arena.member(of: index, key) }
    // A string from Objective-C isn't stored as UTF-8.
    return found ?? Array(key.utf8).withUnsafeBufferPointer { key in arena.member(of: index, key) }
  }

  /// Reads a member's value and counts it as explained by name.
  ///
  /// It is counted first, so that reading the value is the last step and the value need not be moved.
  @inline(__always)  // One of three that save 1 to 2 % of reading and 1 % of writing: Sources/Benchmarks/README.md.
  func explain<T: JSONCodable>(_ node: Int, by type: T.Type) throws -> T {
    let next = arena.hintMember
    arena.score += 2
    defer {
      arena.hintObject = index
      arena.hintMember = next
    }
    do {
      return try T(json: JSONReader(arena: arena, index: node))
    } catch {
      arena.score -= 2
      throw error
    }
  }

  /// Counts against the current type, which reads the value although it isn't in the documented format: a variant of a
  /// union that expects the value in this form wins.
  func countMisfit() { arena.score -= 1 }

  // MARK: Errors

  /// An error about this value.
  func mismatch(_ expected: String) -> JSONError {
    JSONError(path: path, expected: expected, found: summary)
  }

  /// An error about a text that lacks its format, with the beginning of the text and the setting that would accept it.
  func malformed(_ expected: String, format: String) -> JSONError {
    guard index >= 0, kind == .string else { return mismatch(expected) }
    let text = arena.text(of: arena.nodes[index])
    let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
    return JSONError(
      path: path, expected: expected, found: JSONValue.string(String(shown)).jsonText,
      formatsEntry: "\"\(format)\": \"String\"")
  }

  /// What this value is, without the contents of strings.
  var summary: String {
    guard index >= 0 else { return "nothing" }
    let node = arena.nodes[index]
    switch node.kind {
    case .number, .bool: return String(arena.text(of: node).prefix(40))
    default: return node.kind.phrase
    }
  }
}
