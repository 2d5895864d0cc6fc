import Foundation
import OpenAPIClientRuntime
import Testing

@Suite("Objects, maps, tuples, recursion") struct ObjectTests {
  @Test func `allOf with siblings is one flat struct`() throws {
    let value = Schemas.AllOfSiblings(id: "1", name: "n", own: "o")
    #expect(try value.jsonString() == #"{"id":"1","name":"n","own":"o"}"#)
    #expect(try Schemas.AllOfSiblings(jsonString: #"{"own":"x","id":"1"}"#).own == "x")
  }

  @Test func `siblings of a reference count`() throws {
    #expect(try roundTrip(Schemas.ReferenceSiblings.self, #"{"id":"1","beside":2}"#) == #"{"id":"1","beside":2}"#)
  }

  @Test func `named properties, patterns and further members keep their types`() throws {
    let text = #"{"name":"n","x-a":1,"isB":true,"c":{"id":"d"}}"#
    let value = try Schemas.Maps(jsonString: text)
    #expect(value.patternProperties == ["x-a": 1])
    #expect(value.patternProperties2 == ["isB": true])
    #expect(value.additionalProperties == ["c": Schemas.Base(id: "d")])
    #expect(try JSONValue(jsonString: value.jsonString()) == JSONValue(jsonString: text))
  }

  @Test func `patterns are read though nothing else may be there`() throws {
    let value = try Schemas.Closed(jsonString: #"{"a":"1","s_b":"2","other":3}"#)
    #expect(value.patternProperties == ["s_b": "2"])
    #expect(value.a == "1")
  }

  @Test func `maps of lists, and free objects`() throws {
    let map = try Schemas.Dictionary(jsonString: #"{"a":[{"id":"1"}]}"#)
    #expect(map["a"]?.first?.id == "1")
    #expect(try roundTrip(Schemas.Free.self, #"{"b":[1,2.5,null],"a":{}}"#) == #"{"a":{},"b":[1,2.5,null]}"#)
  }

  @Test func `positions have types of their own`() throws {
    let position = try Schemas.Position(jsonString: #"[1.5,2.5,"m",true,false]"#)
    #expect(position.first == 1.5)
    #expect(position.third == "m")
    #expect(position.rest == [true, false])
    #expect(try position.jsonString() == #"[1.5,2.5,"m",true,false]"#)
    #expect(try roundTrip(Schemas.Position.self, "[0.5,2.5]") == "[0.5,2.5]")
    let gap = Schemas.Position(first: 0.5, second: 1.5, rest: [true])
    #expect(try gap.jsonString() == "[0.5,1.5,null,true]", "what comes after keeps its place")
    #expect(try Schemas.Pair(first: "a", second: .init(id: "b")).jsonString() == #"["a",{"id":"b"}]"#)
    #expect(throws: JSONError.self) { try Schemas.Pair(jsonString: #"["a"]"#) }
  }

  @Test(
    arguments: [
      (Schemas.Tree.self, #"{"value":1,"children":[{"value":2}],"byName":{"a":{"value":3}}}"#),
      (Schemas.Chain.self, #"{"value":1,"next":{"value":2,"next":{}}}"#),
      (Schemas.Egg.self, #"{"hen":{"egg":{"hen":null}}}"#),
      (Schemas.Expression.self, #"{"op":"+","left":1.5,"right":{"op":"*","left":2.5,"right":3.5}}"#),
      (Schemas.Nested.self, "[[],[[]]]"),
      (Schemas.NestedMap.self, #"{"a":{"b":{}}}"#),
      (Schemas.AnyValue.self, #"["a",{"b":["c"]}]"#),
      (Schemas.Cons.self, "[1,[2,null]]"),
      (Schemas.Grown.self, #"{"id":"a","more":{"id":"b"}}"#),
    ] as [(any JSONCodable.Type, String)])
  func `recursion through anything`(_ type: any JSONCodable.Type, _ text: String) throws {
    #expect(try roundTrip(type, text) == text)
  }

  @Test func `recursive values are made like any other`() throws {
    var chain = Schemas.Chain(value: 1, next: Schemas.Chain(value: 2))
    chain.next?.value = 3
    #expect(chain.next == Schemas.Chain(value: 3))
    let sum = Schemas.Expression.object(.init(op: "+", left: .double(1.5), right: .double(2.5)))
    #expect(try sum.jsonString() == #"{"op":"+","left":1.5,"right":2.5}"#)
  }

  @Test func `boolean schemas are any JSON`() throws {
    let text = #"{"anything":[1],"nothing":"x","list":[null,{}],"reference":0}"#
    #expect(try roundTrip(Schemas.Booleans.self, text) == text)
  }

  @Test func `references lead to definitions, anchors, properties, positions and responses`() throws {
    let text =
      #"{"inner":{"x":1},"anchored":{"y":2},"property":"p","item":1.5,"answer":{"kind":"cat","meows":true}}"#
    let value = try Schemas.WithDefinitions(jsonString: text)
    #expect(value.inner == Schemas.Inner(x: 1))
    #expect(value.anchored == Schemas.Anchored(y: 2))
    #expect(value.property == "p")
    #expect(value.item == 1.5)
    #expect(value.answer == Schemas.Cat(kind: "cat", meows: true))
    let written = try value.jsonString()
    #expect(written == text)
  }

  @Test func `properties of conditions are kept`() throws {
    #expect(
      try roundTrip(Schemas.Conditional.self, #"{"kind":"a","onlyA":1,"onlyB":2}"#)
        == #"{"kind":"a","onlyA":1,"onlyB":2}"#)
  }

  @Test func `formats`() throws {
    let text =
      #"{"instant":"2024-02-29T12:00:00.250Z","day":"2024-02-29","uuid":"0dc5df4c-0a0e-4c5b-9c3f-000000000001","bytes":"AAE=","encoded":"/w==","uri":"","int32":-1,"int64":9007199254740993,"float":0.5,"double":0.1,"other":"P1D"}"#
    let value = try Schemas.Formats(jsonString: text)
    #expect(value.instant == Date(timeIntervalSince1970: 1_709_208_000.25))
    #expect(value.day == CalendarDate(year: 2024, month: 2, day: 29))
    #expect(value.bytes == Data([0, 1]))
    #expect(value.encoded == Data([255]))
    #expect(value.uri == "", "an empty link must not lose a response")
    #expect(value.int64 == 9_007_199_254_740_993)
    let written = try value.jsonString()
    #expect(written == text)
    #expect(try Schemas.Formats(jsonString: #"{"instant":"2024-02-29T13:00:00+01:00"}"#).instant != nil)
  }

  @Test func `names of any kind become identifiers, each its own`() throws {
    let keys = [
      "class", "Class", "self", "init", "@type", "$ref", "a b", "a-b", "a.b", "😀", "éa", "1", "hashValue",
      "description", "json", "Type",
    ]
    var object = JSONObject()
    for key in keys { object[key] = .string("value of \(key)") }
    object["+1"] = 1
    object["-1"] = 2
    let value: Schemas.OddNames = try JSONValue.object(object).decode()
    #expect(value.`class` == "value of class")
    #expect(value.plus1 == 1)
    #expect(value.minus1 == 2)
    #expect(try JSONValue(jsonString: value.jsonString()) == .object(object))
  }
}
