import OpenAPISyntax

/// Names for operations: the id in Swift's case, else a verb for the method and the nouns of the path.
struct OperationNames {
  /// Methods of each path, for choosing between `update` and `replace`.
  let methods: [String: Set<String>]

  init(_ operations: [API.Operation]) {
    var methods: [String: Set<String>] = [:]
    for operation in operations { methods[operation.path, default: []].insert(operation.method) }
    self.methods = methods
  }

  /// Names from best to worst.
  func candidates(_ operation: API.Operation) -> [String] {
    var names: [String] = []
    if let id = operation.id {
      let path = OperationNames.frameworkSuffix(operation)
      if !path.isEmpty, id.hasSuffix(path), id.utf8.count > path.utf8.count {
        names.append(Identifiers.member(String(id.dropLast(path.count))))
      }
      names.append(Identifiers.member(id))
    }
    names.append(contentsOf: fromPath(operation))
    return names.map { ReservedWords.operation($0) }
  }

  /// The end of ids that some frameworks make from path and method: `read_item_items__item_id__get`.
  private static func frameworkSuffix(_ operation: API.Operation) -> String {
    var text = ""
    for byte in operation.path.utf8 { text.unicodeScalars.append(byte.isIdentifierByte ? Unicode.Scalar(byte) : "_") }
    return "\(text)_\(operation.method.lowercased())"
  }

  /// A segment of a path: a word or a parameter.
  struct Segment {
    let text: String
    let isParameter: Bool
  }

  /// The segments that mean something: no versions, no `api`.
  static func segments(_ path: String) -> [Segment] {
    var result: [Segment] = []
    var clean = path
    if let mark = clean.firstIndex(where: { ["?", "#"].contains($0) }) { clean = String(clean[..<mark]) }
    let parts = clean.split(separator: "/", omittingEmptySubsequences: true)
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

  /// The segments that are no parameters.
  private static func words(_ segments: [Segment]) -> [Segment] {
    var words: [Segment] = []
    for segment in segments {
      if !segment.isParameter { words.append(segment) }
    }
    return words
  }

  /// The nouns of a path, for naming what its operations send and receive.
  struct Nouns {
    /// All of them: `/v1/images/edits` → `ImageEdit`.
    var all: String?
    /// What paths that belong together begin with: `Image`.
    var first: String?
    /// What the last element stands for: `Edit`.
    var last: String?

    init(_ path: String) {
      let segments = OperationNames.segments(path)
      let words = OperationNames.words(segments)
      guard let first = words.first, let last = words.last else { return }
      let single = Singular.of(Identifiers.type(last.text))
      self.last = single
      all = JoinedNames.join(OperationNames.context(segments) + [single])
      self.first = Singular.of(Identifiers.type(first.text))
    }
  }

  private func fromPath(_ operation: API.Operation) -> [String] {
    let method = operation.method
    var full = method.lowercased()
    var long = full
    var last: Segment?
    var ending = ""
    var endsInParameter = false
    let segments = OperationNames.segments(operation.path)
    for segment in segments {
      let name = Identifiers.type(segment.text)
      endsInParameter = segment.isParameter
      if endsInParameter {
        ending = "By" + name
        long.append(ending)
      } else {
        last = segment
        full.append(name)
        long.append(name)
      }
    }
    guard let last else {
      return [verb(operation, isPlural: false, isItem: endsInParameter) + (ending.isEmpty ? "Root" : ending)]
    }
    let lastName = Identifiers.type(last.text)
    let single = Singular.of(lastName)
    var nouns = OperationNames.context(segments)
    // Where two nouns say the same (`/user/users`), once is enough.
    if let noun = nouns.last, Singular.of(noun) == single { nouns.removeLast() }
    let context = JoinedNames.join(nouns)
    var names: [String] = []
    let lastWords = Words.split(last.text)
    let firstWord = (lastWords.first ?? "").lowercased()
    let isReading = ActionVerbs.reading.contains(firstWord)
    if isReading || method != "GET" && ActionVerbs.contains(firstWord), !endsInParameter || method == "POST" {
      // `/users/{id}/activate` → `activateUser`, `/search` → `search`.
      let object = Casing.camel(Array(lastWords.dropFirst()), isUpper: true)
      names.append(firstWord + JoinedNames.join([context, object]))
    }
    let verb = verb(operation, isPlural: Singular.isPlural(lastWords.last ?? ""), isItem: endsInParameter)
    let isWhole = verb == "list" || (method == "DELETE" && !endsInParameter)
    let name = verb + JoinedNames.join([context, isWhole ? lastName : single])
    names.append(name)
    if !ending.isEmpty { names.append(name + ending) }
    names.append(full)
    names.append(long)
    return names
  }

  /// The nouns before the last one: in the singular where one element is meant, as in `/users/{id}/posts`
  /// and `/images/edits`, but not in `/settings/main`.
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
