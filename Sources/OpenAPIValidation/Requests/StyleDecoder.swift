import OpenAPISyntax

/// Decodes parameters that are serialized by a style (OpenAPI, Parameter Object, Style Values).
struct StyleDecoder {
  /// Why a text doesn't have the form of its style.
  struct Failure: Error {
    var reason: String
  }

  let name: String
  let style: String
  let explodes: Bool
  let outline: SchemaOutline
  /// Whether the text is percent-encoded, as it is everywhere but in header fields and cookies of style `cookie`.
  var isEncoded = true
  var plusIsSpace = false

  private func decode(_ text: some StringProtocol) -> String {
    isEncoded ? PercentEncoding.decode(text, plusIsSpace: plusIsSpace) : FieldValue.trimmed(text)
  }

  // MARK: Path segments and header fields

  /// Styles `simple`, `label` and `matrix`.
  func decode(segment: String) throws(Failure) -> TextValue {
    switch style {
    case "label":
      guard segment.hasPrefix(".") else { throw Failure(reason: "style label starts with a dot") }
      return try structured(segment.dropFirst(), separator: explodes ? "." : ",")
    case "matrix": return try decodeMatrix(segment)
    case "simple": return try structured(segment[...], separator: ",")
    default: throw Failure(reason: "style \(style) can't be used here")
    }
  }

  private func decodeMatrix(_ segment: String) throws(Failure) -> TextValue {
    guard segment.hasPrefix(";") else { throw Failure(reason: "style matrix starts with a semicolon") }
    let body = segment.dropFirst()
    if explodes, outline.isObject { return .map(try pairs(body, separator: ";")) }
    var values: [Substring] = []
    for piece in body.split(separator: ";", omittingEmptySubsequences: false) {
      let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard PercentEncoding.decode(parts[0]) == name else {
        throw Failure(reason: "style matrix names the parameter before each value")
      }
      values.append(parts.count == 2 ? parts[1] : "")
    }
    if outline.isArray, explodes { return .list(values.map { .text(decode($0)) }) }
    guard values.count == 1 else { throw Failure(reason: "it is given more than once") }
    return try structured(values[0], separator: ",")
  }

  /// Reads a text with separators as an object, an array or one value, whichever the schema allows.
  private func structured(_ text: Substring, separator: Character) throws(Failure) -> TextValue {
    if outline.isObject, explodes { return .map(try pairs(text, separator: separator)) }
    let isList = outline.isObject || outline.isArray || (outline.types.contains("array") && text.contains(separator))
    guard isList else { return .text(decode(text)) }
    let pieces =
      text.isEmpty ? [] : text.split(separator: separator, omittingEmptySubsequences: false).map { decode($0) }
    return outline.isObject ? .map(try members(ofAlternating: pieces)) : .list(pieces.map { .text($0) })
  }

  private func pairs(_ text: Substring, separator: Character) throws(Failure) -> [(name: String, value: TextValue)] {
    var members: [(name: String, value: TextValue)] = []
    for piece in text.split(separator: separator) {
      guard let equals = piece.firstIndex(of: "=") else { throw Failure(reason: "a property has no value") }
      members.append((decode(piece[..<equals]), .text(decode(piece[piece.index(after: equals)...]))))
    }
    return members
  }

  /// The members of an object that is sent as a list of names and values in turn.
  private func members(ofAlternating pieces: [String]) throws(Failure) -> [(name: String, value: TextValue)] {
    guard pieces.count.isMultiple(of: 2) else { throw Failure(reason: "names and values do not come in pairs") }
    return stride(from: 0, to: pieces.count, by: 2).map { (pieces[$0], .text(pieces[$0 + 1])) }
  }

  // MARK: Queries, cookies and forms

  /// Styles `form`, `spaceDelimited`, `pipeDelimited` and `deepObject`; nil if no pair belongs to the parameter.
  func decode(pairs: inout FormPairs) throws(Failure) -> TextValue? {
    switch style {
    case "form", "cookie": return try decodeForm(&pairs)
    case "spaceDelimited", "pipeDelimited":
      if explodes { return try decodeForm(&pairs) }
      return try decodeDelimited(&pairs)
    case "deepObject": return decodeDeep(&pairs)
    default: throw Failure(reason: "style \(style) can't be used here")
    }
  }

  private func decodeForm(_ pairs: inout FormPairs) throws(Failure) -> TextValue? {
    if explodes, outline.isObject {
      let names = outline.propertyNames
      let takesOthers = outline.allowsOthersExplicitly || names.isEmpty
      let found = pairs.claim { takesOthers || names.contains($0) }
      if found.isEmpty { return nil }
      return .map(FormPairs.grouped(found.map { ($0.name, decode($0.raw)) }))
    }
    let found = pairs.claim { $0 == name }
    guard let first = found.first else { return nil }
    if explodes {
      if outline.isArray || (outline.types.contains("array") && (found.count > 1 || !outline.allowsScalar)) {
        return .list(found.map { .text(decode($0.raw)) })
      }
      if found.count > 1 { throw Failure(reason: "it is given more than once") }
      return .text(decode(first.raw))
    }
    if found.count > 1 { throw Failure(reason: "it is given more than once") }
    return try structured(first.raw[...], separator: ",")
  }

