import OpenAPIDocument

/// Names for operations: the id in Swift's case, else a verb for the method and the nouns of the path.
struct OperationNames {
  /// Methods of each path, for choosing between `update` and `replace`.
  let methods: [String: Set<String>]

  init(_ operations: [Operation]) {
    var methods: [String: Set<String>] = [:]
    for operation in operations { methods[operation.path, default: []].insert(operation.method) }
    self.methods = methods
  }

  /// Names from best to worst.
  func candidates(_ operation: Operation) -> [String] {
    var names: [String] = []
    if let id = operation.operationId {
      let path = OperationNames.frameworkSuffix(operation)
      if !path.isEmpty, id.hasSuffix(path), id.utf8.count > path.utf8.count {
        names.append(Identifiers.member(String(id.dropLast(path.count))))
      }
      names.append(Identifiers.member(id))
    }
    names += fromPath(operation)
    return names.map { ReservedWords.operation($0) }
  }

  /// The end of ids that some frameworks make from path and method: `read_item_items__item_id__get`.
  private static func frameworkSuffix(_ operation: Operation) -> String {
    var text = ""
    for byte in operation.path.utf8 {
      let isWord =
        (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A) || Casing.isDigit(byte) || byte == 0x5F
      text.unicodeScalars.append(isWord ? Unicode.Scalar(byte) : "_")
    }
    return text + "_" + operation.method.lowercased()
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
    if let mark = clean.firstIndex(where: { $0 == "?" || $0 == "#" }) { clean = String(clean[..<mark]) }
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
    var bytes = Array(text.lowercased().utf8)
    if bytes.first == 0x76, bytes.count > 1, Casing.isDigit(bytes[1]) {
      return bytes.count <= 10
    }
    bytes.removeAll { $0 == 0x2E || $0 == 0x2D }
    if bytes.isEmpty { return false }
    for byte in bytes where !Casing.isDigit(byte) { return false }
    return true
  }

  /// The nouns of a path, for naming what its operations send and answer.
  struct Nouns {
    /// All of them: `/v1/images/edits` → `ImageEdit`.
    var all: String?
    /// What paths that belong together begin with: `Image`.
    var first: String?
    /// What the last element stands for: `Edit`.
    var last: String?

    init(_ path: String) {
      let segments = OperationNames.segments(path)
      guard let last = segments.last(where: { !$0.isParameter }) else { return }
      let single = Singular.of(Identifiers.type(last.text))
      let context = OperationNames.context(segments)
      self.last = single
      all = context.joined() + single
      for segment in segments where !segment.isParameter {
        first = Singular.of(Identifiers.type(segment.text))
        break
      }
    }
  }

  private func fromPath(_ operation: Operation) -> [String] {
    let segments = OperationNames.segments(operation.path)
    var words: [Segment] = []
    for segment in segments where !segment.isParameter { words.append(segment) }
    let parameters = segments.filter { $0.isParameter }
    let endsInParameter = segments.last?.isParameter ?? false
    guard let last = words.last else {
      let verb = OperationNames.verb(
        operation.method, isPlural: false, isItem: endsInParameter, methods: methods(operation))
      let object = parameters.last.map { "By" + Identifiers.type($0.text) } ?? "Root"
      return [verb + object]
    }
    let full = words.map { Identifiers.type($0.text) }
    let nouns = OperationNames.context(segments)
    let lastName = Identifiers.type(last.text)
    // Where two nouns say the same (`/user/users`), once is enough.
    let repeats = nouns.last.map { Singular.of($0) == Singular.of(lastName) } ?? false
    let context = (repeats ? Array(nouns.dropLast()) : nouns).joined()
    var names: [String] = []
    let lastWords = Words.split(last.text)
    let firstWord = (lastWords.first ?? "").lowercased()
    if !endsInParameter || operation.method == "POST",
      operation.method != "GET" || OperationNames.readingVerbs.contains(firstWord),
      OperationNames.verbs.contains(firstWord) || OperationNames.readingVerbs.contains(firstWord)
    {
      // `/users/{id}/activate` → `activateUser`, `/search` → `search`.
      let rest = Casing.camel(Array(lastWords.dropFirst()), isUpper: true)
      names.append(firstWord + context + rest)
    }
    let isPlural = Singular.isPlural(lastWords.last ?? "")
    let verb = OperationNames.verb(
      operation.method, isPlural: isPlural, isItem: endsInParameter, methods: methods(operation))
    let isWhole = verb == "list" || (operation.method == "DELETE" && !endsInParameter)
    names.append(verb + context + (isWhole ? lastName : Singular.of(lastName)))
    if let parameter = parameters.last {
      names.append(names[names.count - 1] + "By" + Identifiers.type(parameter.text))
    }
    names.append(operation.method.lowercased() + full.joined())
    var long = operation.method.lowercased()
    for segment in segments { long += (segment.isParameter ? "By" : "") + Identifiers.type(segment.text) }
    names.append(long)
    return names
  }

  /// The nouns before the last one: in the singular where one element is meant, as in `/users/{id}/posts`
  /// and `/images/edits`, but not in `/settings/main`.
  private static func context(_ segments: [Segment]) -> [String] {
    var nouns: [String] = []
    guard let last = segments.lastIndex(where: { !$0.isParameter }) else { return [] }
    for (index, segment) in segments.enumerated() where index < last && !segment.isParameter {
      let name = Identifiers.type(segment.text)
      let next = segments[index + 1]
      let isOne = next.isParameter || Singular.isPlural(Words.split(next.text).last ?? "") || isVerb(next.text)
      nouns.append(isOne ? Singular.of(name) : name)
    }
    return nouns
  }

  private static func isVerb(_ text: String) -> Bool {
    verbs.contains((Words.split(text).first ?? "").lowercased())
  }

  private func methods(_ operation: Operation) -> Set<String> { methods[operation.path] ?? [] }

  private static func verb(_ method: String, isPlural: Bool, isItem: Bool, methods: Set<String>) -> String {
    switch method {
    case "GET": return isPlural && !isItem ? "list" : "get"
    case "POST": return isItem ? "post" : "create"
    case "PUT": return methods.contains("PATCH") ? "replace" : "update"
    case "PATCH": return "update"
    case "DELETE": return "delete"
    case "HEAD": return "check"
    case "OPTIONS": return "options"
    case "TRACE": return "trace"
    case "QUERY": return "query"
    default: return Identifiers.member(method)
    }
  }

  private static let readingVerbs = Words.set(
    """
    search find lookup list get query download check count export validate verify ping fetch describe resolve preview
    """)

  private static let verbs = Words.set(
    """
    accept activate add analyze apply approve archive assign attach authorize block build calculate cancel capture
    change claim clear clone close complete compute confirm connect convert copy create deactivate decline delete
    deploy detach disable disconnect dismiss duplicate edit enable encode execute extend finalize finish follow
    generate import install invalidate invite invoke join launch leave link lock login logout mark merge move mute
    notify open parse pause pay pin process publish purge push read reboot recover redeem refresh regenerate
    recalculate reindex reload ingest refund register reject release remove rename render renew reopen replace reset
    resend restart restore resume retry revert revoke rotate run save send set share sign simulate sort split start
    stop submit subscribe suspend swap sync test toggle transfer translate trigger unarchive unassign unblock undo
    unfollow uninstall unlink unlock unmute unpin unpublish unsubscribe unsuspend update upgrade upload upsert void
    withdraw write
    """)
}
