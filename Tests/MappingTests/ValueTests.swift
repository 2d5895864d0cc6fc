import OpenAPIClientRuntime
import Testing

@Suite("Null, constants, enums, defaults, rules") struct ValueTests {
  @Test func `null in every form is nil`() throws {
    let text =
      #"{"listed":null,"anyOf":null,"oneOf":null,"enumerated":null,"reference":null,"list":[1,null],"map":{"a":null,"b":"c"}}"#
    let value = try Schemas.Nulls(jsonString: text)
    #expect(value.listed == nil)
    #expect(value.oneOf == nil)
    #expect(value.enumerated == nil)
    #expect(value.reference == nil)
    #expect(value.list == [1, nil])
    #expect(value.map == ["a": nil, "b": "c"])
    let written = try value.jsonString()
    #expect(written == text, "required and null is written")
    let full = #"{"listed":"l","anyOf":"a","oneOf":{"id":"o"},"enumerated":"b","reference":{"id":"r"}}"#
    #expect(try roundTrip(Schemas.Nulls.self, full) == full)
    #expect(try Schemas.Nulls(jsonString: full).enumerated == .b)
  }

  @Test func `absent and null differ in a request`() async throws {
    let none = try await request(Schemas.patchPet(body: .init(version: 1, parent: nil)))
    #expect(none.text == #"{"version":1,"parent":null}"#)
    let null = try await request(Schemas.patchPet(body: .init(version: 1, parent: "p", nulls: [.name, .owner])))
    #expect(null.text == #"{"version":1,"parent":"p","name":null,"owner":null}"#)
    let values = Schemas.Patch(version: 1, parent: nil, name: "n", size: 2, owner: .init(id: "o"))
    #expect(
      try await request(Schemas.patchPet(body: values)).text
        == #"{"version":1,"parent":null,"name":"n","size":2,"owner":{"id":"o"}}"#)
    #expect(try Schemas.Patch(jsonString: #"{"version":1,"parent":null,"name":null}"#).nulls == [.name])
    #expect(try Schemas.Patch(jsonString: #"{"version":1,"parent":null}"#).nulls.isEmpty)
  }

  @Test func `a response may be null as a whole`() async throws {
    #expect(try await output(Schemas.maybeAnswer(), "null") == nil)
    #expect(try await output(Schemas.maybeAnswer(), #"{"kind":"cat"}"#)?.kind == "cat")
  }

  @Test func `null of OpenAPI 3.0`() throws {
    let text = #"{"must":null,"may":null,"reference":null,"state":null,"number":1.5,"list":[1,null],"more":5}"#
    let value = try Older.Thing(jsonString: text)
    #expect(value.must == nil)
    #expect(value.may == nil && value.nulls.contains(.may))
    #expect(value.state == nil && value.nulls.contains(.state))
    #expect(value.list == [1, nil] && !value.nulls.contains(.list))
    #expect(value.additionalProperties == ["more": 5])
    let written = try value.jsonString()
    #expect(written == text)
    #expect(
      try Older.Thing(must: nil, state: .on, number: 1.5).jsonString()
        == #"{"must":null,"state":"on","number":1.5}"#)
  }

  @Test func `constants are sent always and checked on reading`() throws {
    #expect(try Schemas.Constants().jsonString() == #"{"object":"list","version":2,"on":true}"#)
    #expect(Schemas.Constants().version == 2)
    #expect(throws: JSONError.self) { try Schemas.Constants(jsonString: #"{"object":"other","version":2,"on":true}"#) }
    #expect(throws: JSONError.self) { try Schemas.Constants(jsonString: #"{"object":"list","version":3,"on":true}"#) }
    #expect(try Schemas.Constants(jsonString: #"{"object":"list","version":2,"on":true,"maybe":"x"}"#).maybe == "x")
  }

  @Test func `enums of every type are open sets`() throws {
    let text =
      #"{"text":"+1","integer":-1,"number":-2.25,"boolean":true,"untyped":"x","mixed":1,"cases":"Asc","varnames":1,"list":["one","new"]}"#
    let value = try Schemas.Enums(jsonString: text)
    #expect(value.text == .plus1)
    #expect(value.integer == .minus1)
    #expect(value.number == .minus2_25)
    #expect(value.untyped == .x)
    #expect(value.mixed == .value1)
    #expect(value.cases == .Asc)
    #expect(value.varnames == .on)
    #expect(value.list == [.one, .init(rawValue: "new")])
    let written = try value.jsonString()
    #expect(written == text)
    let unknown = #"{"text":"?","integer":7,"number":1.125,"boolean":false,"mixed":null}"#
    #expect(try roundTrip(Schemas.Enums.self, unknown) == unknown)
    #expect(try Schemas.Titled(jsonString: "2") == .high)
  }

  @Test func `what a response leaves out is nil, whatever its default`() async throws {
    let output = try await output(Schemas.patchPet(body: .init(version: 1, parent: nil)), "{}")
    #expect(output == Schemas.Answered())
    #expect(output.count == nil && output.label == nil && output.ratio == nil && output.state == nil)
    #expect(output.tags == nil && output.deep == nil)
  }

  @Test func `a default is not sent unless it is said`() async throws {
    let sent = try await request(Schemas.putAccount(body: .init(password: "p")))
    #expect(sent.text == #"{"name":"anonymous","password":"p"}"#, "required, so it is said by the initializer")
    #expect(try await request(Schemas.putAccount(body: .init(password: "p", level: 3))).text.contains(#""level":3"#))
  }

  @Test func `what only the service sets is not asked for, what is only sent is not expected`() async throws {
    let output = try await output(
      Schemas.putAccount(body: .init(password: "p")), #"{"id":"1","name":"n","created":"2024-01-01T00:00:00Z"}"#)
    #expect(output.id == "1")
    #expect(output.password == nil)
    #expect(output.created != nil)
  }

  @Test func `rules are checked by validate, and before sending when the client is told to`() async throws {
    #expect(Schemas.Limits(count: 1, share: 0.5, even: 4, name: "abc", list: ["a", "b"]).problems() == [])
    let wrong = Schemas.Limits(
      count: 0, share: 1, even: 3, name: "A", list: ["abcd", "abcd", "c"], inner: .init(depth: 6),
      members: ["a": "", "b": ""])
    let problems = wrong.problems()
    for name in ["count", "share", "even", "name", "list", "inner.depth", "members"] {
      #expect(problems.contains { $0.hasPrefix("'\(name)'") }, "\(name): \(problems)")
    }
    #expect(problems.filter { $0.hasPrefix("'name'") }.count == 2, "length and pattern")
    #expect(problems.contains { $0.hasPrefix("'list[0]'") }, "elements have rules too: \(problems)")
    let recorder = Recorder()
    let client = PlainClient(recorder)
    try await client.send(Schemas.putLimits(body: wrong))
    await #expect(throws: ClientError.self) {
      try await client.with { $0.validatesRequests = true }.send(Schemas.putLimits(body: wrong))
    }
    #expect(await recorder.sent.count == 1)
  }

  @Test func `numbers outside of 64 bits don't refuse a document, and bound nothing`() {
    #expect(Schemas.Limits(huge: .max).problems() == [])
    #expect(Schemas.Limits(huge: .min).problems() == [])
  }

  @Test func `a boolean exclusiveMinimum of 3.0 is a rule`() {
    #expect(Older.Thing(must: nil, number: 0).problems().count == 1)
    #expect(Older.Thing(must: nil, number: 10).problems() == [])
  }
}
