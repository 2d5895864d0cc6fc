/// A regular expression of I-Regexp (RFC 9485), matched in time proportional to the product of both lengths.
///
/// All alternatives are followed at once, character by character, without backtracking. `^` and `$` match the ends of
/// the text: the RFC doesn't define them, but maps its patterns to dialects that do.
struct IRegexp: Sendable {
  /// Patterns with more steps are refused; only large repetition counts have so many.
  private static let maximumSteps = 10_000

  /// A step of the compiled pattern.
  enum Step: Sendable {
    case characters(CharacterSet)
    case start
    case end
    case split(Int, Int)
    case jump(Int)
    case match
  }

  /// The characters that match at one position.
  struct CharacterSet: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var categories: [(values: [Unicode.GeneralCategory], isNegated: Bool)] = []
    var isNegated = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      for range in ranges where range.contains(scalar.value) { return !isNegated }
      for category in categories
      where category.values.contains(scalar.properties.generalCategory) != category.isNegated {
        return !isNegated
      }
      return isNegated
    }
  }

  private var steps: [Step] = []

  /// Compiles a pattern; nil if it is not I-Regexp.
  init?(_ pattern: String) {
    var parser = IRegexpParser(pattern)
    guard let syntax = parser.parse(), emit(syntax) else { return nil }
    steps.append(.match)
  }

  /// Whether a text in UTF-8 matches as a whole, or, with `anywhere`, a part of it does.
  func matches(_ utf8: [UInt8], anywhere: Bool) -> Bool {
    let scalars = Array(String(decoding: utf8, as: UTF8.self).unicodeScalars)
    var isActive = [Bool](repeating: false, count: steps.count)
    var current: [Int] = []
    for position in 0...scalars.count {
      if position == 0 || anywhere {
        add(0, at: position, of: scalars.count, to: &current, &isActive)
      }
      if anywhere || position == scalars.count {
        for step in current {
          if case .match = steps[step] { return true }
        }
      }
      if position == scalars.count { return false }
      var next: [Int] = []
      for step in current { isActive[step] = false }
      for step in current {
        if case .characters(let set) = steps[step], set.contains(scalars[position]) {
          add(step + 1, at: position + 1, of: scalars.count, to: &next, &isActive)
        }
      }
      current = next
    }
    return false
  }

  /// Adds a step, and those that are reached from it without a character.
  private func add(_ first: Int, at position: Int, of count: Int, to list: inout [Int], _ isActive: inout [Bool]) {
    var waiting = [first]
    while let step = waiting.popLast() {
      if isActive[step] { continue }
      isActive[step] = true
      list.append(step)
      switch steps[step] {
      case .split(let one, let other):
        waiting.append(other)
        waiting.append(one)
      case .jump(let target): waiting.append(target)
      case .start: if position == 0 { waiting.append(step + 1) }
      case .end: if position == count { waiting.append(step + 1) }
      case .characters, .match: break
      }
    }
  }

  // MARK: Compiling

  /// Appends the steps of a part of the pattern; false if there are too many.
  private mutating func emit(_ syntax: IRegexpParser.Syntax) -> Bool {
    if steps.count > Self.maximumSteps { return false }
    switch syntax {
    case .set(let set): steps.append(.characters(set))
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .sequence(let parts):
      for part in parts {
        guard emit(part) else { return false }
      }
    case .alternatives(let branches):
      var jumps: [Int] = []
      for (index, branch) in branches.enumerated() {
        let split = steps.count
        let isLast = index == branches.count - 1
        if !isLast { steps.append(.split(split + 1, 0)) }
        guard emit(branch) else { return false }
        if isLast { break }
        jumps.append(steps.count)
        steps.append(.jump(0))
        steps[split] = .split(split + 1, steps.count)
      }
      for jump in jumps { steps[jump] = .jump(steps.count) }
    case .repetition(let inner, let minimum, let maximum): return emit(inner, minimum: minimum, maximum: maximum)
    }
    return true
  }

  private mutating func emit(_ inner: IRegexpParser.Syntax, minimum: Int, maximum: Int?) -> Bool {
    // A repetition of nothing adds no steps, so its count is checked by itself.
    if max(minimum, maximum ?? 0) > Self.maximumSteps { return false }
    for _ in 0..<minimum {
      guard emit(inner) else { return false }
    }
    guard let maximum else {
      let split = steps.count
      steps.append(.split(split + 1, 0))
      guard emit(inner) else { return false }
      steps.append(.jump(split))
      steps[split] = .split(split + 1, steps.count)
      return true
    }
    var splits: [Int] = []
    for _ in minimum..<max(minimum, maximum) {
      splits.append(steps.count)
      steps.append(.split(steps.count + 1, 0))
      guard emit(inner) else { return false }
    }
    for split in splits { steps[split] = .split(split + 1, steps.count) }
    return true
  }
}
