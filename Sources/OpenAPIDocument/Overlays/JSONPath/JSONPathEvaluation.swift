import OpenAPISyntax

/// Finds the values that a query selects, and counts the steps.
struct JSONPathEvaluation {
  /// The limit for queries such as `$..*..*..*`, which select the same values over and over.
  private static let maximumSteps = 5_000_000

  private var steps = 0
  /// Compiled patterns by their texts, because a filter uses the same one for all children.
  private var patterns: [[UInt8]: IRegexp?] = [:]

  /// The values that segments select from a value; nil if that takes too many steps.
  mutating func select(_ segments: [JSONPath.Segment], from start: Int, in tree: inout EditableTree) -> [Int]? {
    var selected = [start]
    for segment in segments {
      var next: [Int] = []
      for value in selected {
        if segment.isDescendant {
          apply(segment.selectors, toAllIn: value, &tree, &next)
        } else {
          apply(segment.selectors, to: value, &tree, &next)
        }
        if steps > Self.maximumSteps { return nil }
      }
      selected = next
    }
    return selected
  }

  /// Applies selectors to a value and then to its descendants, each before its children.
  private mutating func apply(
    _ selectors: [JSONPath.Selector], toAllIn value: Int, _ tree: inout EditableTree, _ result: inout [Int]
  ) {
    var waiting = [value]
    while let value = waiting.popLast(), steps <= Self.maximumSteps {
      apply(selectors, to: value, &tree, &result)
      for child in tree.children(of: value).reversed() where tree.values[child].node.isContainer {
        waiting.append(child)
      }
    }
  }

  private mutating func apply(
    _ selectors: [JSONPath.Selector], to value: Int, _ tree: inout EditableTree, _ result: inout [Int]
  ) {
    steps += 1
    let node = tree.values[value].node
    guard node.isContainer else { return }
    for selector in selectors {
      switch selector {
      case .name(let name):
        if node.isObject, let member = tree.member(name, of: value) { result.append(member) }
      case .wildcard:
        let children = tree.children(of: value)
        steps += children.count
        result.append(contentsOf: children)
      case .index(let index):
        if node.isArray, let element = Self.element(index, of: tree.children(of: value)) { result.append(element) }
      case .slice(let start, let end, let step):
        if node.isArray { slice(tree.children(of: value), start, end, step, into: &result) }
      case .filter(let test):
        for child in tree.children(of: value) {
          steps += 1
          if steps > Self.maximumSteps { return }
          if holds(test, for: child, &tree) { result.append(child) }
        }
      }
    }
  }

  /// The element at a position, which is counted from the end if it is negative.
  private static func element(_ index: Int, of elements: [Int]) -> Int? {
    let position = index < 0 ? elements.count + index : index
    return elements.indices.contains(position) ? elements[position] : nil
  }

  /// Appends the elements of a slice (RFC 9535, section 2.3.4.2).
  private mutating func slice(_ elements: [Int], _ start: Int?, _ end: Int?, _ step: Int, into result: inout [Int]) {
    let count = elements.count
    func normalized(_ bound: Int) -> Int { bound < 0 ? count + bound : bound }
    if step > 0 {
      let upper = min(max(normalized(end ?? count), 0), count)
      var index = min(max(normalized(start ?? 0), 0), count)
      while index < upper {
        result.append(elements[index])
        steps += 1
        // A step beyond the end must not overflow.
        index = step > count ? upper : index + step
      }
    } else if step < 0 {
      var index = min(max(start.map(normalized) ?? count - 1, -1), count - 1)
      let lower = min(max(end.map(normalized) ?? -1, -1), count - 1)
      while index > lower {
        result.append(elements[index])
        steps += 1
        index = step < -count ? lower : index + step
      }
    }
  }

  // MARK: Filters

  private mutating func holds(_ test: JSONPath.Test, for child: Int, _ tree: inout EditableTree) -> Bool {
    switch test {
    case .or(let tests):
      for test in tests where holds(test, for: child, &tree) { return true }
      return false
    case .and(let tests):
      for test in tests where !holds(test, for: child, &tree) { return false }
      return true
    case .not(let test): return !holds(test, for: child, &tree)
    case .exists(let query): return !select(query, for: child, &tree).isEmpty
    case .comparison(let left, let comparison, let right):
      let leftValue = value(of: left, for: child, &tree)
      return compare(leftValue, comparison, value(of: right, for: child, &tree), &tree)
    case .matches(let text, let pattern, let anywhere):
      guard let text = string(of: text, for: child, &tree), let pattern = string(of: pattern, for: child, &tree),
        let compiled = compiled(pattern)
      else { return false }
      steps += text.count
      return compiled.matches(text, anywhere: anywhere)
    }
  }

