import OpenAPIClientRuntime
import Testing

/// A namespace as generated code has it.
enum Zoo {
  struct Pet: JSONModel {
    var name: String
    @BoxedOptional var friend: Pet?
    @Boxed private var members_1: Members_1
    private var deprecated_age: Int?
    var nulls: Nulls<Pet> = []

    private struct Members_1: Sendable {
      var legs: Int?
      @BoxedOptional var mother: Pet?
    }

    init(name: String, friend: Pet? = nil, legs: Int? = nil, age: Int? = nil) {
      self.name = name
      self.friend = friend
      members_1 = Members_1(legs: legs)
      deprecated_age = age
    }

    init(json: JSONReader) throws { self.init(name: try json.value("name")) }
    func write(to json: inout JSONWriter) { json.write("name", name) }
  }

  enum Guest: JSONModel {
    case pet(Pet)
    indirect case other(JSONValue)

    init(json: JSONReader) throws { self = .other(try json.decode()) }
    func write(to json: inout JSONWriter) { json.write("guest", 1) }
  }
}

@Suite("Models as text") struct JSONModelTests {
  @Test func `the description hides how members are stored, and leaves out nil`() {
    #expect("\(Zoo.Pet(name: "Tom"))" == #"Pet(name: "Tom")"#)
    #expect(
      "\(Zoo.Pet(name: "Tom", friend: .init(name: "Spike"), legs: 4, age: 7))"
        == #"Pet(name: "Tom", friend: Pet(name: "Spike"), legs: 4, age: 7)"#)
  }

  @Test func `a union shows its case`() {
    #expect("\(Zoo.Guest.pet(.init(name: "Tom")))" == #"pet(Pet(name: "Tom"))"#)
    #expect("\([Zoo.Guest.other(.string("x"))])" == #"[other("x")]"#)
  }
}
