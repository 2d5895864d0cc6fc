/// The faults that will still occur, in the order in which they were given.
struct PendingFaults: Sendable {
  private struct Entry: Sendable {
    var fault: SandboxFault
    /// How often it will still occur; nil: always.
    var left: Int?
    /// How many requests have come since the last one with this fault.
    var passed = 0
  }

  private var entries: [Entry] = []

  init(_ faults: [SandboxFault]) {
    for fault in faults { add(fault) }
  }

  /// The faults, each with the number of times that are left.
  var faults: [SandboxFault] {
    entries.map { entry in
      SandboxFault(
        entry.fault.kind, value: entry.fault.value, at: entry.fault.point, times: entry.left, every: entry.fault.every)
    }
  }

  mutating func add(_ fault: SandboxFault) {
    entries.append(Entry(fault: fault, left: fault.times))
  }

  /// Takes the faults of one request: all that concern tasks or delivery, and the first one that replaces the response.
  mutating func take(at point: SandboxFault.Point) -> [SandboxFault] {
    var taken: [SandboxFault] = []
    var hasResponse = false
    for index in entries.indices where entries[index].fault.point == point && entries[index].left != 0 {
      entries[index].passed += 1
      guard entries[index].passed >= entries[index].fault.every else { continue }
      let stage = entries[index].fault.kind.stage
      if stage == .refusal || stage == .response {
        if hasResponse { continue }
        hasResponse = true
      }
      entries[index].passed = 0
      taken.append(entries[index].fault)
      if let left = entries[index].left { entries[index].left = left - 1 }
    }
    // A refused request makes no task, so that faults of tasks are left to the next request.
    if taken.contains(where: { $0.kind.stage == .refusal }) {
      for fault in taken where fault.kind.stage == .task { putBack(fault) }
      taken.removeAll { $0.kind.stage == .task }
    }
    entries.removeAll { $0.left == 0 }
    return taken
  }

  private mutating func putBack(_ fault: SandboxFault) {
    guard let index = entries.firstIndex(where: { $0.fault == fault && $0.left != nil }) else { return }
    if let left = entries[index].left { entries[index].left = left + 1 }
  }
}

extension [SandboxFault] {
  func first(_ stage: SandboxFault.Kind.Stage) -> SandboxFault? {
    first { $0.kind.stage == stage }
  }

  func first(of kind: SandboxFault.Kind) -> SandboxFault? {
    first { $0.kind == kind }
  }

  func contains(_ kind: SandboxFault.Kind) -> Bool {
    first(of: kind) != nil
  }
}
