import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct JSONWritingTests {
  struct Empty: JSONCodable {
    init() {}
    init(json: JSONReader) throws { try json.requireObject() }
    func write(to json: inout JSONWriter) { json.object() }
  }

  struct Model: JSONCodable {
    var text: String?
    var list: [Int?] = []
    var null: String?
    var both: Nullable<Int>?
    var map: [String: Bool] = [:]
    var empty = Empty()

    init() {}

    init(json: JSONReader) throws {
      text = try json.value("text")
      list = try json.value("list")
      null = try json.value("null")
      both = try json.value("both")
      map = try json.additionalProperties(besides: ["text", "list", "null", "both", "empty"])
      empty = try json.value("empty")
    }

    func write(to json: inout JSONWriter) {
      json.write("text", text)
      json.write("list", list)
      json.write("null", orNull: null)
      json.write("both", both)
      json.write("empty", empty)
      json.write(additionalProperties: map)
    }
  }

  @Test(arguments: ["\"", "\\", "\n", "\u{1}", "\u{1F}", "\u{7F}", "é", "海", "🌊", " ", "!", "[", "]"])
  func `a character comes back from every position of a text`(_ character: String) throws {
    for before in 0..<40 {
      for after in [0, 1, 15, 16, 17] {
        let text = String(repeating: "a", count: before) + character + String(repeating: "b", count: after)
        #expect(try String(jsonBytes: text.jsonBytes()) == text)
        #expect(try JSONSerialization.jsonObject(with: Data([text].jsonBytes())) as? [String] == [text])
      }
    }
  }

  @Test func `absent members are left out, and null is written on request`() throws {
    #expect(try Model().jsonString() == #"{"list":[],"null":null,"empty":{}}"#)
    var model = Model()
    model.text = "t"
    model.list = [1, nil]
    model.both = .null
    model.map = ["z": true, "y": false]
    #expect(
      try model.jsonString()
        == #"{"text":"t","list":[1,null],"null":null,"both":null,"empty":{},"y":false,"z":true}"#)
    #expect(try Model(jsonBytes: model.jsonBytes()) == model)
  }

  @Test func `an object with only absent members is an empty object`() throws {
    struct Absent: JSONCodable {
      var a: Int?
      init(json: JSONReader) throws { a = try json.value("a") }
      init() {}
      func write(to json: inout JSONWriter) { json.write("a", a) }
    }
    #expect(try Absent().jsonString() == "{}")
    #expect(try [Absent(), Absent()].jsonString() == "[{},{}]")
    #expect(try ["k": Absent()].jsonString() == #"{"k":{}}"#)
  }

  @Test func `strings are escaped where they must be`() throws {
    #expect(try "a\"b\\c/\n\r\t\u{1}\u{1f}é😀\u{7f}".jsonString() == #""a\"b\\c/\n\r\t\u0001\u001fé😀"# + "\u{7f}\"")
    #expect(try ["a\"": 1].jsonString() == #"{"a\"":1}"#)
  }

  @Test func `numbers are written exactly`() throws {
    #expect(try Int.min.jsonString() == "-9223372036854775808")
    #expect(try UInt64.max.jsonString() == "18446744073709551615")
    #expect(try Int8(-128).jsonString() == "-128")
    #expect(try 0.1.jsonString() == "0.1")
    #expect(try 1e300.jsonString() == "1e+300")
    #expect(try Float(0.1).jsonString() == "0.1")
  }

  @Test func `NaN is an error and not a silent null`() {
    #expect(throws: JSONError.self) { try Double.nan.jsonString() }
    #expect(throws: JSONError.self) { try ["a": [1, Double.infinity]].jsonBytes() }
    #expect(throws: JSONError.self) { try Float.infinity.jsonBytes() }
  }

  @Test func `the members of a variant are written into the object with the discriminator`() throws {
    #expect(try Images.Pet.cat(.init(lives: 9)).jsonString() == #"{"type":"cat","lives":9}"#)
  }

  @Test func `tuples are arrays of positions`() throws {
    struct Tuple: JSONCodable {
      var name: String
      var weight: Double?
      var rest: [Int]
      init(json: JSONReader) throws {
        name = try json.element(0)
        weight = try json.element(1)
        rest = try json.elements(from: 2)
      }
      func write(to json: inout JSONWriter) {
        json.element(name)
        json.element(weight)
        json.writeElements(rest)
      }
    }
    let tuple = try Tuple(jsonString: #"["a",1.5,3,4]"#)
    #expect(tuple.rest == [3, 4])
    #expect(try tuple.jsonString() == #"["a",1.5,3,4]"#)
    let short = try Tuple(jsonString: #"["a"]"#)
    #expect(short.weight == nil && short.rest.isEmpty)
    #expect(throws: JSONError.self) { try Tuple(jsonString: "[]") }
    #expect(throws: JSONError.self) { try Tuple(jsonString: "{}") }
  }

  @Test func `constants and patterns are kept`() throws {
    struct Model: JSONCodable {
      var numbers: [String: Int]
      var others: [String: String]
      init(json: JSONReader) throws {
        try json.constant("kind", "model")
        numbers = try json.patternProperties("^n[0-9]+$", besides: ["kind"])
        others = try json.additionalProperties(besides: ["kind"], patterns: ["^n[0-9]+$"])
      }
      func write(to json: inout JSONWriter) {
        json.write("kind", "model")
        json.write(additionalProperties: numbers)
        json.write(additionalProperties: others)
      }
    }
    let model = try Model(jsonString: #"{"kind":"model","n1":1,"n22":2,"note":"x"}"#)
    #expect(model.numbers == ["n1": 1, "n22": 2])
    #expect(model.others == ["note": "x"])
    let error = #expect(throws: JSONError.self) { try Model(jsonString: #"{"kind":"other"}"#) }
    #expect(error?.path == "$.kind")
    #expect(error?.expected == #""model""#)
  }

  @Test func `recursion goes through a box`() throws {
    let text = #"{"name":"a","next":{"name":"b","next":{"name":"c"},"note":null},"note":"x"}"#
    let node = try Images.Node(jsonString: text)
    #expect(node.next?.next?.name == "c")
    #expect(node.next?.note == .null)
    #expect(node.note == .value("x"))
    #expect(node.next?.next?.note == nil)
    #expect(try node.jsonString() == text)
  }
}
