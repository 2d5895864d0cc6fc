import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct JSONUnionTests {
  @Test func `a discriminator decides`() throws {
    #expect(try Images.Pet(jsonString: #"{"type":"cat","lives":9}"#) == .cat(.init(lives: 9)))
    #expect(try Images.Pet(jsonString: #"{"type":"dog"}"#) == .dog(.init()))
  }

  @Test func `a named variant that doesn't fit is an error, not another variant`() {
    let error = #expect(throws: JSONError.self) { try [Images.Pet](jsonString: #"[{"type":"cat"}]"#) }
    #expect(error?.path == "$[0].lives")
  }

  struct Small: JSONCodable {
    var a: Int
    init(json: JSONReader) throws { a = try json.value("a") }
    func write(to json: inout JSONWriter) { json.write("a", a) }
  }

  struct Large: JSONCodable {
    var a: Int
    var b: Int?
    init(json: JSONReader) throws {
      a = try json.value("a")
      b = try json.value("b")
    }
    func write(to json: inout JSONWriter) {
      json.write("a", a)
      json.write("b", b)
    }
  }

  struct Open: JSONCodable {
    var all: [String: JSONValue]
    init(json: JSONReader) throws { all = try json.additionalProperties(besides: []) }
    func write(to json: inout JSONWriter) { json.write(additionalProperties: all) }
  }

  enum Fit: JSONCodable {
    case open(Open)
    case small(Small)
    case large(Large)
    case text(String)
    case date(Date)
    case number(Int)
    case real(Double)
    case list([Fit])
    case other(JSONValue)

    init(json: JSONReader) throws {
      self =
        try json.match([
          UnionCase(Self.open), UnionCase(Self.small), UnionCase(Self.large), UnionCase(Self.text),
          UnionCase(Self.date), UnionCase(Self.number), UnionCase(Self.real), UnionCase(Self.list),
        ]) ?? .other(json.decode())
    }

    func write(to json: inout JSONWriter) {
      switch self {
      case .open(let value): json.encode(value)
      case .small(let value): json.encode(value)
      case .large(let value): json.encode(value)
      case .text(let value): json.encode(value)
      case .date(let value): json.encode(value)
      case .number(let value): json.encode(value)
      case .real(let value): json.encode(value)
      case .list(let value): json.encode(value)
      case .other(let value): json.encode(value)
      }
    }

    var name: String { String("\(self)".prefix { $0 != "(" }) }
  }

  static let fits: [(String, String)] = [
    (#"{"a":1}"#, "small"), (#"{"a":1,"b":2}"#, "large"), (#"{"b":2}"#, "open"), (#"{"x":2}"#, "open"), ("{}", "open"),
    (#""hello""#, "text"), (#""2026-01-01T00:00:00Z""#, "date"), ("1", "number"), ("1.5", "real"), ("[]", "list"),
    ("true", "other"), ("null", "other"),
  ]

  @Test(arguments: fits) func `the variant that explains most wins`(_ text: String, _ name: String) throws {
    let value = try Fit(jsonString: text)
    #expect(value.name == name)
    #expect(try JSONValue(encoding: value) == JSONValue(jsonString: text))
  }

  @Test func `members after a union are still found`() throws {
    struct Holder: JSONCodable {
      var fit: Fit
      var after: Int
      init(json: JSONReader) throws {
        fit = try json.value("fit")
        after = try json.value("after")
      }
      func write(to json: inout JSONWriter) {
        json.write("fit", fit)
        json.write("after", after)
      }
    }
    #expect(try Holder(jsonString: #"{"fit":{"a":1,"b":2},"after":3}"#).after == 3)
  }

  @Test func `unions within unions don't take exponential time`() throws {
    let depth = 100
    let text = String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
    let value = try Fit(jsonString: text)
    #expect(try value.jsonString() == text)
  }

  @Test func `a variant is tried only if its enumerated members have one of its values`() throws {
    enum Shape: JSONCodable {
      case circle(Small)
      case square(Small)
      case other(JSONValue)
      init(json: JSONReader) throws {
        self =
          try json.match([
            UnionCase(Self.circle, when: ["kind": ["circle", "disc"]]),
            UnionCase(Self.square, when: ["kind": ["square"]]),
          ]) ?? .other(json.decode())
      }
      func write(to json: inout JSONWriter) {}
    }
    let shapes = try [Shape](jsonString: #"[{"a":1,"kind":"square"},{"a":1,"kind":"disc"},{"a":1,"kind":"line"}]"#)
    #expect(shapes.map { String("\($0)".prefix { $0 != "(" }) } == ["square", "circle", "other"])
  }

  @Test func `extensible enums keep values that the document doesn't list`() throws {
    let level = try [Images.Level](jsonString: "[1,7]")
    #expect(level == [.one, .init(7)])
    #expect("\(level)" == "[1, 7]")
  }
}
