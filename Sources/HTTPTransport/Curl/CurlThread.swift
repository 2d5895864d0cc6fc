#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// A thread that does nothing but run a ``CurlLoop``.
  enum CurlThread {
    private final class Start: Sendable {
      let multi: CurlMulti
      let mailbox: CurlMailbox
      let configuration: CurlTransport.Configuration
      let now: @Sendable () -> ContinuousClock.Instant

      init(
        _ multi: CurlMulti, _ mailbox: CurlMailbox, _ configuration: CurlTransport.Configuration,
        _ now: @escaping @Sendable () -> ContinuousClock.Instant
      ) {
        self.multi = multi
        self.mailbox = mailbox
        self.configuration = configuration
        self.now = now
      }
    }

    /// Returns whether there is a thread now.
    static func start(
      _ multi: CurlMulti, _ mailbox: CurlMailbox, _ configuration: CurlTransport.Configuration,
      _ now: @escaping @Sendable () -> ContinuousClock.Instant
    ) -> Bool {
      let start = Unmanaged.passRetained(Start(multi, mailbox, configuration, now))
      var thread = pthread_t()
      // The thread inherits the mask. Signals are for the program's own threads; and libcurl's TLS library writes to
      // sockets in a way that raises SIGPIPE, which has to end here.
      var all = sigset_t()
      var before = sigset_t()
      _ = sigfillset(&all)
      _ = pthread_sigmask(SIG_SETMASK, &all, &before)
      let code = pthread_create(
        &thread, nil,
        { context in
          guard let context else { return nil }
          let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
          CurlLoop(start.multi, start.mailbox, start.configuration, start.now).run()
          return nil
        }, start.toOpaque())
      _ = pthread_sigmask(SIG_SETMASK, &before, nil)
      guard code == 0 else {
        start.release()
        return false
      }
      _ = pthread_detach(thread)
      return true
    }
  }
#endif
