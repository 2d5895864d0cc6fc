/// The destination of a download.
package protocol DownloadSink: Sendable {
  /// How many bytes there are.
  var count: Int64 { get }
  /// Appends bytes; returns how many there are now.
  func write(_ bytes: UnsafeRawBufferPointer) throws -> Int64
  /// Discards what was written, to begin again.
  func clear() throws
}

/// A response with a failure instead of the file.
package struct DownloadRefusal: Error {
  /// The response's status.
  package let status: Int
  /// How long the service asks to wait.
  package let retryAfter: Duration?
  let error: ClientError

  /// Whether the failure may be temporary.
  var isTemporary: Bool { [408, 425, 429].contains(status) || (500...599).contains(status) }
}

/// A response that is larger than the download allows.
package struct DownloadTooLarge: Error {
  package let limit: Int64
}

/// The file that is being downloaded, as the service describes it.
package struct DownloadedFile: Sendable {
  /// Its size, if the service tells it.
  package var total: Int64?
  /// The content type that the service gave.
  package var contentType: String?
  /// The strong entity tag, by which the rest of the same file can be requested.
  var tag: String?
}

extension Download {
  /// Downloads into a sink, over as many connections as it takes: each resumes where the last one broke, if the file
  /// is still the same, and begins again if not.
  ///
  /// - Parameters:
  ///   - sink: the destination.
  ///   - deadline: the deadline of the next request, called before each one.
  ///   - check: called when the file is complete; if it throws, the download begins again after the failure.
  ///   - again: called with each failure; returns when it is time for another request, or throws to end the download.
  /// - Returns: the description of the file.
  /// - Throws: what `again` throws.
  package func load(
    into sink: some DownloadSink, deadline: () -> ContinuousClock.Instant?,
    check: (DownloadedFile) throws -> Void = { _ in },
    again: (any Error) async throws -> Void
  ) async throws -> DownloadedFile {
    var file = DownloadedFile()
    while true {
      var isWhole = false
      do {
        try await request(sink, &file, deadline())
        isWhole = true
        try check(file)
        return file
      } catch {
        // Without a strong entity tag the rest may belong to another version of the file.
        if isWhole || file.tag == nil {
          try sink.clear()
          file = DownloadedFile()
        }
        try await again(error)
      }
    }
  }

  private func request(
    _ sink: some DownloadSink, _ file: inout DownloadedFile, _ deadline: ContinuousClock.Instant?
  ) async throws {
    try Task.checkCancellation()
    var request = HTTPRequest(method: .get, url: url, fields: fields)
    // Positions in a compressed body couldn't be told.
    request.fields["Accept-Encoding"] = "identity"
    request.idleTimeout = idleTimeout
    request.deadline = deadline
    request.isDownload = true
    if sink.count > 0, let tag = file.tag {
      request.fields["Range"] = "bytes=\(sink.count)-"
      request.fields["If-Range"] = tag
    }
    let follower = RedirectFollower(transport: transport, limit: 5, home: url, credentials: AppliedCredentials())
    let response = try await follower.send(request)
    switch response.status {
    case 206 where sink.count > 0 && continues(response, at: sink.count, file): break
    case 206, 416:
      // This isn't the rest of the same file, so the next request begins again.
      file = DownloadedFile()
      try sink.clear()
      throw TransportFailure(
        kind: .invalidResponse, message: "The service sent another range than was requested.",
        mayHaveBeenProcessed: true)
    case 200..<300:
      try sink.clear()
      file = DownloadedFile()
      file.total = response.body.expectedLength ?? response.fields["Content-Length"].flatMap { Int64($0) }
      file.tag = response.fields["ETag"].flatMap { $0.hasPrefix("\"") ? $0 : nil }
      if response.fields["Content-Encoding"] != nil {
        // It is decoded on arrival, so the decoded bytes tell neither its length nor a position in it.
        file.total = nil
        file.tag = nil
      }
      file.contentType = response.fields["Content-Type"]
      try limit(file.total ?? 0)
    default:
      let error = await report.status(response, failures: [], hint: "")
      throw DownloadRefusal(status: response.status, retryAfter: error.retryAfter, error: error)
    }
    try await receive(response.body, into: sink, total: file.total)
  }

