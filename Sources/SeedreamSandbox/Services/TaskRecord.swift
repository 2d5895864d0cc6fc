/// An accepted request for pictures.
struct TaskRecord: Sendable {
  enum State: Hashable, Sendable {
    case queued
    case running
    case unknown(Int)
    case finished
    case failed
  }

  var id: String
  /// The model; for TensorsLab the category.
  var model: String
  var pictures: [Picture]
  var seed: Int?
  /// Seconds since 1970.
  var start: Int
  var polls = 0
  var faults: [SandboxFault]

  /// The state at the latest poll.
  func state(_ options: SandboxOptions) -> State {
    if polls <= options.queuedPolls { return .queued }
    let unknown = faults.first(of: .unknownState)
    let runningPolls = unknown == nil ? options.runningPolls : max(1, options.runningPolls)
    if faults.contains(.neverFinishes) || polls <= options.queuedPolls + runningPolls {
      return unknown.map { .unknown($0.value) } ?? .running
    }
    return faults.contains(.failedTask) ? .failed : .finished
  }
}

extension [SandboxFault] {
  /// A state that no document names, for a task that is over; nil for a documented state.
  var undocumentedState: String? {
    if contains(.cancelledTask) { return "Cancelled" }
    return contains(.oddStateWithPictures) || contains(.oddStateWithReason) ? "archived" : nil
  }

  /// Whether a task that is over has no pictures, whatever its state is.
  var endsWithoutPictures: Bool { contains(.cancelledTask) || contains(.oddStateWithReason) }
}
