import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct JSONEqualityTests {
  private func value(_ text: String) throws -> JSONValue { try JSONValue(jsonString: text) }

  static let equal: [(String, String)] = [
    ("1", "1.0"), ("1e2", "100"), ("0", "-0"), ("0.0", "0"), ("12345678901234567890", "1234567890123456789e1"),
    ("0.10", "0.1"), ("1e400", "10e399"), (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#),
    (#"{"a":[{"x":1,"y":{"p":1,"q":2}}]}"#, #"{"a":[{"y":{"q":2,"p":1.0},"x":1}]}"#), (#""\u0041""#, #""A""#),
  ]

  @Test(arguments: equal) func `order and spelling don't matter`(_ left: String, _ right: String) throws {
    let left = try value(left)
    let right = try value(right)
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
    #expect(Set([left, right]).count == 1)
  }

  static let different: [(String, String)] = [
    ("1", "2"), ("1", "\"1\""), ("0", "false"), ("null", "0"), ("[]", "{}"), ("[1,2]", "[2,1]"),
    (#"{"a":null}"#, "{}"), ("12345678901234567890", "12345678901234567891"), ("1e400", "1e401"), ("1", "-1"),
    (#"{"a":1}"#, #"{"a":1,"b":1}"#), ("0.1", "0.10000000000000001"),
  ]

  @Test(arguments: different) func `different values are different`(_ left: String, _ right: String) throws {
    #expect(try value(left) != value(right))
  }

  @Test func `models are equal by what they write`() throws {
    let one = Images.GeneralResponse(code: 1, msg: "m", when: Date(timeIntervalSince1970: 5), level: .one)
    var two = one
    #expect(one == two)
    #expect(one.hashValue == two.hashValue)
    two.when = nil
    #expect(one != two)
    two = one
    two.level = .init(2)
    #expect(one != two)
  }

  @Test func `nested models count`() {
    let one = Images.Node(name: "a", next: .init(name: "b", next: .init(name: "c")))
    var two = one
    #expect(one == two)
    two.next?.next?.name = "d"
    #expect(one != two)
    #expect(Set([one, two, one]).count == 2)
  }

  @Test func `absent and null differ only where a type says so`() throws {
    #expect(Images.Node(name: "a", note: .null) != Images.Node(name: "a"))
    #expect(try Images.Dog(jsonString: #"{"barks":null}"#) == Images.Dog())
  }

  @Test func `dates less than a microsecond apart are different`() {
    let date = Date(timeIntervalSinceReferenceDate: 700_000_000)
    let next = Date(timeIntervalSinceReferenceDate: 700_000_000.0.nextUp)
    #expect(Images.GeneralResponse(code: 1, msg: "", when: date) != .init(code: 1, msg: "", when: next))
  }

  @Test func `negative zero equals zero`() {
    struct Model: JSONCodable {
      var x: Double
      init(_ x: Double) { self.x = x }
      init(json: JSONReader) throws { x = try json.value("x") }
      func write(to json: inout JSONWriter) { json.write("x", x) }
    }
    #expect(Model(0) == Model(-0.0))
    #expect(Model(0).hashValue == Model(-0.0).hashValue)
    #expect(Model(.nan) == Model(.nan))
  }

  @Test func `random documents that read equal are equal by value`() throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<200 {
      let value = RandomJSON.value(&random, depth: 3)
      let shuffled = shuffle(value, &random)
      #expect(value == shuffled)
      #expect(value.hashValue == shuffled.hashValue)
      #expect(value != .array([value]))
    }
  }

  private func shuffle(_ value: JSONValue, _ random: inout SeededRandom) -> JSONValue {
    switch value {
    case .array(let elements):
      var result: [JSONValue] = []
      for element in elements { result.append(shuffle(element, &random)) }
      return .array(result)
    case .object(let members):
      var result = JSONObject()
      for member in members.shuffled(using: &random) { result[member.key] = shuffle(member.value, &random) }
      return .object(result)
    default: return value
    }
  }
}
