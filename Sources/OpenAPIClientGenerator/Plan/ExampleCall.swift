import OpenAPIDocument

/// A call of an operation as its documentation shows it.
///
///     guard let date = CalendarDate(year: 2026, month: 1, day: 31) else { return }
///     client.listOrders(day: date)
public struct ExampleCall: Equatable, Sendable {
  /// The values that are made before the call.
  public let constants: [Constant]
  /// The arguments that are shown, in their order.
  public let arguments: [ExampleValue.Argument]

  /// A value that has a name, because its initializer is failable.
  public struct Constant: Equatable, Sendable {
    /// `date`.
    public let name: String
    /// `CalendarDate(year: 2026, month: 1, day: 31)`.
    public let value: String
  }
}

/// An example value, written as Swift writes it where its type is known.
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
  /// Swift text of a value whose initializer is failable, and the name for it.
  case optional(String, name: String)

  /// A value with its label, or with its key.
  public struct Argument: Equatable, Sendable {
    /// The argument's name, or the key.
    public let name: String
    /// The value.
    public let value: ExampleValue
  }

  /// The number of values in it, which says how long it is.
  var count: Int {
    switch self {
    case .value, .text, .optional: 1
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
/// A required value without an example is made up. An optional value is shown if it has an example, as long as the call
/// stays short.
struct ExampleCalls {
  private let types: [[String]: TypePlan]

  /// The most values in a call.
  private static let maximumCount = 24
  /// The most optional values that are shown of a call, and of each value in it.
  private static let maximumOptional = 3
  /// The most values in an optional value.
  private static let maximumOptionalCount = 6
  /// The most bytes of a string; longer ones are prose.
  private static let maximumText = 40
  private static let maximumDepth = 6

  init(_ types: [TypePlan]) { self.types = types.byPath }

  /// The call with these arguments; nil where a required value can't be made up, or the call would be too long.
  ///
  ///     listOrders(after: "order_12", limit: 50)
  func call(_ arguments: [ArgumentPlan], _ body: BodyPlan?) -> ExampleCall? {
    [Self.maximumOptional, 0].lazy.compactMap { call(arguments, body, optional: $0) }
      .first { $0.arguments.reduce(0) { $0 + $1.value.count } <= Self.maximumCount }
  }

  private func call(_ arguments: [ArgumentPlan], _ body: BodyPlan?, optional: Int) -> ExampleCall? {
    var shown: [ExampleValue.Argument] = []
    var optional = optional
    for argument in arguments {
      let literal = argument.example(body)
      if argument.isRequired || argument.isBody {
        // An optional body is shown too, because it says what the operation is for.
        if let value = value(argument.type, literal, Detail(optional: optional)) {
          shown.append(ExampleValue.Argument(name: argument.name, value: value))
        } else if argument.isRequired {
          return nil
        }
      } else if optional > 0, let value = optionalValue(argument.type, literal, Detail(optional: optional)) {
        shown.append(ExampleValue.Argument(name: argument.name, value: value))
        optional -= 1
      }
    }
    return ExampleCall(shown)
  }

  /// How much of a value is shown.
  private struct Detail {
    /// The most optional values.
    var optional: Int
    var depth = 0

    var inside: Detail { Detail(optional: optional, depth: depth + 1) }
  }

  /// The example of an optional value; nil where the document has none, or none that is short.
  private func optionalValue(_ type: TypeUse, _ literal: JSONLiteral?, _ detail: Detail) -> ExampleValue? {
    guard let literal, literal != .null else { return nil }
    switch (type.unwrapped, literal) {
    case (.filePart, _), (.requestBody, _): return nil
    case (.string, .string(let text)), (.text, .string(let text)): return Self.short(text).map { .value(.string($0)) }
    case (.string, _), (.text, _): return nil
    default: break
    }
    return value(type, literal, detail).flatMap { $0.count <= Self.maximumOptionalCount ? $0 : nil }
  }

  /// The example as a value of the type, or a value that is made up where it is none.
  private func value(_ type: TypeUse, _ literal: JSONLiteral?, _ detail: Detail) -> ExampleValue? {
    switch type {
    case .optional(let wrapped): return value(wrapped, literal, detail)
    case .array(let element): return array(element, literal, detail)
    case .dictionary(let element): return dictionary(element, literal, detail)
    case .named(let path):
      guard detail.depth < Self.maximumDepth, let type = types[path] else { return nil }
      return value(type, literal, detail.inside)
    case .string, .text:
      guard case .string(let text) = literal else { return .value(.string("…")) }
      return .value(.string(Self.short(text) ?? "…"))
    case .bool:
      guard case .bool(let flag) = literal else { return .value(.bool(true)) }
      return .value(.bool(flag))
    case .int: return Self.integer(.int, literal)
    case .int32: return Self.integer(.int32, literal)
    case .int64: return Self.integer(.int64, literal)
    case .uint64: return Self.integer(.uint64, literal)
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
    case .calendarDate: return .optional(Self.calendarDate(literal), name: "date")
    case .url, .custom("URL"): return .optional(Self.url(literal), name: "url")
    case .filePart: return .text(#".file("photo.jpg")"#)
    case .requestBody: return .text(#".file(path: "photo.jpg")"#)
    case .custom, .bytes, .void, .responseBody, .events, .jsonLines: return nil
    }
  }

  private static func integer(_ type: API.Scalar, _ literal: JSONLiteral?) -> ExampleValue {
    guard case .number(let number) = literal, let int = number.int, type.holds(int) else { return .value(.int(1)) }
    return .value(.int(int))
  }

  /// `URL(string: "https://example.com")`.
  private static func url(_ literal: JSONLiteral?) -> String {
    var url = "https://example.com"
    if case .string(let text) = literal, let text = short(text), text.hasPrefix("https://") { url = text }
    return "URL(string: \(Literals.string(url)))"
  }

  /// `CalendarDate(year: 2026, month: 1, day: 31)`.
  private static func calendarDate(_ literal: JSONLiteral?) -> String {
    var date = [2026, 1, 31]
    if case .string(let text) = literal, text.utf8.count == 10 {
      let numbers = text.split(separator: "-").compactMap { Int($0) }
      if numbers.count == 3, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) { date = numbers }
    }
    return "\(RuntimeNames.calendarDate)(year: \(date[0]), month: \(date[1]), day: \(date[2]))"
  }

  /// `["a", "b"]`: the first two elements of an example, or one that is made up.
  private func array(_ element: TypeUse, _ literal: JSONLiteral?, _ detail: Detail) -> ExampleValue {
    guard case .array(let literals) = literal, !literals.isEmpty else {
      return .array([value(element, nil, detail)].compactMap { $0 })
    }
    return .array(literals.prefix(2).compactMap { value(element, $0, detail) })
  }

  /// `["a": 1, "b": 2]`: the first two members of an example, or none.
  private func dictionary(_ element: TypeUse, _ literal: JSONLiteral?, _ detail: Detail) -> ExampleValue {
    guard case .object(let members) = literal else { return .value(.emptyDictionary) }
    let shown = members.prefix(2).compactMap { member in
      value(element, member.value, detail).map { ExampleValue.Argument(name: member.key, value: $0) }
    }
    return shown.isEmpty ? .value(.emptyDictionary) : .dictionary(shown)
  }

  // MARK: Types of the document

  /// `.init(name: "Tom")`, `.high`, `.cat(…)`: a value of a type of the document.
  private func value(_ type: TypePlan, _ literal: JSONLiteral?, _ detail: Detail) -> ExampleValue? {
    switch type.kind {
    case .alias(let use): return value(use, literal, detail)
    case .structure(let structure): return initializer(structure.properties, literal, detail)
    case .tuple(let tuple):
      guard case .array(let elements) = literal else { return initializer(tuple.elements, nil, detail) }
      let members = zip(tuple.elements, elements).map { JSONLiteral.Member(key: $0.key, value: $1) }
      return initializer(tuple.elements, .object(members), detail)
    case .openEnum(let values):
      let listed =
        values.values.first { $0.value.isEqual(to: literal) }
        ?? values.values.first { $0.documentation.deprecation == nil } ?? values.values.first
      return listed.map { .value(.member($0.name)) }
    case .union(let union): return variant(union, literal, detail)
    case .bodyChoice(let choice):
      guard let first = choice.cases.first else { return nil }
      return value(first.type, first.example ?? literal, detail).map { .variant(first.name, $0) }
    case .servers, .namespace, .responseChoice: return nil
    }
  }

  /// `.cat(.init(name: "Tom"))`: the variant that the discriminator names, else the first that can be made up.
  private func variant(_ union: UnionPlan, _ literal: JSONLiteral?, _ detail: Detail) -> ExampleValue? {
    var cases = union.cases
    var literal = literal
    if case .discriminator(let key) = union.choice, case .string(let text) = literal?.member(key),
      let chosen = cases.first(where: { $0.discriminatorValues.contains(text) })
    {
      cases = [chosen]
    } else {
      // Without a discriminator value it is unknown which variant the example is of.
      literal = nil
    }
    return cases.lazy.compactMap { item in
      item.type.flatMap { value($0, literal, detail) }.map { .variant(item.name, $0) }
    }.first
  }

  /// `.init(total: 1250, note: "Ring twice.")`.
  private func initializer(_ properties: [PropertyPlan], _ literal: JSONLiteral?, _ detail: Detail) -> ExampleValue? {
    var arguments: [ExampleValue.Argument] = []
    var optional = detail.optional
    for property in properties where property.isInInitializer && property.constant == nil {
      let literal = literal?.member(property.key) ?? property.example
      if property.initializerDefault == nil {
        guard let value = value(property.type, literal, detail) else { return nil }
        arguments.append(ExampleValue.Argument(name: property.name, value: value))
      } else if optional > 0, !property.isReadOnly, property.documentation.deprecation == nil,
        let value = optionalValue(property.type, literal, detail)
      {
        arguments.append(ExampleValue.Argument(name: property.name, value: value))
        optional -= 1
      }
    }
    return .initializer(arguments)
  }

  /// The text, if it is short enough for an example; nil for prose.
  private static func short(_ text: String) -> String? {
    text.utf8.count <= maximumText && !text.contains(where: \.isNewline) ? text : nil
  }
}

extension ExampleCall {
  /// The call whose failable initializers stand before it.
  fileprivate init(_ arguments: [ExampleValue.Argument]) {
    var constants: [Constant] = []
    self.arguments = arguments.map { $0.named(&constants) }
    self.constants = constants
  }
}

extension ExampleValue {
  /// The value with constants instead of failable initializers; those that are equal are one constant.
  ///
  ///     [CalendarDate(…), CalendarDate(…)]  → [date, date2]
  fileprivate func named(_ constants: inout [ExampleCall.Constant]) -> ExampleValue {
    switch self {
    case .value, .text: return self
    case .array(let elements): return .array(elements.map { $0.named(&constants) })
    case .dictionary(let members): return .dictionary(members.map { $0.named(&constants) })
    case .initializer(let arguments): return .initializer(arguments.map { $0.named(&constants) })
    case .variant(let name, let payload): return .variant(name, payload.named(&constants))
    case .optional(let value, let name):
      if let known = constants.first(where: { $0.value == value }) { return .text(known.name) }
      let others = constants.count { $0.name.hasPrefix(name) }
      let constant = ExampleCall.Constant(name: others == 0 ? name : "\(name)\(others + 1)", value: value)
      constants.append(constant)
      return .text(constant.name)
    }
  }
}

extension ExampleValue.Argument {
  fileprivate func named(_ constants: inout [ExampleCall.Constant]) -> ExampleValue.Argument {
    ExampleValue.Argument(name: name, value: value.named(&constants))
  }
}

extension ArgumentPlan {
  fileprivate var isBody: Bool {
    if case .body = target { return true }
    return false
  }

  /// The document's example of its value.
  fileprivate func example(_ body: BodyPlan?) -> JSONLiteral? {
    switch target {
    case .parameter(let parameter): parameter.example
    case .body: body?.example
    case .server: nil
    }
  }
}

extension ValuePlan {
  /// Whether it is the value of a literal in the document.
  fileprivate func isEqual(to literal: JSONLiteral?) -> Bool {
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
