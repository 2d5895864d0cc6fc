import OpenAPIClientRuntime
import Testing

@Suite("Boxes") struct BoxedTests {
  private struct Address: JSONCodable {
    var street: String
    var lines: [String?]

    init(street: String, lines: [String?] = []) {
      self.street = street
      self.lines = lines
    }

    init(json: JSONReader) throws {
      street = try json.value("street")
      lines = try json.value("lines", default: [])
    }

    func write(to json: inout JSONWriter) {
      json.write("street", street)
      json.write("lines", lines)
    }
  }

  private struct Order: JSONCodable {
    @Boxed var home: Address
    @BoxedOptional var work: Address?
    @BoxedOptional var next: Order?
    @BoxedOptional var note: Nullable<String>?

    init(home: Address, work: Address? = nil, next: Order? = nil, note: Nullable<String>? = nil) {
      self.home = home
      self.work = work
      self.next = next
      self.note = note
    }

    init(json: JSONReader) throws {
      home = try json.value("home")
      work = try json.value("work")
      next = try json.value("next")
      note = try json.value("note")
    }

    func write(to json: inout JSONWriter) {
      json.write("home", home)
      json.write("work", work)
      json.write("next", next)
      json.write("note", note)
    }
  }

  @Test func `a box is one word, whatever it holds`() {
    #expect(MemoryLayout<Boxed<Address>>.size == MemoryLayout<Int>.size)
    #expect(MemoryLayout<BoxedOptional<Address>>.size == MemoryLayout<Int>.size)
    #expect(MemoryLayout<Order>.size == 4 * MemoryLayout<Int>.size)
  }

  @Test func `boxed members read and write as if they were not boxed`() throws {
    for text in [
      #"{"home":{"street":"a","lines":["x",null]}}"#,
      #"{"home":{"street":"a","lines":[]},"work":{"street":"b","lines":[]},"note":null}"#,
      #"{"home":{"street":"a","lines":[]},"next":{"home":{"street":"c","lines":[]},"note":"n"}}"#,
    ] {
      #expect(try Order(jsonString: text).jsonString() == text)
    }
    #expect(throws: JSONError(path: "$.home", expected: "an object", found: "nothing")) { try Order(jsonString: "{}") }
    #expect(throws: JSONError(path: "$.work.street", expected: "a string", found: "5")) {
      try Order(jsonString: #"{"home":{"street":"a"},"work":{"street":5}}"#)
    }
  }

  @Test func `copies are values of their own`() {
    let first = Order(home: Address(street: "a"), work: Address(street: "b"))
    var second = first
    second.home.street = "c"
    second.work?.street = "d"
    second.next = first
    #expect(first.home.street == "a" && first.work?.street == "b" && first.next == nil)
    #expect(second.home.street == "c" && second.work?.street == "d" && second.next == first)
    second.work = nil
    #expect(second.work == nil && second != first)
    #expect(first == Order(home: Address(street: "a"), work: Address(street: "b")))
  }

  @Test func `boxes read and write by themselves`() throws {
    #expect(try [BoxedOptional<Address>](jsonString: "[null]").jsonString() == "[null]")
    #expect(try Boxed<Int>(jsonString: "5").wrappedValue == 5)
  }
}
