import HTTPTransport

/// One run of a batch: begins jobs while there is room, and keeps their results until they are taken.
final class BatchRun<Value: Sendable>: Sendable {
  private struct State: Sendable {
    var running: Set<Int> = []
    var tasks: [Int: Task<Void, Never>] = [:]
    var finished: [Int: ImageJobResult<Value>] = [:]
    /// The number of the next result, where results are ordered by number.
    var nextNumber = 1
    var isSourceOver = false
    var isCancelled = false
    var consumer: CheckedContinuation<Void, Never>?
    var producer: CheckedContinuation<Void, Never>?
    var driver: Task<Void, Never>?
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
        begin(number, job)
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
        let isOver = state.isSourceOver && state.running.isEmpty && state.finished.isEmpty
        return (result, isOver, result == nil ? nil : state.producer.take())
      }
      producer?.resume()
      if let result { return result }
      if isOver { return nil }
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          let isReady =
            isAvailable(state) || (state.isSourceOver && state.running.isEmpty && state.finished.isEmpty)
          if !isReady { state.consumer = continuation }
          return isReady
        }
        if isReady { continuation.resume() }
      }
    }
  }

  /// Begins no more jobs, and cancels those that are at work.
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
    case .asTheyCome: !state.finished.isEmpty
    case .byNumber: state.finished[state.nextNumber] != nil
    }
  }

  private func take(_ state: inout State) -> ImageJobResult<Value>? {
    switch order {
    case .asTheyCome:
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
    case .asTheyCome: state.running.count + state.finished.count < atOnce
    // Results that wait for an earlier one must neither stop the work at once nor pile up without limit.
    case .byNumber: state.running.count < atOnce && state.running.count + state.finished.count < atOnce * 4
    }
  }

  /// Waits until a job may begin; false if none may any more.
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

  private func begin(_ number: Int, _ job: ImageJob) {
    state.withLock { _ = $0.running.insert(number) }
    let task = Task { [self] in
      let result = await work(number, job)
      finish(ImageJobResult(number: number, job: job, result: result))
    }
    let isTooLate = state.withLock { state in
      if state.running.contains(number) { state.tasks[number] = task }
      return state.isCancelled
    }
    if isTooLate { task.cancel() }
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