  private mutating func select(_ query: JSONPath.Query, for child: Int, _ tree: inout EditableTree) -> [Int] {
    select(query.segments, from: query.isAbsolute ? EditableTree.root : child, in: &tree) ?? []
  }

  private mutating func compiled(_ pattern: [UInt8]) -> IRegexp? {
    if let known = patterns[pattern] { return known }
    let compiled = IRegexp(String(decoding: pattern, as: UTF8.self))
    patterns[pattern] = .some(compiled)
    return compiled
  }

  /// The value of an operand.
  private enum Value {
    case nothing
    case scalar(JSONPath.Scalar)
    /// An array or object of the document.
    case container(Int)
  }

  private mutating func value(of operand: JSONPath.Operand, for child: Int, _ tree: inout EditableTree) -> Value {
    switch operand {
    case .literal(let scalar): return .scalar(scalar)
    case .count(let query): return Self.number(select(query, for: child, &tree).count)
    case .query(let query), .value(let query):
      let selected = select(query, for: child, &tree)
      guard selected.count == 1 else { return .nothing }
      return tree.values[selected[0]].node.scalar.map { .scalar($0) } ?? .container(selected[0])
    case .length(let operand):
      switch value(of: operand, for: child, &tree) {
      case .scalar(.string(let utf8)): return Self.number(String(decoding: utf8, as: UTF8.self).unicodeScalars.count)
      case .container(let container): return Self.number(tree.children(of: container).count)
      default: return .nothing
      }
    }
  }

  private static func number(_ count: Int) -> Value {
    .scalar(.number(ExactDecimal(count)))
  }

  private mutating func string(
    of operand: JSONPath.Operand, for child: Int, _ tree: inout EditableTree
  ) -> [UInt8]? {
    guard case .scalar(.string(let utf8)) = value(of: operand, for: child, &tree) else { return nil }
    return utf8
  }

  /// Compares two values (RFC 9535, section 2.3.5.2.2).
  private mutating func compare(
    _ left: Value, _ comparison: JSONPath.Comparison, _ right: Value, _ tree: inout EditableTree
  ) -> Bool {
    switch comparison {
    case .equal: return areEqual(left, right, &tree)
    case .notEqual: return !areEqual(left, right, &tree)
    case .less: return isLess(left, right)
    case .greater: return isLess(right, left)
    case .lessOrEqual: return isLess(left, right) || areEqual(left, right, &tree)
    case .greaterOrEqual: return isLess(right, left) || areEqual(left, right, &tree)
    }
  }

  private mutating func areEqual(_ left: Value, _ right: Value, _ tree: inout EditableTree) -> Bool {
    switch (left, right) {
    case (.nothing, .nothing): return true
    case (.scalar(let left), .scalar(let right)): return left == right
    case (.container(let left), .container(let right)): return areEqual(left, right, &tree)
    default: return false
    }
  }

  private mutating func areEqual(_ left: Int, _ right: Int, _ tree: inout EditableTree) -> Bool {
    if left == right { return true }
    steps += 1
    let leftNode = tree.values[left].node
    let rightNode = tree.values[right].node
    guard leftNode.kind == rightNode.kind, steps <= Self.maximumSteps else { return false }
    guard leftNode.isContainer else { return leftNode.scalar == rightNode.scalar }
    let leftChildren = tree.children(of: left)
    let rightChildren = tree.children(of: right)
    guard leftChildren.count == rightChildren.count else { return false }
    var others: [UInt32: Int] = [:]
    if leftNode.isObject {
      for child in rightChildren { others[tree.values[child].key] = child }
    }
    for (position, child) in leftChildren.enumerated() {
      let other = leftNode.isObject ? others[tree.values[child].key] : rightChildren[position]
      guard let other, areEqual(child, other, &tree) else { return false }
    }
    return true
  }

  private func isLess(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.scalar(.number(let left)), .scalar(.number(let right))): return left < right
    // The order of UTF-8 bytes is that of Unicode scalars.
    case (.scalar(.string(let left)), .scalar(.string(let right))): return left.lexicographicallyPrecedes(right)
    default: return false
    }
  }
}

extension JSONNode {
  /// The value, if it is neither an array nor an object.
  var scalar: JSONPath.Scalar? {
    switch kind {
    case .null: return .null
    case .bool: return .bool(bool == true)
    case .number: return decimal.map { .number($0) }
    case .string: return .string(utf8)
    case .array, .object: return nil
    }
  }
}
