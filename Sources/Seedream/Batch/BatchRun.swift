import HTTPTransport

/// One run of a batch: starts jobs while there is room, and keeps their results until they are taken.
final class BatchRun<Value: Sendable>: Sendable {
  private struct State: Sendable {
    var running: Set<Int> = []
    var tasks: [Int: Task<Void, Never>] = [:]
    var finished: [Int: ImageJobResult<Value>] = [:]
    /// The number of the next result, where results are ordered by number.
    var nextNumber = 1
    /// Whether the source has no more jobs.
    var isSourceOver = false
    var isCancelled = false
    /// Waits for a result.
    var consumer: CheckedContinuation<Void, Never>?
    /// Waits for room to start a job.
    var producer: CheckedContinuation<Void, Never>?
    /// Starts the jobs.
    var driver: Task<Void, Never>?

    /// Whether all results have been taken.
    var isOver: Bool { isSourceOver && running.isEmpty && finished.isEmpty }
  }

  private let atOnce: Int
  private let order: ImageBatchOrder
  private let work: ImageBatch<Value>.Work
  private let state = Locked(State())

  init(
    atOnce: Int, order: ImageBatchOrder, jobs: @escaping JobSource,
    work: @escaping ImageBatch<Value>.Work
  ) {
    self.atOnce = atOnce
    self.order = order
    self.work = work
    let driver = Task { [self] in
      let next = jobs()
      var number = 0
      while await waitForRoom(), let job = await next() {
        number += 1
        start(number, job)
      }
      let consumer = state.withLock { state in
        state.isSourceOver = true
        return state.consumer.take()
      }
      consumer?.resume()
    }
    state.withLock { $0.driver = driver }
  }

  /// The next result; nil after the last one.
  func next() async -> ImageJobResult<Value>? {
    while true {
      let (result, isOver, producer) = state.withLock { state in
        let result = take(&state)
        return (result, state.isOver, result == nil ? nil : state.producer.take())
      }
      producer?.resume()
      if let result { return result }
      if isOver { return nil }
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          let isReady = isAvailable(state) || state.isOver
          if !isReady { state.consumer = continuation }
          return isReady
        }
        if isReady { continuation.resume() }
      }
    }
  }

  /// Starts no more jobs, and cancels those that are running.
  func cancel() {
    let (tasks, driver, producer) = state.withLock { state in
      state.isCancelled = true
      return (Array(state.tasks.values), state.driver, state.producer.take())
    }
    driver?.cancel()
    for task in tasks { task.cancel() }
    producer?.resume()
  }

  // MARK: Results

  private func isAvailable(_ state: State) -> Bool {
    switch order {
    case .asCompleted: !state.finished.isEmpty
    case .byNumber: state.finished[state.nextNumber] != nil
    }
  }

  private func take(_ state: inout State) -> ImageJobResult<Value>? {
    switch order {
    case .asCompleted:
      guard let first = state.finished.keys.min() else { return nil }
      return state.finished.removeValue(forKey: first)
    case .byNumber:
      guard let result = state.finished.removeValue(forKey: state.nextNumber) else { return nil }
      state.nextNumber += 1
      return result
    }
  }

  // MARK: Jobs

  private func hasRoom(_ state: State) -> Bool {
    switch order {
    case .asCompleted: state.running.count + state.finished.count < atOnce
    // Results that wait for an earlier one must not stop the work, but their number is limited.
    case .byNumber: state.running.count < atOnce && state.running.count + state.finished.count < atOnce * 4
    }
  }

  /// Waits until a job may start; false if the batch was cancelled.
  private func waitForRoom() async -> Bool {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        let isReady = state.isCancelled || hasRoom(state)
        if !isReady { state.producer = continuation }
        return isReady
      }
      if isReady { continuation.resume() }
    }
    return state.withLock { !$0.isCancelled }
  }

  private func start(_ number: Int, _ job: ImageJob) {
    state.withLock { _ = $0.running.insert(number) }
    let task = Task { [self] in
      let result = await work(number, job)
      finish(ImageJobResult(number: number, job: job, result: result))
    }
    let isCancelled = state.withLock { state in
      if state.running.contains(number) { state.tasks[number] = task }
      return state.isCancelled
    }
    if isCancelled { task.cancel() }
  }

  private func finish(_ result: ImageJobResult<Value>) {
    let (consumer, producer) = state.withLock { state in
      state.running.remove(result.number)
      state.tasks[result.number] = nil
      state.finished[result.number] = result
      return (state.consumer.take(), hasRoom(state) ? state.producer.take() : nil)
    }
    consumer?.resume()
    producer?.resume()
  }
}
