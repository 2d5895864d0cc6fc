#if os(Linux)
  internal import CurlLibrary

  /// Sends requests with the system's libcurl, which is loaded when the first request is sent.
  ///
  /// One thread serves all calls of a transport and its copies, another one the downloads, whose files it writes;
  /// connections are kept for further requests. All transports of a process together use at most about half of the file
  /// descriptors that it may have (`ulimit -n`); further requests wait for their turn until their deadline. Bodies are
  /// never in memory as a whole, responses arrive with back-pressure, and a request that isn't repeatable arrives at most
  /// once. Proxies and certificate authorities are taken from the environment as curl does; see
  /// ``Configuration/init(environment:)``.
  public struct CurlTransport: Transport {
    /// A shared transport with the default configuration.
    public static let shared = CurlTransport()

    private let engine: CurlEngine

    /// Makes a transport with its own connections; its thread ends when the transport isn't used any more.
    public init(_ configuration: Configuration = Configuration()) {
      self.init(configuration, now: { .now })
    }

    /// Makes a transport that goes by another clock, which it looks at whenever it has something to do.
    package init(
      _ configuration: Configuration = Configuration(), now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
      engine = CurlEngine(configuration, now)
    }

    /// Sends a request; see ``Transport/send(_:)``.
    public func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
      if Task.isCancelled { throw .cancelled(mayHaveBeenProcessed: false) }
      try RequestCheck.check(request)
      if let deadline = request.deadline, deadline <= engine.now() { throw .deadline(mayHaveBeenProcessed: false) }
      let mailbox = try engine.mailbox(forDownloads: request.isDownload)
      let id = mailbox.makeID()
      let channel = TransferChannel(
        onCancel: { mailbox.post(.cancel(id: id)) }, onResume: { mailbox.post(.resume(id: id)) })
      let result = await channel.start {
        mailbox.post(.start(CurlSubmission(id: id, request: request, channel: channel)))
      }
      let head = try result.get()
      let source = ChannelSource(channel)
      // Without a body there is nothing to decode, whatever codings the fields name.
      if head.expectedLength == 0 {
        return HTTPResponse(
          status: head.status, fields: head.fields, body: ResponseBody(source: source, expectedLength: 0))
      }
      let codings = try ContentCoding.codings(of: head.fields, requested: request.fields["Accept-Encoding"])
      var decoded: any ResponseSource = source
      for coding in codings { decoded = DecodingSource(decoded, coding) }
      return HTTPResponse(
        status: head.status, fields: head.fields,
        body: ResponseBody(source: decoded, expectedLength: codings.isEmpty ? head.expectedLength : nil))
    }
  }

  extension CurlTransport: CustomReflectable {
    /// Shows nothing, as requests being sent hold keys.
    public var customMirror: Mirror { Mirror(self, children: []) }
  }

  /// Starts the threads of a transport when they are needed, and ends them with the transport.
  final class CurlEngine: Sendable {
    private let configuration: CurlTransport.Configuration
    let now: @Sendable () -> ContinuousClock.Instant
    private let calls = Locked<CurlMailbox?>(nil)
    private let downloads = Locked<CurlMailbox?>(nil)

    init(_ configuration: CurlTransport.Configuration, _ now: @escaping @Sendable () -> ContinuousClock.Instant) {
      self.configuration = configuration
      self.now = now
    }

    deinit {
      calls.withLock { $0?.post(.close) }
      downloads.withLock { $0?.post(.close) }
    }

    /// The running thread's inbox; throws `.unavailable` if the library can't be used.
    func mailbox(forDownloads: Bool) throws(TransportFailure) -> CurlMailbox {
      try (forDownloads ? downloads : calls).withLock { mailbox throws(TransportFailure) in
        if let mailbox { return mailbox }
        if let problem = curl_library_load() { throw .unavailable(String(cString: problem)) }
        guard let multi = CurlMulti() else {
          throw DescriptorBudget.isExhausted ? .tooManyOpenFiles : .unavailable("libcurl has no memory for a handle")
        }
        let started = CurlMailbox(multi)
        guard CurlThread.start(multi, started, configuration, now) else {
          multi.free()
          throw .unavailable("the system can't start another thread")
        }
        mailbox = started
        return started
      }
    }
  }

  extension TransportFailure {
    static func deadline(mayHaveBeenProcessed: Bool) -> TransportFailure {
      TransportFailure(
        kind: .timedOut,
        message: mayHaveBeenProcessed ? "the deadline has passed" : "the deadline has passed; nothing was sent",
        mayHaveBeenProcessed: mayHaveBeenProcessed)
    }

    static func unavailable(_ message: String) -> TransportFailure {
      TransportFailure(kind: .unavailable, message: message, mayHaveBeenProcessed: false)
    }
  }
#endif
