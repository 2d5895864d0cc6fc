import LoopbackHTTP

/// Serves the pictures behind the links: without a key, whole or in ranges (RFC 9110, section 14).
struct FileService: Sendable {
  let store: SandboxStore

  static let pathPrefix = "/files/"

  func response(to request: ServerRequest, faults: [SandboxFault]) -> SandboxResponse {
    guard request.method == "GET" || request.method == "HEAD" else {
      return SandboxResponse(status: 405, fields: [("Allow", "GET, HEAD")])
    }
    guard let picture = store.picture(at: request.path) else {
      return Self.text("There is no such file.\n", status: 404)
    }
    if let expired = faults.first(of: .expired) { return Self.text("The link has expired.\n", status: expired.value) }
    let file = store.file(picture)
    if faults.contains(.notAPicture) {
      var response = SandboxResponse.html(status: 200)
      response.fields = [("Content-Type", "image/png")]
      return response
    }
    let type = faults.contains(.wrongType) ? "text/plain; charset=utf-8" : "image/png"
    let entityTag = faults.contains(.changedFile) ? store.anotherTag(file.entityTag) : file.entityTag
    var fields = [("Content-Type", type), ("ETag", entityTag), ("Cache-Control", "private, max-age=86400")]
    let allowsRanges = !faults.contains(.ignoresRange)
    if allowsRanges { fields.append(("Accept-Ranges", "bytes")) }
    if let tags = request.field("If-None-Match"), tags == "*" || tags.contains(entityTag) {
      return SandboxResponse(status: 304, fields: fields)
    }
    let isCurrent = request.field("If-Range").map { $0 == entityTag } ?? true
    guard allowsRanges, isCurrent, let text = request.field("Range"), let range = ByteRange(text) else {
      return SandboxResponse(status: 200, fields: fields, body: file.bytes)
    }
    let count = file.bytes.count
    guard let part = range.resolved(count: count) else {
      return SandboxResponse(status: 416, fields: [("Content-Range", "bytes */\(count)")])
    }
    fields.append(("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(count)"))
    return SandboxResponse(status: 206, fields: fields, body: Array(file.bytes[part]))
  }

  private static func text(_ text: String, status: Int) -> SandboxResponse {
    SandboxResponse(status: status, fields: [("Content-Type", "text/plain; charset=utf-8")], body: Array(text.utf8))
  }
}

/// A `Range` field with one range of bytes; several ranges are not supported and get the whole file.
struct ByteRange: Hashable, Sendable {
  private var first: Int?
  private var last: Int?

  init?(_ text: String) {
    guard text.hasPrefix("bytes=") else { return nil }
    let halves = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count == 2 else { return nil }
    if !halves[0].isEmpty {
      guard let first = Int(halves[0]), first >= 0 else { return nil }
      self.first = first
    }
    if !halves[1].isEmpty {
      guard let last = Int(halves[1]), last >= 0 else { return nil }
      self.last = last
    }
    if first == nil && last == nil { return nil }
    if let first, let last, last < first { return nil }
  }

  /// The range within a file of that length; nil if it is outside.
  func resolved(count: Int) -> Range<Int>? {
    if let first {
      guard first < count else { return nil }
      return first..<(min(count - 1, last ?? count - 1) + 1)
    }
    guard let last, last > 0, count > 0 else { return nil }
    return max(0, count - last)..<count
  }
}
