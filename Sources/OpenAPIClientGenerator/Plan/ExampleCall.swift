import OpenAPIDocument

/// A call of an operation as its documentation shows it.
public struct ExampleCall: Equatable, Sendable {
  /// The arguments that are given, in their order.
  public let arguments: [ExampleValue.Argument]
}

/// A value as an example of it is written where its type is known.
public indirect enum ExampleValue: Equatable, Sendable {
  case value(ValuePlan)
  case array([ExampleValue])
  case dictionary([Argument])
  /// `.init(name: value)`.
  case initializer([Argument])
  /// `.name(value)`: one of several types.
  case variant(String, ExampleValue)
  /// Swift text, for values that a document can't give: a file, a moment.
  case text(String)

  /// A value with its label, or with its key.
  public struct Argument: Equatable, Sendable {
    /// The argument's name, or the key.
    public let name: String
    /// What is given.
    public let value: ExampleValue
  }

  /// How many values it takes to write it.
  var count: Int {
    switch self {
    case .value, .text: 1
    case .array(let elements): elements.reduce(1) { $0 + $1.count }
    case .dictionary(let members), .initializer(let members): members.reduce(1) { $0 + $1.value.count }
    case .variant(_, let value): value.count
    }
  }
}

/// Operations and types → calls with the document's example values.
///
///     createOrder(body: Order), total: {type: integer, example: 1250}  → createOrder(body: .init(total: 1250))
///
/// What must be given and has no example is made up; what may be left out is shown where there is an example, while that
/// keeps the call short.
struct ExampleCalls {
  private let types: [[String]: TypePlan]

  /// More values than these are no short call.
  private static let maximumCount = 24
  /// How much of what may be left out is shown of a call, and of each value in it.
  private static let maximumOptional = 3
  /// Longer texts are prose.
  private static let maximumText = 40
  private static let maximumDepth = 6

  init(_ types: [TypePlan]) { self.types = types.byPath }

  /// The call with these arguments; nil where a value is needed that nobody can make up, or too many.
  func call(_ arguments: [ArgumentPlan], _ body: BodyPlan?) -> ExampleCall? {
    [Self.maximumOptional, 0].lazy.compactMap { call(arguments, body, optional: $0) }
      .first { $0.arguments.reduce(0) { $0 + $1.value.count } <= Self.maximumCount }
  }

  private func call(_ arguments: [ArgumentPlan], _ body: BodyPlan?, optional: Int) -> ExampleCall? {
    var given: [ExampleValue.Argument] = []
    var optional = optional
    for argument in arguments {
      let literal = argument.example(body)
      if argument.isRequired {
        guard let value = value(argument.type, literal, Request(optional: optional)) else { return nil }
        given.append(ExampleValue.Argument(name: argument.name, value: value))
      } else if case .body = argument.target {
        // It says what the operation is for.
        guard let value = value(argument.type, literal, Request(optional: optional)) else { continue }
        given.append(ExampleValue.Argument(name: argument.name, value: value))
      } else if optional > 0, let value = documented(argument.type, literal, Request(optional: optional)) {
        given.append(ExampleValue.Argument(name: argument.name, value: value))
        optional -= 1
      }
    }
    return ExampleCall(arguments: given)
  }

  /// What is asked for of a value.
  private struct Request {
    /// How much of what may be left out is shown.
    var optional: Int
    var depth = 0

    var inside: Request { Request(optional: optional, depth: depth + 1) }
  }

  /// A value of what may be left out; nil where the document has no example that is short.
  private func documented(_ type: TypeUse, _ literal: JSONLiteral?, _ request: Request) -> ExampleValue? {
    guard let literal, literal != .null else { return nil }
    switch (type.unwrapped, literal) {
    case (.filePart, _), (.requestBody, _): return nil
    case (.string, .string(let text)), (.text, .string(let text)): return Self.shown(text).map { .value(.string($0)) }
    case (.string, _), (.text, _): return nil
    default: break
    }
    guard let value = value(type, literal, request), value.count <= 6 else { return nil }
    return value
  }

