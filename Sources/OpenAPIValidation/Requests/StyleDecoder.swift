import OpenAPISyntax

/// Undoes the serialization of parameters (OpenAPI, Parameter Object, Style Values).
struct StyleDecoder {
  /// Why a text has not the form that its style asks for.
  struct Failure: Error {
    var reason: String
  }

  let name: String
  let style: String
  let explodes: Bool
  let outline: SchemaOutline
  /// Whether percent-encoding is to be undone; header fields have none.
  var isEncoded = true
  var plusIsSpace = false

  private func decode(_ text: some StringProtocol) -> String {
    isEncoded ? PercentEncoding.decode(text, plusIsSpace: plusIsSpace) : FieldValue.trimmed(text)
  }

  // MARK: One text: path segments, header fields

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

  /// A text whose parts stand between separators, read by what the schema expects.
  private func structured(_ text: Substring, separator: Character) throws(Failure) -> TextValue {
    if outline.isObject {
      return .map(
        explodes
          ? try pairs(text, separator: separator)
          : try alternating(
            text.split(
              separator: separator, omittingEmptySubsequences: false)))
    }
    if outline.isArray || (outline.types.contains("array") && text.contains(separator)) {
      if text.isEmpty { return .list([]) }
      return .list(text.split(separator: separator, omittingEmptySubsequences: false).map { .text(decode($0)) })
    }
    return .text(decode(text))
  }

  private func pairs(_ text: Substring, separator: Character) throws(Failure) -> [(name: String, value: TextValue)] {
    var members: [(name: String, value: TextValue)] = []
    for piece in text.split(separator: separator) {
      guard let equals = piece.firstIndex(of: "=") else { throw Failure(reason: "a property has no value") }
      members.append((decode(piece[..<equals]), .text(decode(piece[piece.index(after: equals)...]))))
    }
    return members
  }

  private func alternating(_ pieces: [Substring]) throws(Failure) -> [(name: String, value: TextValue)] {
    if pieces == [""] { return [] }
    guard pieces.count % 2 == 0 else { throw Failure(reason: "names and values do not come in pairs") }
    var members: [(name: String, value: TextValue)] = []
    var index = 0
    while index < pieces.count {
      members.append((decode(pieces[index]), .text(decode(pieces[index + 1]))))
      index += 2
    }
    return members
  }

  // MARK: Pairs: queries, cookies, forms

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
    // The delimiter itself is encoded, so it is looked for once encoding is undone.
    let text = decode(first.raw)
    let pieces = text.split(separator: style == "spaceDelimited" ? " " : "|", omittingEmptySubsequences: false)
    if outline.isObject {
      guard pieces.count % 2 == 0 else { throw Failure(reason: "names and values do not come in pairs") }
      var members: [(name: String, value: TextValue)] = []
      var index = 0
      while index < pieces.count {
        members.append((String(pieces[index]), .text(String(pieces[index + 1]))))
        index += 2
      }
      return .map(members)
    }
    return .list(text.isEmpty ? [] : pieces.map { .text(String($0)) })
  }

  private func decodeDeep(_ pairs: inout FormPairs) -> TextValue? {
    let prefix = name + "["
    let found = pairs.claim { $0 == name || ($0.hasPrefix(prefix) && $0.hasSuffix("]")) }
    if found.isEmpty { return nil }
    var tree = DeepObject()
    for pair in found {
      var keys: [String] = []
      for piece in pair.name.dropFirst(name.count).split(separator: "[") { keys.append(String(piece.dropLast())) }
      // Deeper nesting than this is nobody's intention.
      tree.insert(decode(pair.raw), at: keys.prefix(64))
    }
    return tree.value(outline)
  }
}

/// Nested members as `name[a][b]=c` gives them.
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
      var elements: [TextValue] = texts.map { .text($0) }
      for (position, child) in children.enumerated() { elements.append(child.value.value(outline.element(position))) }
      return .list(elements)
    }
    return .map(children.map { ($0.name, $0.value.value(outline.property($0.name))) })
  }
}

/// The pairs of a query, a cookie or a form, and which of them a rule has taken.
struct FormPairs {
  private(set) var pairs: [(name: String, raw: String, isClaimed: Bool)] = []

  /// Reads `a=1&b=2`; names are decoded, values stay as they are.
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
      for piece in FieldValue.split(field, at: 0x3B) where !piece.isEmpty {
        let equals = piece.firstIndex(of: "=") ?? piece.endIndex
        let raw = equals < piece.endIndex ? String(piece[piece.index(after: equals)...]) : ""
        pairs.append((String(piece[..<equals]), FieldValue.unquoted(raw), false))
      }
    }
  }

  /// Takes the pairs of some names that are not taken yet.
  mutating func claim(_ isWanted: (String) -> Bool) -> [(name: String, raw: String)] {
    var found: [(name: String, raw: String)] = []
    for index in pairs.indices where !pairs[index].isClaimed && isWanted(pairs[index].name) {
      pairs[index].isClaimed = true
      found.append((pairs[index].name, pairs[index].raw))
    }
    return found
  }

  /// The names that nothing has taken, each once.
  var unclaimedNames: [String] {
    var names: [String] = []
    for pair in pairs where !pair.isClaimed && !names.contains(pair.name) { names.append(pair.name) }
    return names
  }

  /// Members, with the values of a repeated name in a list.
  static func grouped(_ pairs: [(name: String, value: String)]) -> [(name: String, value: TextValue)] {
    var names: [String] = []
    var values: [String: [String]] = [:]
    for pair in pairs {
      if values[pair.name] == nil { names.append(pair.name) }
      values[pair.name, default: []].append(pair.value)
    }
    return names.map { name in
      let texts = values[name] ?? []
      return (name, texts.count == 1 ? .text(texts[0]) : .list(texts.map { .text($0) }))
    }
  }
}
