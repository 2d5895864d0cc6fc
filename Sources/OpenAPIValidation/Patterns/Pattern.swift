/// A regular expression of ECMA-262, as `pattern` and `patternProperties` use it.
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

  /// Compiles a pattern; throws the reason if it is malformed or uses something unsupported.
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
    let input = Array(text.unicodeScalars)
    var matcher = Matcher(
      steps: steps, sets: sets, input: input, slots: [Int](repeating: -1, count: slotCount), budget: maximumSteps)
    var isAnchored = false
    if case .start = steps[0] { isAnchored = true }
    for position in 0...(isAnchored ? 0 : input.count) {
      if matcher.matches(from: 0, at: position) { return .match }
      if matcher.budget <= 0 { return .gaveUp }
    }
    return .noMatch
  }
}

/// Runs steps over a text with a stack of its own, so that a deep search uses memory and not the thread's stack.
private struct Matcher {
  let steps: [PatternStep]
  let sets: [PatternSet]
  let input: [Unicode.Scalar]
  var slots: [Int]
  var budget: Int

  /// How far a search is, and what it can still try.
  private struct Search {
    var step: Int
    var position: Int
    var choices: [Choice] = []
  }

  /// What to do when the current way fails.
  private enum Choice {
    case resume(step: Int, position: Int)
    case restore(slot: Int, value: Int)
    /// The ends of a run that haven't been tried: `count` of them, `next` and then each one `stride` further.
    case run(step: Int, next: Int, count: Int, stride: Int)
  }

  mutating func matches(from step: Int, at position: Int) -> Bool {
    var search = Search(step: step, position: position)
    while true {
      budget -= 1
      if budget <= 0 { return false }
      if case .match = steps[search.step] { return true }
      if !advance(&search), !backtrack(&search) { return false }
    }
  }

  /// Takes one step; false if it doesn't match here.
  private mutating func advance(_ search: inout Search) -> Bool {
    let position = search.position
    switch steps[search.step] {
    case .match: return true
    case .character(let value, let isBackward):
      guard let scalar = scalar(at: position, isBackward: isBackward), scalar.value == value else { return false }
      search.position += isBackward ? -1 : 1
    case .set(let set, let isBackward):
      guard let scalar = scalar(at: position, isBackward: isBackward), sets[set].contains(scalar) else { return false }
      search.position += isBackward ? -1 : 1
    case .run(let set, let minimum, let maximum, let isGreedy, let isBackward):
      return takeRun(of: sets[set], minimum...maximum, isGreedy: isGreedy, isBackward: isBackward, &search)
    case .start: if position != 0 { return false }
    case .end: if position != input.count { return false }
    case .wordBoundary(let isNegated):
      let before = position > 0 && PatternSet.isWord(input[position - 1])
      let after = position < input.count && PatternSet.isWord(input[position])
      if (before != after) == isNegated { return false }
    case .split(let first, let second):
      search.choices.append(.resume(step: second, position: position))
      search.step = first
      return true
    case .jump(let target):
      search.step = target
      return true
    case .mark(let slot): set(slot, to: position, &search)
    case .clear(let slot): set(slot, to: -1, &search)
    case .failIfUnmoved(let slot): if slots[slot] == position { return false }
    case .backreference(let number, let isBackward):
      guard let end = end(ofBackreference: number, at: position, isBackward: isBackward) else { return false }
      search.position = end
    case .look(let isNegated, let end): return lookAround(isNegated: isNegated, end: end, &search)
    }
    search.step += 1
    return true
  }

  /// The scalar after a position, or the one before it.
  private func scalar(at position: Int, isBackward: Bool) -> Unicode.Scalar? {
    let index = isBackward ? position - 1 : position
    return input.indices.contains(index) ? input[index] : nil
  }

  private mutating func set(_ slot: Int, to position: Int, _ search: inout Search) {
    search.choices.append(.restore(slot: slot, value: slots[slot]))
    slots[slot] = position
  }

  private mutating func takeRun(
    of set: PatternSet, _ bounds: ClosedRange<Int>, isGreedy: Bool, isBackward: Bool, _ search: inout Search
  ) -> Bool {
    let length = length(of: set, at: search.position, maximum: bounds.upperBound, isBackward: isBackward)
    budget -= length
    guard length >= bounds.lowerBound else { return false }
    let direction = isBackward ? -1 : 1
    search.step += 1
    search.position += direction * (isGreedy ? length : bounds.lowerBound)
    if length > bounds.lowerBound {
      let stride = isGreedy ? -direction : direction
      let count = length - bounds.lowerBound
      search.choices.append(.run(step: search.step, next: search.position + stride, count: count, stride: stride))
    }
    return true
  }

  private mutating func lookAround(isNegated: Bool, end: Int, _ search: inout Search) -> Bool {
    let before = slots
    let isFound = matches(from: search.step + 1, at: search.position)
    if isFound && !isNegated {
      for slot in slots.indices where slots[slot] != before[slot] {
        search.choices.append(.restore(slot: slot, value: before[slot]))
      }
    } else {
      slots = before
    }
    search.step = end
    return isFound != isNegated
  }

  private mutating func backtrack(_ search: inout Search) -> Bool {
    while let choice = search.choices.popLast() {
      switch choice {
      case .restore(let slot, let value): slots[slot] = value
      case .resume(let step, let position):
        search.step = step
        search.position = position
        return true
      case .run(let step, let next, let count, let stride):
        if count > 1 {
          search.choices.append(.run(step: step, next: next + stride, count: count - 1, stride: stride))
        }
        search.step = step
        search.position = next
        return true
      }
    }
    return false
  }

  private func length(of set: PatternSet, at position: Int, maximum: Int, isBackward: Bool) -> Int {
    var length = 0
    while length < maximum,
      let scalar = scalar(at: position + (isBackward ? -length : length), isBackward: isBackward), set.contains(scalar)
    {
      length += 1
    }
    return length
  }

  /// Where a repetition of a group's text ends, nil if the text doesn't occur here; a group without a text ends at once.
  private func end(ofBackreference number: Int, at position: Int, isBackward: Bool) -> Int? {
    let start = slots[number * 2]
    let end = slots[number * 2 + 1]
    guard start >= 0, end >= start else { return position }
    let count = end - start
    let first = isBackward ? position - count : position
    guard first >= 0, first + count <= input.count, input[start..<end] == input[first..<(first + count)] else {
      return nil
    }
    return isBackward ? first : first + count
  }
}
