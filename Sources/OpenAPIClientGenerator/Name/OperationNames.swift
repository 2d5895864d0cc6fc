import OpenAPISyntax

/// Candidates for an operation's name: its id in camel case, then names made of the method and the path.
struct OperationNames {
  /// The methods of each path: beside PATCH, which is `update`, PUT is `replace`.
  let methods: [String: Set<String>]

  init(_ operations: [API.Operation]) {
    methods = Dictionary(grouping: operations, by: \.path).mapValues { Set($0.map(\.method)) }
  }

  /// The candidates, from best to worst.
  func candidates(_ operation: API.Operation) -> [String] {
    var names: [String] = []
    if let id = operation.id {
      let suffix = OperationNames.frameworkSuffix(operation)
      if id.hasSuffix(suffix), id != suffix { names.append(Identifiers.member(String(id.dropLast(suffix.count)))) }
      names.append(Identifiers.member(id))
    }
    names += fromPath(operation)
    return names.map { ReservedWords.operation($0) }
  }

  /// Path and method as some frameworks append them to ids: `_items__item_id__get` in `read_item_items__item_id__get`.
  private static func frameworkSuffix(_ operation: API.Operation) -> String {
    let path = operation.path.utf8.map { $0.isIdentifierByte ? $0 : UInt8(ascii: "_") }
    return "\(String(decoding: path, as: UTF8.self))_\(operation.method.lowercased())"
  }

  /// A segment of a path: a word or a parameter.
  struct Segment {
    let text: String
    let isParameter: Bool
  }

  /// The segments of a path without versions and prefixes such as `api`.
  ///
  ///     /api/v1/users/{id}:cancel  → users, {id}, cancel
  static func segments(_ path: String) -> [Segment] {
    var result: [Segment] = []
    let parts = path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
    for part in parts {
      var text = String(part)
      if text.hasPrefix("{"), text.hasSuffix("}") {
        result.append(Segment(text: String(text.dropFirst().dropLast()), isParameter: true))
        continue
      }
      if isVersion(text) || (parts.count > 1 && result.isEmpty && isPrefix(text)) { continue }
      // `{id}.json`, `users:search`, `{name}:cancel`.
      if let brace = text.firstIndex(of: "{"), let end = text.lastIndex(of: "}") {
        let inner = String(text[text.index(after: brace)..<end])
        let before = String(text[..<brace])
        let after = String(text[text.index(after: end)...])
        if !Words.split(before).isEmpty { result.append(Segment(text: before, isParameter: false)) }
        result.append(Segment(text: inner, isParameter: true))
        if after.hasPrefix(":") || after.hasPrefix("-") {
          result.append(Segment(text: String(after.dropFirst()), isParameter: false))
        }
        continue
      }
      if let dot = text.lastIndex(of: "."), dot > text.startIndex, isExtension(String(text[dot...])) {
        text = String(text[..<dot])
      }
      if Words.split(text).isEmpty { continue }
      result.append(Segment(text: text, isParameter: false))
    }
    return result
  }

  private static func isExtension(_ text: String) -> Bool {
    [".json", ".xml", ".php", ".html", ".do", ".aspx", ".cgi"].contains(text.lowercased())
  }

  private static func isPrefix(_ text: String) -> Bool {
    ["api", "rest", "apis", "public", "ws"].contains(text.lowercased())
  }

  /// `v1`, `v2.1`, `v3beta`, `2024-01-01`, `1.0`.
  private static func isVersion(_ text: String) -> Bool {
    let bytes = Array(text.lowercased().utf8)
    if bytes.first == UInt8(ascii: "v"), bytes.count > 1, bytes[1].isDigit { return bytes.count <= 10 }
    var hasDigit = false
    for byte in bytes {
      if byte.isDigit {
        hasDigit = true
      } else if byte != UInt8(ascii: "."), byte != UInt8(ascii: "-") {
        return false
      }
    }
    return hasDigit
  }

