import OpenAPIClientRuntime
import Testing

@Suite("Members that are null") struct NullsTests {
  fileprivate struct Order: JSONCodable {
    var note: String?
    var total: Int?
    var inner: Inner?
    var parts: [Inner]?
    var nulls: Nulls<Order> = []

    init(note: String? = nil, total: Int? = nil, inner: Inner? = nil, parts: [Inner]? = nil, nulls: Nulls<Order> = []) {
      self.note = note
      self.total = total
      self.inner = inner
      self.parts = parts
      self.nulls = nulls
    }

    init(json: JSONReader) throws {
      note = try json.value("note")
      total = try json.value("total")
      inner = try json.value("inner")
      parts = try json.value("parts")
      nulls = try json.nulls(["note", "total", "inner"])
    }

    func write(to json: inout JSONWriter) {
      json.write(nulls: nulls)
      json.write("note", note)
      json.write("total", total)
      json.write("inner", inner)
      json.write("parts", parts)
    }
  }

  fileprivate struct Inner: JSONCodable {
    var note: String?
    var nulls: Nulls<Inner> = []

    init(json: JSONReader) throws {
      note = try json.value("note")
      nulls = try json.nulls(["note"])
    }

    func write(to json: inout JSONWriter) {
      json.write(nulls: nulls)
      json.write("note", note)
    }
  }

  @Test(arguments: ["{}", #"{"extra":null}"#, #"{"extra":{"a":null}}"#])
  func `the null of a JSONValue is a value`(_ text: String) throws {
    let read = try Free(jsonString: text)
    #expect(read.extra == (text == "{}" ? nil : read.extra?.isNull == true ? .null : ["a": nil]))
    #expect(try read.jsonString() == text)
    #expect(try Free(extra: read.extra).jsonString() == text)
  }

  fileprivate struct Free: JSONCodable {
    var extra: JSONValue?

    init(extra: JSONValue?) { self.extra = extra }

    init(json: JSONReader) throws { extra = try json.value("extra") }

    func write(to json: inout JSONWriter) { json.write("extra", extra) }
  }

  @Test(arguments: [
    "{}", #"{"note":null}"#, #"{"note":"a","total":null}"#, #"{"note":null,"total":null,"inner":null}"#,
    #"{"total":null,"inner":{"note":null}}"#, #"{"inner":{"note":null}}"#, #"{"inner":{},"parts":[{"note":null},{}]}"#,
    #"{"total":null,"parts":[{},{"note":null}]}"#, #"{"note":null,"inner":{},"parts":[]}"#,
  ])
  func `null members and absent members keep their difference`(_ text: String) throws {
    #expect(try Order(jsonString: text).jsonString() == text)
  }

  @Test func `a value wins over a null, and null is sent only on request`() throws {
    #expect(try Order(total: 5, nulls: [.note]).jsonString() == #"{"note":null,"total":5}"#)
    #expect(try Order(note: "a", nulls: [.note, .total]).jsonString() == #"{"note":"a","total":null}"#)
    var order = try Order(jsonString: #"{"note":null}"#)
    #expect(order.nulls == [.note] && order.nulls.contains(.note) && !order.nulls.contains(.total))
    #expect(order != Order())
    order.nulls.remove(.note)
    #expect(order == Order() && order.nulls.isEmpty)
    order.nulls.insert(.total)
    #expect(order.nulls.union([.note]) == [.total, .note])
    #expect(try order.jsonString() == #"{"total":null}"#)
  }

  @Test func `each element of a list keeps its own null members`() throws {
    let text = #"[{"note":null},{},{"total":1}]"#
    #expect(try [Order](jsonString: text).jsonString() == text)
    #expect(throws: JSONError.self) { try Order(jsonString: "[]") }
  }
}

extension Nulls.Member where Owner == NullsTests.Order {
  fileprivate static var note: Self { Self("note") }
  fileprivate static var total: Self { Self("total") }
}
