#if os(Linux)
  internal import CurlLibrary

  /// One request and its response, as long as libcurl works on them; only for the thread of ``CurlLoop``.
  final class CurlTransfer {
    let id: UInt64
    let handle: CurlHandle
    let submission: CurlSubmission
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
    private let lines = CurlList()
    private let addresses: CurlList
    private let configuration: CurlTransport.Configuration
    private var parser: ResponseHeadParser
    private var isHeadDelivered = false
    private var chunks: [[UInt8]] = []
    private var chunkBytes = 0
    private var received: Int64 = 0
    /// How many bytes were unread at the last delivery.
    private var waiting = 0
    private var pauseMask: CInt = 0
    private var sent: Int64 = 0
    private var attempts = 0
    /// Whether libcurl looks for a connection, or makes one.
    private(set) var isConnecting = true {
      didSet {
        guard isConnecting != oldValue else { return }
        loop.noteConnecting(isConnecting)
        // Frees the descriptors that only connecting needs; a transfer rarely has to connect twice.
        if !isConnecting { giveBackDescriptors(downTo: Self.descriptors(for: request, isConnected: true)) }
      }
    }
    /// The descriptors of the budget that this transfer has.
    private var descriptors: Int
    /// Whether there was no descriptor for a socket.
    private var lacksDescriptors = false
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
      _ submission: CurlSubmission, _ body: OpenedBody, _ handle: CurlHandle, _ loop: CurlLoop,
      _ configuration: CurlTransport.Configuration, onBodyReady: @escaping @Sendable () -> Void
    ) {
      self.configuration = configuration
      addresses = CurlList(configuration.resolvedAddresses)
      self.submission = submission
      id = submission.id
      request = submission.request
      channel = submission.channel
      self.body = body
      self.handle = handle
      self.loop = loop
      reader = BodyReader(body, onReady: onBodyReady)
      inlineBody = request.onUploadProgress == nil ? body.bytes(upTo: 32 << 10) : nil
      parser = ResponseHeadParser(isBodyless: false, limit: 0)
      lastActivity = loop.turnTime
      descriptors = Self.descriptors(for: submission.request)
      loop.noteConnecting(true)
    }

    /// Whether a request may have been sent; an older libcurl only tells whether its header was written.
    var mayHaveBeenProcessed: Bool {
      if Self.hasRequestCallback { return attempts > 0 }
      return handle.info(CurlNumber.requestSizeInfo) > 0
    }

    private var mayRepeat: Bool { request.isRepeatable && body.isReplayable }

    // MARK: Preparing

    /// Sets the options of the transfer; returns whether libcurl accepted all of them.
    func prepare() -> Bool {
      let options = CurlOptions(handle.easy)
      let context = Unmanaged.passUnretained(self).toOpaque()
      parser = ResponseHeadParser(isBodyless: request.method == .head, limit: configuration.maximumHeaderSize)
      options.set(CurlOption.privateData, context)
      options.set(CurlOption.errorBuffer, UnsafeMutableRawPointer(handle.errorBuffer))
      options.set(CurlOption.url, request.url)
      options.set(CurlOption.pathAsIs, 1)
      options.set(CurlOption.protocols, CurlNumber.httpAndHTTPS)
      options.set(CurlOption.httpVersion, CurlNumber.http11)
      options.set(CurlOption.followLocation, 0)
      options.set(CurlOption.noSignal, 1)
      options.set(CurlOption.suppressConnectHeaders, 1)
      // Content codings are undone where the end of the content is checked.
      options.set(CurlOption.contentDecoding, 0)
      options.set(CurlOption.bufferSize, CLong(request.isDownload ? Self.largestRead : Self.largestChunk))
      options.setConnection(to: request.url, configuration, addresses)
      options.setMethod(request.method, body, inlineBody)
      options.setFields(of: request, hasInlineBody: inlineBody != nil, configuration, lines)
      options.setCallbacks(context, watchesRequests: Self.hasRequestCallback)
      // An older libcurl can't be asked before it repeats a request on a new connection; it never has to on a fresh one.
      if !Self.hasRequestCallback, !mayRepeat || body.length != 0 { options.set(CurlOption.freshConnect, 1) }
      return options.areAccepted && lines.isComplete && addresses.isComplete
    }

    // MARK: Called by libcurl

    /// A request is about to be written on a connection; returns whether it may.
    func willSendRequest() -> Bool {
      if isPastDeadline() { return false }
      attempts += 1
      isConnecting = false
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

    /// Whether it is too late to send the request, as after a while in which this thread didn't run.
    private func isPastDeadline() -> Bool {
      guard let deadline = request.deadline, deadline <= loop.now() else { return false }
      failure = .deadline(mayHaveBeenProcessed: mayHaveBeenProcessed)
      return true
    }

    /// libcurl has opened a socket, or couldn't.
    func didOpenSocket(errorNumber: CInt) {
      isConnecting = true
      if DescriptorBudget.isShortage(errorNumber) { lacksDescriptors = true }
    }

    /// libcurl wants to send the body again from a position; returns whether that is possible.
    func seek(to offset: Int64) -> Bool {
      guard mayRepeat, offset == 0 else { return false }
      reader.rewind()
      sent = 0
      return true
    }

    func receiveLine(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
      lastActivity = loop.turnTime
      isConnecting = false
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

    /// Called between any two steps of a transfer; returns whether it may go on.
    func noteProgress(down: Int64, up: Int64) -> Bool {
      if down != counters.down || up != counters.up {
        counters = (down, up)
        lastActivity = loop.turnTime
        isConnecting = false
      }
      // A newer libcurl asks right before a request; for an older one this is the last look before it.
      return mayHaveBeenProcessed || !isPastDeadline()
    }

    // MARK: Pauses

    private func pauseReceiving() {
      if pauseMask & CurlNumber.pauseReceiving == 0 { pause(pauseMask | CurlNumber.pauseReceiving) }
    }

    func resumeReceiving() {
      waiting = 0
      channel.drain()
      guard pauseMask & CurlNumber.pauseReceiving != 0 else { return }
      resume(pauseMask & ~CurlNumber.pauseReceiving)
    }

    func resumeSending() {
      guard pauseMask & CurlNumber.pauseSending != 0 else { return }
      resume(pauseMask & ~CurlNumber.pauseSending)
    }

    private func resume(_ mask: CInt) {
      lastActivity = loop.turnTime
      pause(mask)
      loop.check(dueTime)
    }

    private func pause(_ mask: CInt) {
      pauseMask = mask
      // If this fails, libcurl also ends the transfer with the error.
      _ = curl_library_easy_pause(handle.easy, mask)
    }

    // MARK: Delivering and ending

    /// Delivers to the task what has arrived.
    func deliver() {
      let head = isHeadDelivered ? nil : parser.head
      if head != nil { isHeadDelivered = true }
      let (waiting, shouldPause) = channel.deliver(head: head, chunks: takeChunks(), end: end)
      self.waiting = waiting
      guard end == nil else { return }
      if shouldPause {
        pauseReceiving()
      } else {
        // The task has already read what made this side pause.
        resumeReceiving()
      }
    }

    private func takeChunks() -> [[UInt8]] {
      guard let last = chunks.indices.last else { return [] }
      // A small chunk would keep its large block alive.
      if chunks[last].count < chunks[last].capacity / 4 { chunks[last] = chunks[last].withUnsafeBytes { Array($0) } }
      let taken = chunks
      chunks.removeAll(keepingCapacity: true)
      chunkBytes = 0
      return taken
    }

    /// When the transfer becomes late; nil if it never does.
    var dueTime: ContinuousClock.Instant? {
      var due = request.deadline
      // Time during which this side pauses the transfer doesn't count.
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
      let end = mayHaveBeenProcessed ? "" : "; there was no connection yet, so nothing was sent"
      return TransportFailure(
        kind: .timedOut, message: "nothing moved for \(request.idleTimeout ?? .zero)\(end)",
        mayHaveBeenProcessed: mayHaveBeenProcessed)
    }

    /// What libcurl's code means for this transfer.
    func outcome(_ code: CInt) -> Result<Void, TransportFailure> {
      if var failure {
        failure.mayHaveBeenProcessed = mayHaveBeenProcessed
        return .failure(failure)
      }
      if code != 0 {
        let report = CurlFailure(
          code, handle, request, configuration, mayHaveBeenProcessed: mayHaveBeenProcessed)
        return .failure(report.failure)
      }
      // libcurl accepts anything before the end of a connection as a response, even half a header.
      guard parser.head != nil else {
        return .failure(
          TransportFailure(
            kind: .connectionLost, message: "the connection ended inside the response's header",
            mayHaveBeenProcessed: true))
      }
      return .success(())
    }

    /// Whether the transfer failed only because there were too many open files, so that it can be tried again.
    func lackedDescriptors(_ code: CInt) -> Bool {
      code != 0 && failure == nil && !mayHaveBeenProcessed && (lacksDescriptors || DescriptorBudget.isExhausted)
    }

    /// The descriptors that a request needs: for its connection, its body's files, and the file that a download is
    /// written to.
    static func descriptors(for request: HTTPRequest, isConnected: Bool = false) -> Int {
      (isConnected ? DescriptorBudget.connected : DescriptorBudget.connecting) + request.body.fileCount
        + (request.isDownload ? 1 : 0)
    }

    private func giveBackDescriptors(downTo count: Int) {
      guard count < descriptors else { return }
      DescriptorBudget.shared.giveBack(descriptors - count)
      descriptors = count
    }

    /// Releases what a transfer that never began holds, except for the budget's descriptors, which another one takes over.
    func abandon() {
      descriptors = 0
      dispose()
    }

    /// Releases what runs beside the transfer; the handle must have been removed from the multi handle.
    func dispose() {
      isConnecting = false
      reader.rewind()
      giveBackDescriptors(downTo: 0)
    }
  }
#endif
