/// Which faults are still to strike, in the order they were given.
struct FaultBook: Sendable {
  private struct Entry: Sendable {
    var fault: SandboxFault
    var left: Int?
  }

  private var entries: [Entry] = []

  init(_ faults: [SandboxFault]) {
    for fault in faults { add(fault) }
  }

  /// Those that can still strike.
  var faults: [SandboxFault] {
    entries.map { SandboxFault($0.fault.kind, value: $0.fault.value, at: $0.fault.point, times: $0.left) }
  }

  mutating func add(_ fault: SandboxFault) {
    entries.append(Entry(fault: fault, left: fault.times))
  }

  /// The faults for one request: all that concern tasks or delivery, and the first one that replaces the answer.
  mutating func take(at point: SandboxFault.Point) -> [SandboxFault] {
    var taken: [SandboxFault] = []
    var isAnswered = false
    for index in entries.indices where entries[index].fault.point == point && entries[index].left != 0 {
      let stage = entries[index].fault.kind.stage
      if stage == .refusal || stage == .answer {
        if isAnswered { continue }
        isAnswered = true
      }
      taken.append(entries[index].fault)
      if let left = entries[index].left { entries[index].left = left - 1 }
    }
    // A request that is refused makes no task: what concerns tasks waits for the next one.
    if taken.contains(where: { $0.kind.stage == .refusal }) {
      for fault in taken where fault.kind.stage == .task { giveBack(fault) }
      taken.removeAll { $0.kind.stage == .task }
    }
    entries.removeAll { $0.left == 0 }
    return taken
  }

  private mutating func giveBack(_ fault: SandboxFault) {
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
