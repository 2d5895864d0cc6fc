/// One run of a download, over as many connections as it takes.
struct DownloadRun: Sendable {
  let download: Download
  let folder: String

  private struct State {
    var tag: String?
    var total: Int64?
    var contentType: String?
    var name: String?
  }

  func run(_ naming: @escaping @Sendable ([UInt8]) throws -> String) async throws -> SavedFile {
    let part = try PartFile(in: folder, name: "download")
    defer { part.discard() }
    var state = State()
    let deadline = download.timeout.map { ContinuousClock.now + $0 }
    var attempt = 1
    while true {
      do {
        try await load(part, &state, deadline, naming)
        break
      } catch let failure as TransportFailure {
        guard isPassing(failure), attempt < download.attempts else { throw failure }
      } catch is PassingStatus where attempt < download.attempts {
        // Go on below.
      } catch let status as PassingStatus {
        throw status.error
      }
      // Without a strong tag nobody knows whether the rest belongs to the beginning.
      if state.tag == nil { try part.clear() }
      let wait = Duration.milliseconds(250) * (1 << min(attempt - 1, 5)) * (0.5 + download.timing.random() / 2)
      if let deadline, download.timing.now() + wait >= deadline {
        throw download.report.error(.timedOut, "The download's time is up.")
      }
      try await download.timing.sleep(wait)
      attempt += 1
    }
    try Task.checkCancellation()
    let name = try state.name ?? checked(naming(part.head))
    let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
    try part.commit(to: path, overwriting: download.overwrites)
    return SavedFile(path: path, size: part.count, contentType: state.contentType)
  }

  /// A failure that may pass: the service is busy.
  private struct PassingStatus: Error {
    let error: ClientError
  }

  private func isPassing(_ failure: TransportFailure) -> Bool {
    [.cannotConnect, .connectionLost, .timedOut, .invalidResponse].contains(failure.kind)
  }

  private func load(
    _ part: PartFile, _ state: inout State, _ deadline: ContinuousClock.Instant?,
    _ naming: @escaping @Sendable ([UInt8]) throws -> String
  ) async throws {
    try Task.checkCancellation()
    var request = HTTPRequest(method: .get, url: download.url, fields: download.fields)
    // Compressed bytes could not be counted.
    request.fields["Accept-Encoding"] = "identity"
    request.idleTimeout = download.idleTimeout
    request.deadline = deadline
    request.isDownload = true
    if part.count > 0, let tag = state.tag {
      request.fields["Range"] = "bytes=\(part.count)-"
      request.fields["If-Range"] = tag
    }
    let follower = RedirectFollower(
      transport: download.transport, limit: 5, home: download.url, credentials: AppliedCredentials())
    let response = try await follower.send(request)
    switch response.status {
    case 206 where part.count > 0 && continues(response, at: part.count, state): break
    case 206, 416:
      // The rest of something else: begin again with the next connection.
      state = State()
      try part.clear()
      throw TransportFailure(
        kind: .invalidResponse, message: "The service sent another range than was asked for.",
        mayHaveBeenProcessed: true)
    case 200:
      try part.clear()
      state = State()
      state.total = response.body.expectedLength ?? response.fields["Content-Length"].flatMap { Int64($0) }
      state.tag = response.fields["ETag"].flatMap { $0.hasPrefix("\"") ? $0 : nil }
      if response.fields["Content-Encoding"] != nil {
        // Decoded on arrival: neither its length nor a place in it can be told from what has come.
        state.total = nil
        state.tag = nil
      }
      state.contentType = response.fields["Content-Type"]
      try limit(state.total ?? 0)
    case 408, 425, 429, 500...599:
      throw PassingStatus(error: await download.report.status(response, failures: [], hint: ""))
    default: throw await download.report.status(response, failures: [], hint: "")
    }
    let total = state.total
    let name = Locked<Result<String?, any Error>>(.success(state.name))
    let isWhole = try await response.body.drain { bytes in
      do {
        try limit(part.count + Int64(bytes.count))
        let count = try part.write(bytes)
        if case .success(nil) = name.withLock({ $0 }), count >= PartFile.headLength {
          let found = try checked(naming(part.head))
          name.withLock { $0 = .success(found) }
        }
        download.onProgress?(TransferProgress(completedBytes: count, totalBytes: total))
        return true
      } catch {
        name.withLock { $0 = .failure(error) }
        return false
      }
    }
    state.name = try name.withLock { $0 }.get()
    if !isWhole { throw CancellationError() }
    if let total, part.count != total {
      throw TransportFailure(
        kind: .connectionLost, message: "The download ended after \(part.count) of \(total) bytes.",
        mayHaveBeenProcessed: true)
    }
  }

  /// Whether a partial answer is the rest of what is there (RFC 9110, section 15.3.7).
  private func continues(_ response: HTTPResponse, at count: Int64, _ state: State) -> Bool {
    guard let range = response.fields["Content-Range"], range.lowercased().hasPrefix("bytes \(count)-") else {
      return false
    }
    if let tag = response.fields["ETag"], tag != state.tag { return false }
    if let total = state.total, let slash = range.lastIndex(of: "/"),
      let stated = Int64(range[range.index(after: slash)...]), stated != total
    {
      return false
    }
    return true
  }

  private func limit(_ size: Int64) throws {
    if size > download.maximumSize {
      throw download.report.error(.decoding, "The file has more than \(download.maximumSize) bytes.")
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
