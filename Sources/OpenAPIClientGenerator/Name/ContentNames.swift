/// Names for bodies of several content types.
enum ContentNames {
  /// A case for each content type of the request body.
  ///
  ///     application/json, multipart/form-data  → json, multipart
  static func bodyCases(_ operation: API.Operation) -> [String] {
    var scope = NameScope()
    return (operation.body?.contents ?? []).map { content in
      let name = scope.claim(ReservedWords.constant(label(content))) { [Identifiers.member(content.mediaType)] }
      return ReservedWords.escaped(name)
    }
  }

  /// A case for each status and content type of the successful responses.
  ///
  ///     200: {application/json, text/csv}, 202: {}  → okJSON, okCSV, accepted
  static func outputCases(_ operation: API.Operation) -> [String] {
    var scope = NameScope()
    let isOneStatus = operation.successes.count == 1
    return operation.successes.flatMap { response in
      let status = StatusNames.name(response.status)
      if response.contents.isEmpty { return [ReservedWords.escaped(scope.claim(ReservedWords.constant(status)))] }
      return response.contents.map { content in
        var text = status
        if response.contents.count > 1 {
          text = isOneStatus ? label(content) : status + Identifiers.type(label(content))
        }
        let name = scope.claim(ReservedWords.constant(text)) { [Identifiers.member(content.mediaType)] }
        return ReservedWords.escaped(name)
      }
    }
  }

  /// A name for a content type: `json`, or the subtype if it isn't the usual type of its kind.
  static func label(_ content: API.Content) -> String {
    let mediaType = content.mediaType
    func isPlain(_ usual: String) -> Bool { mediaType == usual || ContentKind.isRange(mediaType) }
    switch content.kind {
    case .form: return "form"
    case .multipart where mediaType == "multipart/form-data": return "multipart"
    case .jsonLines: return "jsonLines"
    case .events: return "events"
    case .json where isPlain("application/json"): return "json"
    case .text where isPlain("text/plain"): return "text"
    case .binary where isPlain("application/octet-stream"): return "binary"
    default: return subtype(mediaType)
    }
  }

  /// `application/vnd.github.v3+json` → `githubV3JSON`.
  private static func subtype(_ mediaType: String) -> String {
    let subtype = mediaType.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
    return Identifiers.member(String(subtype).dropping("vnd.", "x-", "x."))
  }
}
