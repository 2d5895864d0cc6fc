/// A step of a compiled pattern.
enum PatternStep: Sendable {
  case character(UInt32, isBackward: Bool)
  case set(Int, isBackward: Bool)
  /// As many characters of a set as allowed, given back one by one.
  case run(Int, minimum: Int, maximum: Int, isGreedy: Bool, isBackward: Bool)
  case start
  case end
  case wordBoundary(isNegated: Bool)
  /// Continues at the first step, and at the second one if that fails.
  case split(Int, Int)
  case jump(Int)
  /// Keeps the position in a slot: the start or end of a capture, or the start of an iteration.
  case mark(Int)
  case clear(Int)
  /// Fails if the position is the one kept in the slot, so that a loop over empty matches ends.
  case failIfUnmoved(Int)
  case backreference(Int, isBackward: Bool)
  /// A lookahead or lookbehind: tries the steps before `end` without moving, then continues at `end`.
  case look(isNegated: Bool, end: Int)
  case match
}

/// Turns a parsed pattern into steps.
struct PatternCompiler {
  /// The most steps that a pattern may have; only nested repetitions with large counts need more.
  static let maximumSteps = 20_000

  private(set) var steps: [PatternStep] = []
  private(set) var sets: [PatternSet] = []
  /// How many positions a match keeps: two for each capture, and one for each loop.
  private(set) var slotCount: Int
  private let names: [(name: String, capture: Int)]
  private let captureCount: Int
  private var isBackward = false

  init(captureCount: Int, names: [(name: String, capture: Int)]) {
    slotCount = (captureCount + 1) * 2
    self.captureCount = captureCount
    self.names = names
  }

  mutating func compile(_ syntax: PatternSyntax) throws(PatternParser.Failure) {
    try emit(syntax)
    steps.append(.match)
  }

  private mutating func emit(_ syntax: PatternSyntax) throws(PatternParser.Failure) {
    if steps.count > PatternCompiler.maximumSteps { throw PatternParser.Failure(reason: "it is too large") }
    switch syntax {
    case .empty: break
    case .character(let scalar): steps.append(.character(scalar, isBackward: isBackward))
    case .set(let set): steps.append(.set(add(set), isBackward: isBackward))
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .wordBoundary(let isNegated): steps.append(.wordBoundary(isNegated: isNegated))
    case .sequence(let parts):
      // A lookbehind reads backward, so it meets the last part first.
      for part in isBackward ? parts.reversed() : parts { try emit(part) }
    case .alternatives(let branches): try emitAlternatives(branches)
    case .capture(let number, let inner):
      steps.append(.mark(number * 2 + (isBackward ? 1 : 0)))
      try emit(inner)
      steps.append(.mark(number * 2 + (isBackward ? 0 : 1)))
    case .backreference(let number):
      if number > captureCount { throw PatternParser.Failure(reason: "it refers to a group that doesn't exist") }
      steps.append(.backreference(number, isBackward: isBackward))
    case .namedBackreference(let name):
      guard let named = names.first(where: { $0.name == name }) else {
        throw PatternParser.Failure(reason: "it refers to a group that doesn't exist")
      }
      steps.append(.backreference(named.capture, isBackward: isBackward))
    case .repetition(let inner, let minimum, let maximum, let isGreedy, let captures):
      try emitRepetition(inner, minimum: minimum, maximum: maximum, isGreedy: isGreedy, captures: captures)
    case .look(let inner, let isAhead, let isNegated):
      let step = steps.count
      steps.append(.match)
      let outer = isBackward
      isBackward = !isAhead
      try emit(inner)
      isBackward = outer
      steps.append(.match)
      steps[step] = .look(isNegated: isNegated, end: steps.count)
    }
  }

  private mutating func add(_ set: PatternSet) -> Int {
    sets.append(set)
    return sets.count - 1
  }

  private mutating func emitAlternatives(_ branches: [PatternSyntax]) throws(PatternParser.Failure) {
    var jumps: [Int] = []
    for (index, branch) in branches.enumerated() {
      let isLast = index == branches.count - 1
      let split = steps.count
      if !isLast { steps.append(.match) }
      try emit(branch)
      if !isLast {
        jumps.append(steps.count)
        steps.append(.match)
        steps[split] = .split(split + 1, steps.count)
      }
    }
    for jump in jumps { steps[jump] = .jump(steps.count) }
  }

  private mutating func emitRepetition(
    _ inner: PatternSyntax, minimum: Int, maximum: Int?, isGreedy: Bool, captures: Range<Int>
  ) throws(PatternParser.Failure) {
    if let set = inner.oneCharacter {
      steps.append(
        .run(add(set), minimum: minimum, maximum: maximum ?? .max, isGreedy: isGreedy, isBackward: isBackward))
      return
    }
    if minimum > PatternCompiler.maximumSteps { throw PatternParser.Failure(reason: "it is too large") }
    for _ in 0..<minimum { try emitIteration(inner, captures: captures) }
    var splits: [Int] = []
    if let maximum {
      for _ in minimum..<maximum { splits.append(try emitOptionalIteration(inner, captures: captures)) }
    } else {
      let split = try emitOptionalIteration(inner, captures: captures)
      steps.append(.jump(split))
      splits.append(split)
    }
    for split in splits {
      steps[split] = isGreedy ? .split(split + 1, steps.count) : .split(steps.count, split + 1)
    }
  }

  /// An iteration that may be left out; gives the number of the step before it, which the caller makes a split.
  private mutating func emitOptionalIteration(
    _ inner: PatternSyntax, captures: Range<Int>
  ) throws(PatternParser.Failure) -> Int {
    let split = steps.count
    steps.append(.match)
    let slot = newSlot()
    steps.append(.mark(slot))
    try emitIteration(inner, captures: captures)
    steps.append(.failIfUnmoved(slot))
    return split
  }

  /// Emits an iteration, which first clears the captures of the iteration before it.
  private mutating func emitIteration(
    _ inner: PatternSyntax, captures: Range<Int>
  ) throws(PatternParser.Failure) {
    for capture in captures {
      steps.append(.clear((capture + 1) * 2))
      steps.append(.clear((capture + 1) * 2 + 1))
    }
    try emit(inner)
  }

  private mutating func newSlot() -> Int {
    slotCount += 1
    return slotCount - 1
  }
}
