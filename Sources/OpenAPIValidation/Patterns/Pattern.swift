/// A regular expression of ECMA-262, as `pattern` and `patternProperties` hold it.
///
/// Matching counts its steps and gives up at a limit, so that no pattern can take long.
struct Pattern: Sendable {
  enum Outcome: Sendable {
    case match
    case noMatch
    /// The limit of steps was reached.
    case gaveUp
  }

  private let steps: [PatternStep]
  private let sets: [PatternSet]
  private let slotCount: Int

  /// Compiles a pattern; throws the reason if it is malformed or uses what is not supported.
  init(_ text: String) throws(PatternParser.Failure) {
    var parser = PatternParser(text)
    let syntax = try parser.parse()
    var compiler = PatternCompiler(captureCount: parser.captureCount, names: parser.names)
    try compiler.compile(syntax)
    steps = compiler.steps
    sets = compiler.sets
    slotCount = compiler.slotCount
  }

  /// Whether the pattern matches anywhere in the text.
  func search(_ text: String, maximumSteps: Int = 500_000) -> Outcome {
    var input: [UInt32] = []
    input.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { input.append(scalar.value) }
    var matcher = Matcher(
      steps: steps, sets: sets, input: input, slots: [Int](repeating: -1, count: slotCount), budget: maximumSteps)
    var isAnchored = false
    if case .start = steps[0] { isAnchored = true }
    var position = 0
    while position <= input.count {
      if matcher.run(from: 0, at: position) { return .match }
      if matcher.budget <= 0 { return .gaveUp }
      if isAnchored { break }
      position += 1
    }
    return .noMatch
  }
}

/// Runs steps over a text with a stack of its own: the depth of a search costs memory, not the thread's stack.
private struct Matcher {
  let steps: [PatternStep]
  let sets: [PatternSet]
  let input: [UInt32]
  var slots: [Int]
  var budget: Int

  /// What to do when a way fails.
  private enum Choice {
    case goOn(step: Int, position: Int)
    case restore(slot: Int, value: Int)
    /// Ends of a run not yet tried: from `next`, `left` more, going by `stride`.
    case run(step: Int, next: Int, left: Int, stride: Int)
  }

  mutating func run(from firstStep: Int, at firstPosition: Int) -> Bool {
    var stack: [Choice] = []
    var step = firstStep
    var position = firstPosition
    while true {
      budget -= 1
      if budget <= 0 { return false }
      var fails = false
      switch steps[step] {
      case .match: return true
      case .character(let scalar, let isBackward):
        let index = isBackward ? position - 1 : position
        fails = index < 0 || index >= input.count || input[index] != scalar
        position += isBackward ? -1 : 1
        step += 1
      case .set(let set, let isBackward):
        let index = isBackward ? position - 1 : position
        fails = index < 0 || index >= input.count || !sets[set].contains(input[index])
        position += isBackward ? -1 : 1
        step += 1
      case .run(let set, let minimum, let maximum, let isGreedy, let isBackward):
        let taken = length(of: sets[set], at: position, maximum: maximum, isBackward: isBackward)
        budget -= taken
        fails = taken < minimum
        if !fails {
          let direction = isBackward ? -1 : 1
          let left = taken - minimum
          if left > 0 {
            let next = isGreedy ? position + direction * (taken - 1) : position + direction * (minimum + 1)
            stack.append(.run(step: step + 1, next: next, left: left, stride: isGreedy ? -direction : direction))
          }
          position += direction * (isGreedy ? taken : minimum)
        }
        step += 1
      case .start:
        fails = position != 0
        step += 1
      case .end:
        fails = position != input.count
        step += 1
      case .wordBoundary(let isNegated):
        let before = position > 0 && PatternSet.isWord(input[position - 1])
        let after = position < input.count && PatternSet.isWord(input[position])
        fails = (before != after) == isNegated
        step += 1
      case .split(let first, let second):
        stack.append(.goOn(step: second, position: position))
        step = first
      case .jump(let target): step = target
      case .mark(let slot):
        stack.append(.restore(slot: slot, value: slots[slot]))
        slots[slot] = position
        step += 1
      case .clear(let slot):
        stack.append(.restore(slot: slot, value: slots[slot]))
        slots[slot] = -1
        step += 1
      case .failIfUnmoved(let slot):
        fails = slots[slot] == position
        step += 1
      case .backreference(let number, let isBackward):
        if let end = end(ofBackreference: number, at: position, isBackward: isBackward) {
          position = end
        } else {
          fails = true
        }
        step += 1
      case .look(let isNegated, let end):
        let before = slots
        let holds = run(from: step + 1, at: position)
        if budget <= 0 { return false }
        if holds && !isNegated {
          for slot in 0..<before.count where slots[slot] != before[slot] {
            stack.append(.restore(slot: slot, value: before[slot]))
          }
        } else {
          slots = before
        }
        fails = holds == isNegated
        step = end
      }
      if fails {
        guard backtrack(&stack, &step, &position) else { return false }
      }
    }
  }

  private mutating func backtrack(_ stack: inout [Choice], _ step: inout Int, _ position: inout Int) -> Bool {
    while let choice = stack.popLast() {
      switch choice {
      case .restore(let slot, let value): slots[slot] = value
      case .goOn(let nextStep, let nextPosition):
        step = nextStep
        position = nextPosition
        return true
      case .run(let nextStep, let next, let left, let stride):
        if left > 1 { stack.append(.run(step: nextStep, next: next + stride, left: left - 1, stride: stride)) }
        step = nextStep
        position = next
        return true
      }
    }
    return false
  }

  private func length(of set: PatternSet, at position: Int, maximum: Int, isBackward: Bool) -> Int {
    var taken = 0
    var index = isBackward ? position - 1 : position
    while taken < maximum, index >= 0, index < input.count, set.contains(input[index]) {
      taken += 1
      index += isBackward ? -1 : 1
    }
    return taken
  }

  /// Where the text that a group took ends if it stands here again; a group that took nothing matches nothing.
  private func end(ofBackreference number: Int, at position: Int, isBackward: Bool) -> Int? {
    let start = slots[number * 2]
    let end = slots[number * 2 + 1]
    guard start >= 0, end >= start else { return position }
    let count = end - start
    let first = isBackward ? position - count : position
    guard first >= 0, first + count <= input.count else { return nil }
    var offset = 0
    while offset < count {
      if input[start + offset] != input[first + offset] { return nil }
      offset += 1
    }
    return isBackward ? first : first + count
  }
}