  /// The last noun of a path in the singular, which names what its operations send and receive: `/images/edits` → `Edit`.
  static func lastNoun(_ path: String) -> String? {
    segments(path).last { !$0.isParameter }.map { Singular.of(Identifiers.type($0.text)) }
  }

  /// Names made of method and path, from best to worst.
  ///
  ///     POST /users/{id}/activate  → activateUser, …
  ///     GET /users/{id}/posts      → listUserPosts, listUserPostsByID, getUsersPosts, getUsersByIDPosts
  private func fromPath(_ operation: API.Operation) -> [String] {
    let segments = OperationNames.segments(operation.path)
    let isItem = segments.last?.isParameter ?? false
    let ending = segments.last { $0.isParameter }.map { "By\(Identifiers.type($0.text))" }
    guard let last = segments.last(where: { !$0.isParameter }) else {
      return ["\(verb(operation, isPlural: false, isItem: isItem))\(ending ?? "Root")"]
    }
    let lastName = Identifiers.type(last.text)
    let lastWords = Words.split(last.text)
    let single = Singular.of(lastName)
    var nouns = OperationNames.context(segments)
    // Of two nouns for the same, as in `/user/users`, one is enough.
    if let noun = nouns.last, Singular.of(noun) == single { nouns.removeLast() }
    let context = JoinedNames.join(nouns)

    let verb = verb(operation, isPlural: Singular.isPlural(lastWords.last ?? ""), isItem: isItem)
    let isWhole = verb == "list" || operation.method == "DELETE" && !isItem
    let name = verb + JoinedNames.join([context, isWhole ? lastName : single])
    let method = operation.method.lowercased()
    let full = segments.filter { !$0.isParameter }.map { Identifiers.type($0.text) }
    let long = segments.map { "\($0.isParameter ? "By" : "")\(Identifiers.type($0.text))" }
    return [action(operation, lastWords, context, isItem: isItem), name, ending.map { name + $0 }].compactMap { $0 }
      + [method + full.joined(), method + long.joined()]
  }

  /// A name for an operation whose path ends in a verb: `/users/{id}/activate` → `activateUser`, `/search` → `search`.
  private func action(_ operation: API.Operation, _ words: [String], _ context: String, isItem: Bool) -> String? {
    let verb = (words.first ?? "").lowercased()
    let isReading = ActionVerbs.reading.contains(verb)
    guard isReading || operation.method != "GET" && ActionVerbs.contains(verb), !isItem || operation.method == "POST"
    else { return nil }
    return verb + JoinedNames.join([context, Casing.camel(Array(words.dropFirst()), isUpper: true)])
  }

  /// The nouns before the last one, in the singular if they stand for one element.
  ///
  ///     /users/{id}/posts, /images/edits, /settings/main  → User, Image, Settings
  private static func context(_ segments: [Segment]) -> [String] {
    var nouns: [String] = []
    var outer = segments
    while let last = outer.popLast(), last.isParameter {}
    for (index, segment) in outer.enumerated() where !segment.isParameter {
      let name = Identifiers.type(segment.text)
      let next = segments[index + 1]
      let isOne = next.isParameter || Singular.isPlural(Words.split(next.text).last ?? "") || isVerb(next.text)
      nouns.append(isOne ? Singular.of(name) : name)
    }
    return nouns
  }

  private static func isVerb(_ text: String) -> Bool {
    ActionVerbs.contains(Words.split(text).first ?? "")
  }

  /// The verb for a method: `list` for GET of a plural, `create` for POST.
  private func verb(_ operation: API.Operation, isPlural: Bool, isItem: Bool) -> String {
    switch operation.method {
    case "GET": return isPlural && !isItem ? "list" : "get"
    case "POST": return isItem ? "post" : "create"
    case "PUT": return methods[operation.path]?.contains("PATCH") ?? false ? "replace" : "update"
    case "PATCH": return "update"
    case "HEAD": return "check"
    case "DELETE", "OPTIONS", "TRACE", "QUERY": return operation.method.lowercased()
    default: return Identifiers.member(operation.method)
    }
  }
}
