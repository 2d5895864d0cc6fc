import OpenAPISyntax

/// Filters: RFC 9535, section 2.3.5.
extension JSONPathParser {
  private typealias Function = (name: String, parameters: Int)

  /// A part of a filter before its use is known.
  private struct Term {
    enum Kind {
      case query(JSONPath.Query)
      case operand(JSONPath.Operand)
      case test(JSONPath.Test)
    }

    let kind: Kind
    let start: Int
  }

  /// A condition: alternatives separated by `||`.
  mutating func test() throws(SyntaxError) -> JSONPath.Test {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { throw failure("filters and parentheses are nested too deeply") }
    var alternatives = [try conjunction()]
    while takeOperator("||") {
      skipBlankSpace()
      alternatives.append(try conjunction())
    }
    return alternatives.count == 1 ? alternatives[0] : .or(alternatives)
  }

  private mutating func conjunction() throws(SyntaxError) -> JSONPath.Test {
    var parts = [try basicTest()]
    while takeOperator("&&") {
      skipBlankSpace()
      parts.append(try basicTest())
    }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  /// Moves past blank space and an operator; stays where it is if there is no such operator.
  private mutating func takeOperator(_ text: StaticString) -> Bool {
    let start = position
    skipBlankSpace()
    if take(text) { return true }
    position = start
    return false
  }

  private mutating func basicTest() throws(SyntaxError) -> JSONPath.Test {
    if next == UInt8(ascii: "!") {
      position += 1
      skipBlankSpace()
      return .not(next == UInt8(ascii: "(") ? try parenthesis() : try test(of: term()))
    }
    if next == UInt8(ascii: "(") { return try parenthesis() }
    let left = try term()
    let end = position
    skipBlankSpace()
    guard let comparison = takeComparison() else {
      position = end
      return try test(of: left)
    }
    skipBlankSpace()
    let right = try term()
    return .comparison(try operand(of: left), comparison, try operand(of: right))
  }

  private mutating func parenthesis() throws(SyntaxError) -> JSONPath.Test {
    let start = position
    position += 1
    skipBlankSpace()
    let inner = try test()
    skipBlankSpace()
    guard take(")") else {
      if position == bytes.count { throw SyntaxError(message: "this `(` is not closed", offset: start) }
      throw failure("expected `)` or an operator here")
    }
    return inner
  }

  private mutating func takeComparison() -> JSONPath.Comparison? {
    if take("==") { return .equal }
    if take("!=") { return .notEqual }
    if take("<=") { return .lessOrEqual }
    if take(">=") { return .greaterOrEqual }
    if take("<") { return .less }
    return take(">") ? .greater : nil
  }

  // MARK: Terms

  /// A literal, a query or a function.
  private mutating func term() throws(SyntaxError) -> Term {
    let start = position
    return Term(kind: try termKind(), start: start)
  }

  private mutating func termKind() throws(SyntaxError) -> Term.Kind {
    switch next {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .operand(.literal(.string(try string())))
    case UInt8(ascii: "@"), UInt8(ascii: "$"): return .query(try innerQuery())
    case let byte? where byte == UInt8(ascii: "-") || byte.isDigit: return .operand(.literal(.number(try number())))
    case let byte? where byte.isLowercaseLetter: return try word()
    default: throw failure("expected a condition: a path that begins with `@` or `$`, a literal or a function")
    }
  }

  private mutating func innerQuery() throws(SyntaxError) -> JSONPath.Query {
    let isAbsolute = next == UInt8(ascii: "$")
    position += 1
    return JSONPath.Query(isAbsolute: isAbsolute, segments: try segments())
  }

  private mutating func number() throws(SyntaxError) -> ExactDecimal {
    let start = position
    _ = take("-")
    let first = position
    skipDigits()
    if position == first { throw failure("a digit must follow the minus sign") }
    if bytes[first] == UInt8(ascii: "0"), position > first + 1 {
      throw SyntaxError(message: "a number has no leading zero", offset: start)
    }
    if take(".") {
      let fraction = position
      skipDigits()
      if position == fraction { throw failure("a digit must follow the decimal point") }
    }
    if take("e") || take("E") {
      if !take("-") { _ = take("+") }
      let exponent = position
      skipDigits()
      if position == exponent { throw failure("an exponent must have a digit") }
    }
    guard let number = ExactDecimal(bytes[start..<position]) else {
      throw SyntaxError(message: "this is not a number", offset: start)
    }
    return number
  }

  private mutating func skipDigits() {
    while let byte = next, byte.isDigit { position += 1 }
  }

  /// `true`, `false`, `null` or a call.
  private mutating func word() throws(SyntaxError) -> Term.Kind {
    let start = position
    while let byte = next, byte.isLowercaseLetter || byte.isDigit || byte == UInt8(ascii: "_") { position += 1 }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    guard take("(") else {
      switch name {
      case "true": return .operand(.literal(.bool(true)))
      case "false": return .operand(.literal(.bool(false)))
      case "null": return .operand(.literal(.null))
      default:
        throw SyntaxError(message: "`\(name)` has no meaning here; strings must be in quotes", offset: start)
      }
    }
    return try call(name, try arguments(), start)
  }

  private mutating func arguments() throws(SyntaxError) -> [Term] {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { throw failure("functions are nested too deeply") }
    skipBlankSpace()
    if take(")") { return [] }
    var arguments: [Term] = []
    repeat {
      skipBlankSpace()
      arguments.append(try term())
      skipBlankSpace()
    } while take(",")
    guard take(")") else { throw failure("expected `,` or `)` here") }
    return arguments
  }

  // MARK: Types

  /// A function call, if its arguments have the types that the function takes.
  private func call(_ name: String, _ arguments: [Term], _ start: Int) throws(SyntaxError) -> Term.Kind {
    let functions: [Function] = [("length", 1), ("count", 1), ("match", 2), ("search", 2), ("value", 1)]
    guard let function = functions.first(where: { $0.name == name }) else {
      let known = functions.map(\.name)
      let suggestion = NearestName.suggestion(for: name, among: known)
      throw SyntaxError(
        message: "there is no function `\(name)`"
          + (suggestion.isEmpty ? "; the functions are \(quoted(known, by: "`"))" : suggestion),
        offset: start)
    }
    guard arguments.count == function.parameters else {
      let wanted = function.parameters == 1 ? "one argument" : "two arguments"
      throw SyntaxError(message: "`\(name)` takes \(wanted), not \(arguments.count)", offset: start)
    }
    let first = arguments[0]
    switch name {
    case "count": return .operand(.count(try query(of: first, for: name)))
    case "value": return .operand(.value(try query(of: first, for: name)))
    case "length": return .operand(.length(try operand(of: first)))
    default:
      let text = try operand(of: first)
      let pattern = try operand(of: arguments[1])
      return .test(.matches(text, pattern: pattern, anywhere: name == "search"))
    }
  }

  /// A term used as the argument of a function that takes a query.
  private func query(of term: Term, for function: String) throws(SyntaxError) -> JSONPath.Query {
    guard case .query(let query) = term.kind else {
      throw SyntaxError(message: "`\(function)` takes a path that begins with `@` or `$`", offset: term.start)
    }
    return query
  }

  /// A term used as a value.
  private func operand(of term: Term) throws(SyntaxError) -> JSONPath.Operand {
    switch term.kind {
    case .operand(let operand): return operand
    case .query(let query):
      guard query.isSingular else {
        throw SyntaxError(
          message: "this path may select several values, but one is needed; value(…) gives the only one",
          offset: term.start)
      }
      return .query(query)
    case .test:
      throw SyntaxError(message: "this function has no value; it is a condition by itself", offset: term.start)
    }
  }

  /// A term used as a condition.
  private func test(of term: Term) throws(SyntaxError) -> JSONPath.Test {
    switch term.kind {
    case .test(let test): return test
    case .query(let query): return .exists(query)
    case .operand: throw SyntaxError(message: "this is a value, not a condition; compare it", offset: term.start)
    }
  }
}
