import OpenAPIClientRuntime
import Testing

@Suite("Unions") struct UnionTests {
  @Test func `a mapping by reference, two names for one variant, and what is unknown`() throws {
    let cat = try Schemas.PetByReference(jsonString: #"{"kind":"cat","meows":true}"#)
    #expect(cat == .cat(.init(kind: "cat", meows: true)))
    let puppy = try Schemas.PetByReference(jsonString: #"{"barks":true,"kind":"puppy"}"#)
    #expect(puppy == .dog(.init(kind: "puppy", barks: true)))
    let text = #"{"kind":"cow","milk":[1]}"#
    guard case .other(let cow) = try Schemas.PetByReference(jsonString: text) else { return #expect(Bool(false)) }
    #expect(cow["milk"] == [1])
    #expect(try roundTrip(Schemas.PetByReference.self, text) == text)
  }

  @Test func `a mapping by bare name, and none at all`() throws {
    #expect(try Schemas.PetByName(jsonString: #"{"kind":"d"}"#) == .dog(.init(kind: "d")))
    #expect(try Schemas.PetByDefault(jsonString: #"{"kind":"Dog"}"#) == .dog(.init(kind: "Dog")))
  }

  @Test func `a variant that does not declare the discriminator writes it all the same`() throws {
    #expect(try Schemas.PetByDefault.bird(.init(sings: true)).jsonString() == #"{"kind":"Bird","sings":true}"#)
    #expect(try roundTrip(Schemas.PetByDefault.self, #"{"kind":"Bird"}"#) == #"{"kind":"Bird"}"#)
  }

  @Test func `heirs of a base with a discriminator`() throws {
    let text =
      #"{"shapes":[{"type":"circle","colour":"red","radius":1.5},{"type":"square","side":2.5},{"type":"blob"}]}"#
    let drawing = try Schemas.Drawing(jsonString: text)
    #expect(drawing.shapes.first == .circle(.init(colour: "red", radius: 1.5)))
    #expect(drawing.shapes.map(\.colour) == ["red", nil, nil])
    #expect(try drawing.jsonString() == text)
    #expect(try Schemas.Shape.square(.init(side: 1.5)).jsonString() == #"{"type":"square","side":1.5}"#)
  }

  @Test func `without discriminator the variant wins that explains most`() throws {
    #expect(try Schemas.ByFit(jsonString: #"{"a":"x"}"#) == .small(.init(a: "x")))
    #expect(try Schemas.ByFit(jsonString: #"{"a":"x","b":1}"#) == .large(.init(a: "x", b: 1)))
    #expect(try Schemas.ByFit(jsonString: #"["s"]"#) == .strings(["s"]))
    #expect(try roundTrip(Schemas.ByFit.self, "12") == "12")
  }

  @Test func `a variant that is a union comes after those that know the value`() throws {
    #expect(try Schemas.UnionInUnion(jsonString: #"[{"kind":"c"}]"#) == .petByNames([.cat(.init(kind: "c"))]))
    #expect(try Schemas.UnionInUnion(jsonString: "[]") == .byFit(.strings([])))
    #expect(try Schemas.UnionInUnion(jsonString: #"{"a":"x"}"#) == .byFit(.small(.init(a: "x"))))
    #expect(try Schemas.UnionInUnion(jsonString: #"{"kind":"c"}"#) == .petByName(.cat(.init(kind: "c"))))
    #expect(try roundTrip(Schemas.UnionInUnion.self, #"{"kind":"new"}"#) == #"{"kind":"new"}"#)
  }

  @Test func `numbers tell variants apart however they are written`() throws {
    #expect(try Schemas.ByNumber(jsonString: #"{"size":1}"#) == .whole(.init(size: 1)))
    #expect(try Schemas.ByNumber(jsonString: #"{"size":1.0}"#) == .whole(.init(size: 1)))
    #expect(try Schemas.ByNumber(jsonString: #"{"size":0.5,"left":true}"#) == .half(.init(size: 0.5, left: true)))
    #expect(Schemas.Half().size == 0.5)
  }

  @Test func `fixed values tell variants apart`() throws {
    #expect(try Schemas.ByConstant(jsonString: #"{"at":1,"event":"stop"}"#) == .stop(.init(at: 1)))
    #expect(try Schemas.ByConstant.start(.init()).jsonString() == #"{"event":"start"}"#)
    #expect(try roundTrip(Schemas.ByConstant.self, #"{"event":"pause"}"#) == #"{"event":"pause"}"#)
  }

  @Test func `what stands beside the alternatives belongs to each`() throws {
    let value = try Schemas.OneOfSiblings(jsonString: #"{"shared":"s","right":2}"#)
    #expect(value == .right(.init(shared: "s", right: 2)))
    #expect(value.shared == "s")
    #expect(try value.jsonString() == #"{"shared":"s","right":2}"#)
  }

  @Test func `several types`() throws {
    #expect(try Schemas.Several(jsonString: #"{"id":"a"}"#).id == .string("a"))
    #expect(try Schemas.Several(jsonString: #"{"id":5}"#).id == .int(5))
    let text = #"{"id":1,"any":{"x":[1]},"numbers":[1,true]}"#
    #expect(try roundTrip(Schemas.Several.self, text) == text)
  }

  @Test func `a mapping to another file`() throws {
    #expect(try Older.Animal(jsonString: #"{"species":"cow","milk":3}"#) == .cow(.init(milk: 3)))
    #expect(try Older.Animal.hen(.init(eggs: 1)).jsonString() == #"{"species":"hen","eggs":1}"#)
  }

  @Test func `a default variant takes what is unmarked (3.2)`() throws {
    #expect(try Newer.Message(jsonString: #"{"text":"t"}"#) == .text(.init(type: nil, text: "t")))
    #expect(try roundTrip(Newer.Message.self, #"{"type":"unknown","text":"t"}"#) == #"{"type":"unknown","text":"t"}"#)
    #expect(try Newer.Message(jsonString: #"{"type":"picture"}"#) == .picture(.init()))
  }
}
