#if os(Linux)
  internal import CurlLibrary

  /// Drives all transfers of a transport, on the one thread that touches their handles.
  final class CurlLoop {
    private let multi: UnsafeMutableRawPointer
    private let mailbox: CurlMailbox
    private let configuration: CurlTransport.Configuration
    private let budget = DescriptorBudget.shared
    private var transfers: [UInt64: CurlTransfer] = [:]
    /// Requests for which there were no file descriptors yet, in their order.
    private var waiting: [CurlSubmission] = []
    private var waitsForBudget = false
    private var idleHandles: [CurlHandle] = []
    private var dirty: [CurlTransfer] = []
    private var isClosing = false
    let now: @Sendable () -> ContinuousClock.Instant
    /// How many transfers have no connection yet.
    private var connecting = 0
    /// The time of this turn.
    private(set) var turnTime: ContinuousClock.Instant
    /// When to look for late transfers next; before this time none can be late.
    private var nextCheck: ContinuousClock.Instant?

    private static let keptHandles = 16

    init(
      _ multi: CurlMulti, _ mailbox: CurlMailbox, _ configuration: CurlTransport.Configuration,
      _ now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
      self.multi = multi.pointer
      self.mailbox = mailbox
      self.configuration = configuration
      self.now = now
      turnTime = now()
      _ = curl_library_multi_set_long(self.multi, CurlNumber.maxConnects, CLong(budget.idleConnections))
    }

    /// Runs until the transport is closed and its last transfer over.
    func run() {
      while true {
        turnTime = now()
        for message in mailbox.take() { handle(message) }
        startWaiting()
        if isClosing, transfers.isEmpty, waiting.isEmpty {
          idleHandles = []
          if mailbox.close() { return }
          continue
        }
        perform()
        endLateTransfers()
        if !isClosing || !transfers.isEmpty || !waiting.isEmpty { _ = curl_library_multi_poll(multi, pollTimeout()) }
      }
    }

    /// Notes that a transfer has something for its task, which is delivered once per turn of the loop.
    func markDirty(_ transfer: CurlTransfer) {
      if transfer.isDirty { return }
      transfer.isDirty = true
      dirty.append(transfer)
    }

    /// Sends and receives what is possible without waiting.
    private func perform() {
      var running: CInt = 0
      _ = curl_library_multi_perform(multi, &running)
      completeTransfers()
      deliver()
    }

    // MARK: Messages

    private func handle(_ message: CurlMessage) {
      switch message {
      case .start(let submission):
        waiting.append(submission)
        check(submission.request.deadline)
      case .cancel(let id):
        guard let transfer = transfers[id] else { return cancelWaiting(id) }
        end(transfer, .failure(.cancelled(mayHaveBeenProcessed: transfer.mayHaveBeenProcessed)))
      case .resume(let id): transfers[id]?.resumeReceiving()
      case .bodyReady(let id): transfers[id]?.resumeSending()
      // The loop starts waiting requests before its next turn anyway.
      case .descriptorsFree: break
      case .close: isClosing = true
      }
    }

    private func cancelWaiting(_ id: UInt64) {
      guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
      fail(waiting.remove(at: index).channel, .cancelled(mayHaveBeenProcessed: false))
    }

    // MARK: Starting transfers

    /// Begins requests in their order, as long as there are file descriptors for the next one.
    private func startWaiting() {
      while let next = waiting.first {
        if next.channel.isCancelled {
          waiting.removeFirst()
          _ = next.channel.deliver(head: nil, chunks: [], end: .failure(.cancelled(mayHaveBeenProcessed: false)))
          continue
        }
        if let time = next.nextAttempt, time > turnTime { return check(time) }
        let count = CurlTransfer.descriptors(for: next.request)
        let mailbox = self.mailbox
        waitsForBudget = !budget.take(count, for: self, wake: { mailbox.post(.descriptorsFree) })
        if waitsForBudget { return }
        waiting.removeFirst()
        if !start(next) { budget.giveBack(count) }
      }
      // The request that waited for descriptors was cancelled, or its time is up.
      if waitsForBudget { budget.forget(self) }
      waitsForBudget = false
    }

    /// Returns whether a transfer has begun, which then has the request's file descriptors.
    private func start(_ submission: CurlSubmission) -> Bool {
      let body: OpenedBody
      do throws(TransportFailure) {
        body = try OpenedBody(submission.request.body)
      } catch {
        if !DescriptorBudget.isExhausted || !wait(with: submission) { fail(submission.channel, error) }
        return false
      }
      guard let handle = idleHandles.popLast() ?? CurlHandle() else {
        fail(submission.channel, .unavailable("libcurl has no memory for a handle"))
        return false
      }
      guard
        let transfer = begin(submission, body, handle) ?? CurlHandle().flatMap({ begin(submission, body, $0) })
      else {
        fail(submission.channel, .unavailable("libcurl doesn't take the request"))
        return false
      }
      transfers[submission.id] = transfer
      check(transfer.dueTime)
      return true
    }

    /// Gives a request to libcurl; `nil` if libcurl refuses one of its options, which a used handle may do.
    private func begin(_ submission: CurlSubmission, _ body: OpenedBody, _ handle: CurlHandle) -> CurlTransfer? {
      let id = submission.id
      let mailbox = self.mailbox
      let transfer = CurlTransfer(submission, body, handle, self, configuration) { mailbox.post(.bodyReady(id: id)) }
      guard transfer.prepare(), curl_library_multi_add(multi, handle.easy) == 0 else {
        transfer.abandon()
        return nil
      }
      return transfer
    }

    /// Puts a request for which there were too many open files back to the front; returns whether there is time for it.
    private func wait(with submission: CurlSubmission) -> Bool {
      let time = now()
      var submission = submission
      let last = submission.lastAttempt ?? time.advanced(by: configuration.connectTimeout ?? .seconds(20))
      submission.lastAttempt = last
      guard time < last else { return false }
      submission.nextAttempt = time.advanced(by: .milliseconds(50))
      waiting.insert(submission, at: 0)
      check(submission.nextAttempt)
      return true
    }

    private func fail(_ channel: TransferChannel, _ failure: TransportFailure) {
      _ = channel.deliver(head: nil, chunks: [], end: .failure(failure))
    }

    // MARK: Ends

    private func completeTransfers() {
      var code: CInt = 0
      while let easy = curl_library_multi_next_done(multi, &code) {
        guard let transfer = CurlTransfer.of(easy: easy) else { continue }
        guard transfer.lackedDescriptors(code) else {
          end(transfer, transfer.outcome(code))
          continue
        }
        if wait(with: transfer.submission) {
          remove(transfer)
        } else {
          end(transfer, .failure(.tooManyOpenFiles))
        }
      }
    }

    private func end(_ transfer: CurlTransfer, _ end: Result<Void, TransportFailure>) {
      remove(transfer)
      transfer.end = end
      markDirty(transfer)
      // A transfer that failed before it had a connection leaves its buffer with the handle, also after a reset;
      // libcurl 7.72 to 8.6 then refuse the handle's CURLOPT_BUFFERSIZE.
      if case .success = end, idleHandles.count < Self.keptHandles {
        transfer.handle.reset()
        idleHandles.append(transfer.handle)
      }
    }

    private func remove(_ transfer: CurlTransfer) {
      _ = curl_library_multi_remove(multi, transfer.handle.easy)
      transfers[transfer.id] = nil
      transfer.dispose()
    }

    /// Delivers what has arrived in this turn.
    private func deliver() {
      // Delivering can resume a transfer, which may append to this list.
      var index = 0
      while index < dirty.count {
        let transfer = dirty[index]
        transfer.isDirty = false
        transfer.deliver()
        index += 1
      }
      dirty.removeAll(keepingCapacity: true)
    }

    // MARK: Time

    /// Makes sure that the loop looks for late transfers at this time or before.
    func check(_ time: ContinuousClock.Instant?) {
      guard let time else { return }
      if let next = nextCheck, next <= time { return }
      nextCheck = time
    }

    private func endLateTransfers() {
      guard let due = nextCheck else { return }
      turnTime = now()
      guard due <= turnTime else { return }
      // Bytes may have arrived while this thread didn't run, for instance because the machine slept.
      perform()
      nextCheck = nil
      var late: [CurlTransfer] = []
      for transfer in transfers.values {
        guard let time = transfer.dueTime else { continue }
        if time <= turnTime { late.append(transfer) } else { check(time) }
      }
      for transfer in late { end(transfer, .failure(transfer.lateness(at: turnTime))) }
      endLateWaiting()
      deliver()
    }

    private func endLateWaiting() {
      guard !waiting.isEmpty else { return }
      func isLate(_ submission: CurlSubmission) -> Bool {
        submission.request.deadline.map { $0 <= turnTime } ?? false
      }
      for submission in waiting where isLate(submission) {
        fail(submission.channel, .deadline(mayHaveBeenProcessed: false))
      }
      waiting.removeAll(where: isLate)
      for submission in waiting { check(submission.request.deadline) }
      check(waiting.first?.nextAttempt)
    }

    /// Counts a transfer that starts to connect, or one that has connected.
    func noteConnecting(_ isConnecting: Bool) { connecting += isConnecting ? 1 : -1 }

    private func pollTimeout() -> CInt {
      // libcurl doesn't ask to be woken when it is time for a host's next address. And the system's clock for waiting
      // stands still while the machine sleeps; deadlines don't.
      var longest: Int64 = nextCheck == nil ? 3_600_000 : 5000
      if connecting > 0 { longest = 50 }
      guard let nextCheck else { return CInt(longest) }
      let left = turnTime.duration(to: nextCheck).components
      guard left.seconds < longest / 1000 else { return CInt(longest) }
      // Rounded up: a turn before the time would only find that it is too early.
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
      return CInt(max(0, min(milliseconds, longest)))
    }
  }

  /// An easy handle of libcurl's with what it needs for its whole life.
  final class CurlHandle {
    let easy: UnsafeMutableRawPointer
    /// Where libcurl writes what went wrong.
    let errorBuffer: UnsafeMutablePointer<CChar>

    init?() {
      guard let easy = curl_library_easy_init() else { return nil }
      self.easy = easy
      errorBuffer = .allocate(capacity: CurlNumber.errorBufferSize)
      errorBuffer.initialize(repeating: 0, count: CurlNumber.errorBufferSize)
    }

    deinit {
      curl_library_easy_cleanup(easy)
      errorBuffer.deallocate()
    }

    /// Forgets every option; connections aren't the handle's.
    func reset() {
      curl_library_easy_reset(easy)
      errorBuffer[0] = 0
    }
  }
#endif
