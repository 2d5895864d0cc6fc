#if os(Linux)
  internal import CurlLibrary

  /// One request and its response, as long as libcurl works on them; only for the thread of ``CurlLoop``.
  final class CurlTransfer {
    let id: UInt64
    let handle: CurlHandle
    let request: HTTPRequest
    /// How the transfer ended, for the next delivery.
    var end: Result<Void, TransportFailure>?
    var isDirty = false

    private let channel: TransferChannel
    private unowned let loop: CurlLoop
    private let body: OpenedBody
    private let reader: BodyReader
    /// A small body at hand, which leaves together with the header.
    private let inlineBody: [UInt8]?
    private var lines: UnsafeMutableRawPointer?
    private var parser: ResponseHeadParser
    private var isHeadDelivered = false
    private var chunks: [[UInt8]] = []
    private var chunkBytes = 0
    private var received: Int64 = 0
    /// Bytes the task hadn't taken yet when it was last given some.
    private var waiting = 0
    private var pauseMask: CInt = 0
    private var sent: Int64 = 0
    private var attempts = 0
    private var lastActivity: ContinuousClock.Instant
    private var counters: (down: Int64, up: Int64) = (0, 0)
    /// Why this side broke the transfer off.
    private var failure: TransportFailure?

    /// Small enough to be still in the processor's cache when it is written out.
    private static let largestChunk = 64 << 10
    /// What is written to a file at once.
    private static let largestRead = 256 << 10
    private static let hasRequestCallback = curl_library_version() >= 0x07_50_00

    init(
      _ submission: CurlSubmission, _ handle: CurlHandle, _ loop: CurlLoop, onBodyReady: @escaping @Sendable () -> Void
    ) {
      id = submission.id
      request = submission.request
      channel = submission.channel
      body = submission.body
      self.handle = handle
      self.loop = loop
      reader = BodyReader(submission.body, onReady: onBodyReady)
      inlineBody = request.onUploadProgress == nil ? submission.body.bytes(upTo: 32 << 10) : nil
      parser = ResponseHeadParser(isBodyless: false, isDecoding: false, limit: 0)
      lastActivity = loop.turnTime
    }

    /// Whether a request may have left; without libcurl's word on that, whether a head was written.
    var mayHaveBeenProcessed: Bool {
      if Self.hasRequestCallback { return attempts > 0 }
      var size: CLong = 0
      return curl_library_get_long(handle.easy, CurlNumber.requestSizeInfo, &size) == 0 && size > 0
    }

    private var mayRepeat: Bool { request.isRepeatable && body.isReplayable }

    // MARK: Before

    /// Sets everything that libcurl has to know; gives whether it took it.
    func prepare(_ configuration: CurlTransport.Configuration) -> Bool {
      let options = CurlOptions(handle.easy)
      let context = Unmanaged.passUnretained(self).toOpaque()
      // Some services send gzip although they are asked for none; only who asks for a coding himself gets it as it is.
      let asksForNone = request.fields["Accept-Encoding"]?.lowercased() == "identity"
      let isDecoding = request.fields["Accept-Encoding"] == nil || asksForNone
      parser = ResponseHeadParser(
        isBodyless: request.method == .head, isDecoding: isDecoding, limit: configuration.maximumHeaderSize)
      options.set(CurlOption.privateData, context)
      options.set(CurlOption.errorBuffer, UnsafeMutableRawPointer(handle.errorBuffer))
      options.set(CurlOption.url, request.url)
      options.set(CurlOption.pathAsIs, 1)
      options.set(CurlOption.protocols, CurlNumber.httpAndHTTPS)
      options.set(CurlOption.httpVersion, CurlNumber.http11)
      options.set(CurlOption.followLocation, 0)
      options.set(CurlOption.noSignal, 1)
      options.set(CurlOption.suppressConnectHeaders, 1)
      options.set(CurlOption.bufferSize, CLong(request.isDownload ? Self.largestRead : Self.largestChunk))
      // So that an upload's progress is the network's, not that of megabytes of buffer.
      options.limitUnsent(256 << 10)
      // The idle time-out is for connecting, too; without one there shall be no limit at all.
      options.set(CurlOption.connectTimeout, CLong(Int32.max))
      if isDecoding { options.set(CurlOption.acceptEncoding, asksForNone ? "identity" : "") }
      if request.fields["User-Agent"] == nil { options.set(CurlOption.userAgent, configuration.userAgent) }
      if let path = configuration.certificateAuthorities { options.set(CurlOption.certificateAuthorities, path) }
      setMethod(options)
      setFields(options)
      options.setCallbacks(
        context, watchesProgress: request.idleTimeout != nil, watchesRequests: Self.hasRequestCallback)
      // An older libcurl can't be asked before it repeats a request on a new connection; it never has to on a fresh one.
      if !Self.hasRequestCallback, !mayRepeat || body.length != 0 { options.set(CurlOption.freshConnect, 1) }
      return options.areTaken
    }

    private func setMethod(_ options: CurlOptions) {
      let method = request.method
      if method == .head {
        options.set(CurlOption.noBody, 1)
        return
      }
      // Methods whose requests usually have content say so when there is none (RFC 9110, section 8.6).
      let hasLength = method == .post || method == .put || method == .patch || method == .query
      if body.length == 0, !hasLength {
        options.set(CurlOption.httpGet, 1)
      } else if let bytes = inlineBody {
        options.set(CurlOption.postFieldSize, offset: Int64(bytes.count))
        options.set(CurlOption.copiedPostFields, bytes)
      } else {
        options.set(CurlOption.upload, 1)
        if let length = body.length { options.set(CurlOption.uploadLength, offset: length) }
        if body.length ?? .max > 64 << 10 { options.set(CurlOption.uploadBufferSize, 512 << 10) }
      }
      options.set(CurlOption.customRequest, method.rawValue)
    }

    private func setFields(_ options: CurlOptions) {
      for field in request.fields {
        // A field without a value is left out by libcurl, unless a semicolon stands for the colon.
        let isBlank = field.value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
        addLine(isBlank ? "\(field.name);" : "\(field.name): \(field.value)")
      }
      addLine("Expect:")
      // libcurl would call it a form.
      if inlineBody != nil, request.fields["Content-Type"] == nil { addLine("Content-Type:") }
      options.set(CurlOption.httpHeader, lines)
    }

    private func addLine(_ line: String) {
      guard let longer = curl_library_list_append(lines, line) else {
        failure = TransportFailure(
          kind: .unavailable, message: "no memory for the request", mayHaveBeenProcessed: false)
        return
      }
      lines = longer
    }

    // MARK: Called by libcurl

    /// A request is about to be written on a connection; gives whether it may.
    func willSendRequest() -> Bool {
      attempts += 1
      lastActivity = loop.turnTime
      guard attempts > 1 else { return true }
      guard mayRepeat else {
        failure = TransportFailure(
          kind: .connectionLost, message: "the connection ended before the response began", mayHaveBeenProcessed: true)
        return false
      }
      reader.rewind()
      sent = 0
      return true
    }

    /// libcurl wants to send the body again from a position; gives whether that can be.
    func seek(to offset: Int64) -> Bool {
      guard mayRepeat, offset == 0 else { return false }
      reader.rewind()
      sent = 0
      return true
    }

    func receiveLine(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
      lastActivity = loop.turnTime
      do throws(TransportFailure) {
        try parser.take(line)
        if parser.head != nil, !isHeadDelivered { loop.markDirty(self) }
        return failure == nil
      } catch {
        failure = error
        return false
      }
    }

    func receive(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      lastActivity = loop.turnTime
      guard let head = parser.head else {
        failure = ResponseHeadParser.invalid("the response has no header")
        return false
      }
      if chunks.isEmpty, channel.drain(UnsafeRawBufferPointer(bytes)) { return true }
      append(bytes, expected: head.expectedLength)
      loop.markDirty(self)
      if waiting + chunkBytes >= TransferChannel.highWater { pauseReceiving() }
      return true
    }

    private func append(_ bytes: UnsafeBufferPointer<UInt8>, expected: Int64?) {
      let count = bytes.count
      received += Int64(count)
      chunkBytes += count
      if let last = chunks.indices.last, chunks[last].count + count <= Self.largestChunk {
        let used = chunks[last].count
        let capacity = chunks[last].capacity
        if capacity - used < count {
          chunks[last].reserveCapacity(min(Self.largestChunk, max(used + count, capacity * 4)))
        }
        chunks[last].append(contentsOf: bytes)
        return
      }
      var chunk: [UInt8] = []
      let left = expected.map { Int(min($0 - received, Int64(Self.largestChunk))) + count } ?? count
      chunk.reserveCapacity(max(count, min(left, Self.largestChunk)))
      chunk.append(contentsOf: bytes)
      chunks.append(chunk)
    }

    /// Fills a buffer with bytes to send, or gives one of libcurl's numbers for none.
    func readBody(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      switch reader.read(into: buffer) {
      case .bytes(let count):
        sent += Int64(count)
        request.onUploadProgress?(TransferProgress(completedBytes: sent, totalBytes: body.length))
        return count
      case .end: return 0
      case .wait:
        pauseMask |= CurlNumber.pauseSending
        return CurlNumber.readPause
      case .failed(let failure):
        self.failure = failure
        return CurlNumber.readAbort
      }
    }

    func noteProgress(down: Int64, up: Int64) {
      if down == counters.down, up == counters.up { return }
      counters = (down, up)
      lastActivity = loop.turnTime
    }

    // MARK: Pauses

    private func pauseReceiving() {
      if pauseMask & CurlNumber.pauseReceiving == 0 { pause(pauseMask | CurlNumber.pauseReceiving) }
    }

    func resumeReceiving() {
      waiting = 0
      channel.drain()
      guard pauseMask & CurlNumber.pauseReceiving != 0 else { return }
      goOn(pauseMask & ~CurlNumber.pauseReceiving)
    }

    func resumeSending() {
      guard pauseMask & CurlNumber.pauseSending != 0 else { return }
      goOn(pauseMask & ~CurlNumber.pauseSending)
    }

    private func goOn(_ mask: CInt) {
      lastActivity = loop.turnTime
      pause(mask)
      loop.check(dueTime)
    }

    private func pause(_ mask: CInt) {
      pauseMask = mask
      // libcurl reports what goes wrong here as the end of the transfer, too.
      _ = curl_library_easy_pause(handle.easy, mask)
    }

    // MARK: After

    /// Hands what has come to the task.
    func deliver() {
      let head = isHeadDelivered ? nil : parser.head
      if head != nil { isHeadDelivered = true }
      let (waiting, shouldPause) = channel.deliver(head: head, chunks: takeChunks(), end: end)
      self.waiting = waiting
      guard end == nil else { return }
      if shouldPause {
        pauseReceiving()
      } else {
        // The task was quick: what made this side pause has gone to it already.
        resumeReceiving()
      }
    }

    private func takeChunks() -> [[UInt8]] {
      guard let last = chunks.indices.last else { return [] }
      // A small piece in a large block would keep the block.
      if chunks[last].count < chunks[last].capacity / 4 { chunks[last] = chunks[last].withUnsafeBytes { Array($0) } }
      let taken = chunks
      chunks.removeAll(keepingCapacity: true)
      chunkBytes = 0
      return taken
    }

    /// When the transfer is too late, if it can be.
    var dueTime: ContinuousClock.Instant? {
      var due = request.deadline
      // While this side holds the transfer up, the service isn't to blame.
      if pauseMask == 0, let timeout = request.idleTimeout {
        let idle = lastActivity.advanced(by: timeout)
        due = due.map { min($0, idle) } ?? idle
      }
      return due
    }

    func lateness(at now: ContinuousClock.Instant) -> TransportFailure {
      if let deadline = request.deadline, deadline <= now {
        return .deadline(mayHaveBeenProcessed: mayHaveBeenProcessed)
      }
      return TransportFailure(
        kind: .timedOut, message: "nothing moved for \(request.idleTimeout ?? .zero)",
        mayHaveBeenProcessed: mayHaveBeenProcessed)
    }

    /// What libcurl's code means for this transfer.
    func outcome(_ code: CInt) -> Result<Void, TransportFailure> {
      if var failure {
        failure.mayHaveBeenProcessed = mayHaveBeenProcessed
        return .failure(failure)
      }
      if code != 0 { return .failure(CurlFailure.failure(code, handle, mayHaveBeenProcessed: mayHaveBeenProcessed)) }
      // libcurl takes what came before a connection's end for a response, even half a header.
      guard parser.head != nil else {
        return .failure(
          TransportFailure(
            kind: .connectionLost, message: "the connection ended inside the response's header",
            mayHaveBeenProcessed: true))
      }
      return .success(())
    }

    /// Frees what the handle doesn't own; the handle must be out of the multi handle.
    func dispose() {
      curl_library_list_free(lines)
      lines = nil
      reader.rewind()
    }
  }
#endif