  private func decodeDelimited(_ pairs: inout FormPairs) throws(Failure) -> TextValue? {
    let found = pairs.claim { $0 == name }
    guard let first = found.first else { return nil }
    if found.count > 1 { throw Failure(reason: "it is given more than once") }
    // The delimiter may be percent-encoded itself, so the text is decoded first.
    let text = decode(first.raw)
    let delimiter: Character = style == "spaceDelimited" ? " " : "|"
    let pieces = text.split(separator: delimiter, omittingEmptySubsequences: false).map(String.init)
    if outline.isObject { return .map(try members(ofAlternating: pieces)) }
    return .list(text.isEmpty ? [] : pieces.map { .text($0) })
  }

  private func decodeDeep(_ pairs: inout FormPairs) -> TextValue? {
    let prefix = name + "["
    let found = pairs.claim { $0 == name || ($0.hasPrefix(prefix) && $0.hasSuffix("]")) }
    if found.isEmpty { return nil }
    var tree = DeepObject()
    for pair in found {
      let keys = pair.name.dropFirst(name.count).split(separator: "[").map { String($0.dropLast()) }
      // The limit keeps a malicious name from exhausting the stack.
      tree.insert(decode(pair.raw), at: keys.prefix(64))
    }
    return tree.value(outline)
  }
}

/// The nested members of a parameter of style `deepObject`, such as `name[a][b]=c`.
private struct DeepObject {
  private var texts: [String] = []
  private var children: [(name: String, value: DeepObject)] = []

  mutating func insert(_ text: String, at keys: ArraySlice<String>) {
    guard let key = keys.first else {
      texts.append(text)
      return
    }
    if !key.isEmpty, let index = children.firstIndex(where: { $0.name == key }) {
      children[index].value.insert(text, at: keys.dropFirst())
    } else {
      var child = DeepObject()
      child.insert(text, at: keys.dropFirst())
      children.append((key, child))
    }
  }

  func value(_ outline: SchemaOutline) -> TextValue {
    if children.isEmpty {
      let isList = outline.isArray || texts.count > 1
      return isList ? .list(texts.map { .text($0) }) : .text(texts.first ?? "")
    }
    let hasPositions = children.allSatisfy { $0.name.isEmpty || Int($0.name) != nil }
    if outline.isArray || (hasPositions && !outline.isObject) {
      let nested = children.enumerated().map { $1.value.value(outline.element($0)) }
      return .list(texts.map { .text($0) } + nested)
    }
    return .map(children.map { ($0.name, $0.value.value(outline.property($0.name))) })
  }
}

/// The pairs of a query, a cookie or a form, and whether a parameter has claimed them.
struct FormPairs {
  private(set) var pairs: [(name: String, raw: String, isClaimed: Bool)] = []

  /// Reads `a=1&b=2`; names are decoded, values stay encoded.
  init(query: String, plusIsSpace: Bool = true) {
    for piece in query.split(separator: "&") {
      let equals = piece.firstIndex(of: "=") ?? piece.endIndex
      let name = PercentEncoding.decode(piece[..<equals], plusIsSpace: plusIsSpace)
      let raw = equals < piece.endIndex ? String(piece[piece.index(after: equals)...]) : ""
      pairs.append((name, raw, false))
    }
  }

  /// Reads the values of `Cookie` fields.
  init(cookies: [String]) {
    for field in cookies {
      for piece in FieldValue.split(field, at: UInt8(ascii: ";")) where !piece.isEmpty {
        let equals = piece.firstIndex(of: "=") ?? piece.endIndex
        let raw = equals < piece.endIndex ? String(piece[piece.index(after: equals)...]) : ""
        pairs.append((String(piece[..<equals]), FieldValue.unquoted(raw), false))
      }
    }
  }

  /// Claims the pairs with the wanted names, but for those that are claimed already.
  mutating func claim(_ isWanted: (String) -> Bool) -> [(name: String, raw: String)] {
    var found: [(name: String, raw: String)] = []
    for index in pairs.indices where !pairs[index].isClaimed && isWanted(pairs[index].name) {
      pairs[index].isClaimed = true
      found.append((pairs[index].name, pairs[index].raw))
    }
    return found
  }

  /// The names that nothing has claimed, each once.
  var unclaimedNames: [String] { pairs.filter { !$0.isClaimed }.map(\.name).uniqued() }

  /// Members in the order of their names, with the values of a repeated name in a list.
  static func grouped(_ pairs: [(name: String, value: String)]) -> [(name: String, value: TextValue)] {
    let values = Dictionary(grouping: pairs, by: \.name)
    return pairs.map(\.name).uniqued().map { name in
      let texts = values[name]?.map { TextValue.text($0.value) } ?? []
      return (name, texts.count == 1 ? texts[0] : .list(texts))
    }
  }
}