  /// A value, as the literal says it where that is one of the type.
  private func value(_ type: TypeUse, _ literal: JSONLiteral?, _ request: Request) -> ExampleValue? {
    switch type {
    case .optional(let wrapped): return value(wrapped, literal, request)
    case .array(let element): return array(element, literal, request)
    case .dictionary(let element): return dictionary(element, literal, request)
    case .named(let path):
      guard request.depth < Self.maximumDepth, let type = types[path] else { return nil }
      return value(type, literal, request.inside)
    case .string, .text:
      guard case .string(let text) = literal else { return .value(.string("…")) }
      return .value(.string(Self.shown(text) ?? "…"))
    case .bool:
      guard case .bool(let flag) = literal else { return .value(.bool(true)) }
      return .value(.bool(flag))
    case .int, .int32, .int64, .uint64:
      guard case .number(let number) = literal, let int = number.int, type.holds(int) else { return .value(.int(1)) }
      return .value(.int(int))
    case .double, .float, .jsonNumber:
      guard case .number(let number) = literal, number.double != nil else { return .value(.int(1)) }
      return .value(number.int.map { .int($0) } ?? .double(number.text))
    case .jsonValue:
      guard let literal, literal != .null, literal.text.utf8.count <= Self.maximumText else {
        return .value(.emptyDictionary)
      }
      return .value(.json(literal))
    case .date: return .text(".now")
    case .uuid, .data: return .text(".init()")
    case .calendarDate: return .text(Self.calendarDate(literal))
    case .url, .custom("URL"):
      guard case .string(let text) = literal, let shown = Self.shown(text), shown.hasPrefix("https://") else {
        return .text(#".init(string: "https://example.com")!"#)
      }
      return .text(".init(string: \(Literals.string(shown)))!")
    case .filePart: return .text(#".file("photo.jpg")"#)
    case .requestBody: return .text(#".file(path: "photo.jpg")"#)
    case .custom, .bytes, .void, .responseBody, .events, .jsonLines: return nil
    }
  }

  private static func calendarDate(_ literal: JSONLiteral?) -> String {
    guard case .string(let text) = literal, text.utf8.count == 10 else { return calendarDate(.string("2026-01-31")) }
    let numbers = text.split(separator: "-").compactMap { Int($0) }
    guard numbers.count == 3, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else {
      return calendarDate(nil)
    }
    return ".init(year: \(numbers[0]), month: \(numbers[1]), day: \(numbers[2]))!"
  }

  private func array(_ element: TypeUse, _ literal: JSONLiteral?, _ request: Request) -> ExampleValue {
    guard case .array(let literals) = literal, !literals.isEmpty else {
      return .array([value(element, nil, request)].compactMap { $0 })
    }
    return .array(literals.prefix(2).compactMap { value(element, $0, request) })
  }

  private func dictionary(_ element: TypeUse, _ literal: JSONLiteral?, _ request: Request) -> ExampleValue {
    guard case .object(let members) = literal else { return .value(.emptyDictionary) }
    let shown = members.prefix(2).compactMap { member in
      value(element, member.value, request).map { ExampleValue.Argument(name: member.key, value: $0) }
    }
    return shown.isEmpty ? .value(.emptyDictionary) : .dictionary(shown)
  }

  // MARK: Types of the document

  private func value(_ type: TypePlan, _ literal: JSONLiteral?, _ request: Request) -> ExampleValue? {
    switch type.kind {
    case .alias(let use): return value(use, literal, request)
    case .structure(let structure):
      return structure.hasInitializer ? initializer(structure.properties, literal, request) : nil
    case .tuple(let tuple):
      guard case .array(let elements) = literal else { return initializer(tuple.elements, nil, request) }
      let members = zip(tuple.elements, elements).map { JSONLiteral.Member(key: $0.key, value: $1) }
      return initializer(tuple.elements, .object(members), request)
    case .openEnum(let values):
      let listed = values.values.first { $0.value.isWritten(as: literal) } ?? values.values.first
      return listed.map { .value(.member($0.name)) }
    case .union(let union): return variant(union, literal, request)
    case .bodyChoice(let choice):
      guard let first = choice.cases.first else { return nil }
      return value(first.type, first.example ?? literal, request).map { .variant(first.name, $0) }
    case .servers, .namespace, .responseChoice: return nil
    }
  }

  private func variant(_ union: UnionPlan, _ literal: JSONLiteral?, _ request: Request) -> ExampleValue? {
    var cases = union.cases
    var literal = literal
    if case .discriminator(let key) = union.choice, case .string(let text) = literal?.member(key),
      let chosen = cases.first(where: { $0.discriminatorValues.contains(text) })
    {
      cases = [chosen]
    } else {
      // Which variant an example is of is not known here.
      literal = nil
    }
    return cases.lazy.compactMap { item in
      item.type.flatMap { value($0, literal, request) }.map { .variant(item.name, $0) }
    }.first
  }

  private func initializer(
    _ properties: [PropertyPlan], _ literal: JSONLiteral?, _ request: Request
  ) -> ExampleValue? {
    var arguments: [ExampleValue.Argument] = []
    var optional = request.optional
    for property in properties where property.isInInitializer && property.constant == nil {
      let literal = literal?.member(property.key) ?? property.example
      if property.initializerDefault == nil {
        guard let value = value(property.type, literal, request) else { return nil }
        arguments.append(ExampleValue.Argument(name: property.name, value: value))
      } else if optional > 0, !property.isReadOnly, property.documentation.deprecation == nil,
        let value = documented(property.type, literal, request)
      {
        arguments.append(ExampleValue.Argument(name: property.name, value: value))
        optional -= 1
      }
    }
    return .initializer(arguments)
  }

  /// A text as it can be shown; nil if it is prose.
  private static func shown(_ text: String) -> String? {
    text.utf8.count <= maximumText && !text.contains(where: \.isNewline) ? text : nil
  }
}

extension ArgumentPlan {
  /// What the document shows of its value.
  fileprivate func example(_ body: BodyPlan?) -> JSONLiteral? {
    switch target {
    case .parameter(let parameter): parameter.example
    case .body: body?.example
    case .server: nil
    }
  }
}

extension ValuePlan {
  /// Whether the document writes the value so.
  fileprivate func isWritten(as literal: JSONLiteral?) -> Bool {
    switch (self, literal) {
    case (.string(let text), .string(let other)): text == other
    case (.int(let number), .number(let other)): number == other.int
    case (.double(let text), .number(let other)): text == other.text
    case (.bool(let flag), .bool(let other)): flag == other
    default: false
    }
  }
}

extension JSONLiteral {
  /// The member with a key, if it is an object.
  fileprivate func member(_ key: String) -> JSONLiteral? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

extension TypeUse {
  /// Whether a value of the type can be the number.
  fileprivate func holds(_ number: Int) -> Bool {
    switch self {
    case .int32: Int32(exactly: number) != nil
    case .uint64: number >= 0
    default: true
    }
  }
}
