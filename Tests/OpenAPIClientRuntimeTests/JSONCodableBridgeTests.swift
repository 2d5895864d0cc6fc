import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct JSONCodableBridgeTests {
  @Test func `models go through JSONEncoder and JSONDecoder`() throws {
    let model = Images.GeneralResponse(
      code: 7, msg: "é\"", when: Date(timeIntervalSince1970: 1_700_000_000.25), level: .init(3))
    let data = try JSONEncoder().encode(model)
    #expect(try JSONValue(jsonBytes: [UInt8](data)) == JSONValue(encoding: model))
    #expect(try JSONDecoder().decode(Images.GeneralResponse.self, from: data) == model)
  }

  @Test func `models go through property lists`() throws {
    let model = Images.Node(name: "a", next: .init(name: "b", next: .init(name: "c")))
    for format in [PropertyListSerialization.PropertyListFormat.binary, .xml] {
      let encoder = PropertyListEncoder()
      encoder.outputFormat = format
      let data = try encoder.encode(model)
      #expect(try PropertyListDecoder().decode(Images.Node.self, from: data) == model)
    }
  }

  @Test func `models are members of synthesized types`() throws {
    struct Saved: Codable, Equatable {
      var task: Images.GeneralResponse
      var pets: [Images.Pet]
      var level: Images.Level
      var any: JSONValue
      var day: CalendarDate
    }
    let saved = Saved(
      task: .init(code: 1, msg: "m"), pets: [.cat(.init(lives: 9)), .dog(.init(barks: true))], level: .one,
      any: ["a": [1, 2.5, nil, true, "x"]], day: try #require(CalendarDate("2026-02-28")))
    let data = try JSONEncoder().encode(saved)
    #expect(try JSONDecoder().decode(Saved.self, from: data) == saved)
    #expect(try JSONValue(jsonBytes: [UInt8](data))["day"] == "2026-02-28")
  }

  @Test(arguments: [
    "null", "true", "1", "1.5", "\"s\"", "[1,[2,{}]]", #"{"a":{"b":[null,false]}}"#, "18446744073709551615",
    "12345678901234567890123", "-9223372036854775808", "0.1",
  ]) func `any value goes through JSONDecoder and JSONEncoder unchanged`(_ text: String) throws {
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    #expect(try value == JSONValue(jsonString: text))
    let data = try JSONEncoder().encode(value)
    #expect(try JSONValue(jsonBytes: [UInt8](data)) == value)
  }

  @Test func `random values go through JSONDecoder and JSONEncoder unchanged`() throws {
    var random = SeededRandom(seed: 5)
    for _ in 0..<50 {
      let value = RandomJSON.value(&random, depth: 3)
      let data = try JSONEncoder().encode(value)
      #expect(try JSONDecoder().decode(JSONValue.self, from: data) == value)
    }
  }

  @Test func `a value that doesn't fit is a DecodingError that names the path`() {
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Images.Node.self, from: Data(#"{"name":"a","next":{"name":1}}"#.utf8))
    }
    #expect(error.map { "\($0)".contains("$.next.name") } == true)
  }

  @Test func `extensible enums are their raw values`() throws {
    #expect(String(decoding: try JSONEncoder().encode([Images.Level.one]), as: UTF8.self) == "[1]")
    #expect(try JSONDecoder().decode([Images.Level].self, from: Data("[1,99]".utf8)) == [.one, .init(99)])
    #expect(try JSONDecoder().decode(Images.Draw.Resolution.self, from: Data("\"5:4\"".utf8)).rawValue == "5:4")
  }
}