  private func receive(_ body: ResponseBody, into sink: some DownloadSink, total: Int64?) async throws {
    let isTaken = try await body.receive { bytes in
      try limit(sink.count + Int64(bytes.count))
      let count = try sink.write(bytes)
      onProgress?(TransferProgress(completedBytes: count, totalBytes: total))
    }
    if !isTaken { throw CancellationError() }
    if let total, sink.count != total {
      throw TransportFailure(
        kind: .connectionLost, message: "The download ended after \(sink.count) of \(total) bytes.",
        mayHaveBeenProcessed: true)
    }
  }

  /// Whether a partial response is the rest of what is there (RFC 9110, section 15.3.7).
  private func continues(_ response: HTTPResponse, at count: Int64, _ file: DownloadedFile) -> Bool {
    guard let range = response.fields["Content-Range"], range.lowercased().hasPrefix("bytes \(count)-") else {
      return false
    }
    if let tag = response.fields["ETag"], tag != file.tag { return false }
    if let total = file.total, let slash = range.lastIndex(of: "/"),
      let stated = Int64(range[range.index(after: slash)...]), stated != total
    {
      return false
    }
    return true
  }

  private func limit(_ size: Int64) throws {
    if size > maximumSize { throw DownloadTooLarge(limit: maximumSize) }
  }
}

/// One run of a download into a file of its own.
struct DownloadRun: Sendable {
  let download: Download
  let folder: String

  func run(_ naming: @escaping @Sendable ([UInt8]) throws -> String) async throws -> SavedFile {
    let part = try PartFile(in: folder, name: "download")
    defer { part.discard() }
    let sink = NamedSink(part: part) { head in try checked(naming(head)) }
    let deadline = download.timeout.map { ContinuousClock.now + $0 }
    var attempt = 1
    let file = try await download.load(into: sink, deadline: { deadline }) { failure in
      guard isTemporary(failure), attempt < download.attempts else {
        throw (failure as? DownloadRefusal)?.error ?? failure
      }
      let wait = Duration.milliseconds(250) * (1 << min(attempt - 1, 5)) * (0.5 + download.timing.random() / 2)
      if let deadline, download.timing.now() + wait >= deadline {
        throw download.report.error(.timedOut, "The download's time is up.")
      }
      try await download.timing.sleep(wait)
      attempt += 1
    }
    try Task.checkCancellation()
    let name = try sink.name ?? checked(naming(part.head))
    let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
    try part.commit(to: path, overwriting: download.overwrites)
    return SavedFile(path: path, size: part.count, contentType: file.contentType)
  }

  private func isTemporary(_ failure: any Error) -> Bool {
    switch failure {
    case let failure as TransportFailure:
      [.cannotConnect, .connectionLost, .timedOut, .invalidResponse].contains(failure.kind)
    case let refusal as DownloadRefusal: refusal.isTemporary
    default: false
    }
  }

  /// A name that stays within the folder and is free.
  private func checked(_ name: String) throws -> String {
    guard !name.isEmpty, name != ".", name != "..", !name.contains("/"), !name.utf8.contains(0) else {
      throw download.report.error(.invalidInput, "'\(name)' is not a file's name.")
    }
    let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
    if !download.overwrites && PartFile.exists(path) { throw PartFile.Failure.existing(path) }
    return name
  }
}

extension ResponseBody {
  /// Passes on the rest of the body as it arrives; an error of `take` ends the transfer and is rethrown.
  ///
  /// - Returns: Whether everything arrived.
  func receive(_ take: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Void) async throws -> Bool {
    let problem = Locked<(any Error)?>(nil)
    let isWhole = try await drain { bytes in
      do {
        try take(bytes)
        return true
      } catch {
        problem.withLock { $0 = error }
        return false
      }
    }
    if let problem = problem.withLock({ $0 }) { throw problem }
    return isWhole
  }
}

/// A file whose name is chosen as soon as its first bytes have arrived, so that a bad one ends the download early.
private struct NamedSink: DownloadSink {
  let part: PartFile
  let naming: @Sendable ([UInt8]) throws -> String
  private let found = Locked<String?>(nil)

  init(part: PartFile, naming: @escaping @Sendable ([UInt8]) throws -> String) {
    self.part = part
    self.naming = naming
  }

  var name: String? { found.withLock { $0 } }
  var count: Int64 { part.count }

  func write(_ bytes: UnsafeRawBufferPointer) throws -> Int64 {
    let count = try part.write(bytes)
    if count >= PartFile.headLength, name == nil {
      let name = try naming(part.head)
      found.withLock { $0 = name }
    }
    return count
  }

  func clear() throws {
    found.withLock { $0 = nil }
    try part.clear()
  }
}
