import OpenAPIClientGenerator
import Testing

/// What a change of a document means to Swift callers.
@Suite struct PlanComparisonTests {
  /// The changes between two documents, of which only what is given differs.
  static func changes(
    schemas: (String, String)? = nil, paths: (String, String)? = nil, servers: (String, String)? = nil,
    more: (String, String) = ("", ""), pages: Bool = false, groups: Bool = false
  ) -> [String] {
    func plan(_ pick: ((String, String)) -> String, _ names: [Change.Pin] = []) -> ClientPlan {
      let servers = servers.map(pick) ?? #"[{"url": "https://example.com"}]"#
      return PlanSketch(
        document: """
          {"openapi": "3.1.0", "info": {"title": "Test", "version": "1"}, "servers": \(servers),
           "paths": {\(paths.map(pick) ?? "")}, "components": {"schemas": {\(schemas.map(pick) ?? "")}\(pick(more))}}
          """
      ) {
        for pin in names { $0.names[pin.key] = pin.name }
        if pages { $0.pages = .usual }
        $0.isGroupedByTag = groups
      }.plan
    }
    return PlanComparison.changes(from: plan(\.0), to: plan(\.1)) { plan(\.1, $0) }.map(\.description)
  }

  static func object(_ properties: String, required: [String] = []) -> String {
    let required = required.map { "\"\($0)\"" }.joined(separator: ", ")
    return #"{"type": "object", "required": [\#(required)], "properties": {\#(properties)}}"#
  }

  static func get(_ path: String, _ members: String) -> String {
    #""\#(path)": {"get": {\#(members)}}"#
  }

  static func response(_ schema: String) -> String {
    #"{"description": "", "content": {"application/json": {"schema": \#(schema)}}}"#
  }

  static func reference(_ name: String) -> String { ##"{"$ref": "#/components/schemas/\##(name)"}"## }

  @Test func `equal types that part ways keep their names`() {
    let same = Self.object(#""x": {"type": "string"}"#)
    let more = Self.object(#""x": {"type": "string"}, "y": {"type": "string"}"#)
    func two(_ second: String) -> String {
      #""A": \#(Self.object(#""in": \#(same)"#)), "B": \#(Self.object(#""in": \#(second)"#))"#
    }
    #expect(
      Self.changes(schemas: (two(same), two(more))) == [
        "additive: B.In.y is new", "documentation: B.In is a type of its own now, no longer another name of A.In",
      ])
    let back = Self.changes(schemas: (two(more), two(same)))
    #expect(back.filter { $0.hasPrefix("breaking") } == ["breaking: B.In.y is gone"])
  }

  @Test func `a second variant is only one more case where a discriminator announces it`() {
    func identity(_ names: String...) -> String {
      let variants = names.map(Self.reference).joined(separator: ", ")
      let objects = names.map { #""\#($0)": \#(Self.object(#""kind": {"type": "string"}"#, required: ["kind"]))"# }
      return ([#""Identity": {"oneOf": [\#(variants)], "discriminator": {"propertyName": "kind"}}"#] + objects)
        .joined(separator: ", ")
    }
    #expect(
      Self.changes(schemas: (identity("Role"), identity("Role", "User"))) == [
        "breaking: Identity.user is new", "additive: User is new",
      ])
  }

  @Test func `a second value is an addition, except where the only one identified a variant`() {
    func tool(_ values: String) -> String {
      #""Tool": \#(Self.object(#""type": {"type": "string", "enum": [\#(values)]}"#, required: ["type"]))"#
    }
    #expect(
      Self.changes(schemas: (tool(#""f""#), tool(#""f", "g""#))) == ["additive: Tool.Kind.g is new"])
    let either = ##", "Either": {"oneOf": [{"$ref": "#/components/schemas/Tool"}, {"type": "string"}]}"##
    #expect(
      Self.changes(schemas: (tool(#""f""#), tool(#""f""#) + either)) == [
        "additive: Tool.type may be left out of the initializer now", "additive: Either is new",
      ])
    #expect(
      Self.changes(schemas: (tool(#""f""#) + either, tool(#""f", "g""#) + either)) == [
        "breaking: Tool.type must be given to the initializer now", "additive: Tool.Kind.g is new",
      ])
  }

  @Test func `a variant without the property that distinguishes the others is an addition`() {
    func variant(_ name: String) -> String {
      Self.object(#""kind": {"const": "\#(name)"}, "\#(name)": {"type": "integer"}"#)
    }
    func union(_ card: String, _ bank: String, _ more: String = "") -> String {
      #""Payment": {"oneOf": [\#(card), \#(bank)\#(more)]}"#
    }
    func breaking(_ old: String, _ new: String) -> [String] {
      Self.changes(schemas: (old, new)).filter { $0.hasPrefix("breaking") }
    }
    let cash = ", " + Self.object(#""coins": {"type": "integer"}"#, required: ["coins"])
    let (card, bank) = (variant("card"), variant("bank"))
    #expect(breaking(union(card, bank), union(card, bank, cash)) == ["breaking: Payment.object is new"])
    // The union changes nothing of what stands elsewhere.
    let components = #""Card": \#(card), "Bank": \#(bank)"#
    let both = components + ", " + union(Self.reference("Card"), Self.reference("Bank"))
    #expect(Self.changes(schemas: (components, both)) == ["additive: Payment is new"])
    let three = components + ", " + union(Self.reference("Card"), Self.reference("Bank"), cash)
    #expect(breaking(both, three) == ["breaking: Payment.object is new"])
  }

  @Test func `a multipart body is the same whatever else is made of its component, and a second body is a choice`() {
    let photo = #""Photo": \#(Self.object(#""file": {"type": "string", "format": "binary"}"#))"#
    func send(_ path: String, _ type: String) -> String {
      #""\#(path)": {"post": {"operationId": "\#(path.dropFirst())", "requestBody": {"content": {\#(type)}}, "responses": {}}}"#
    }
    func media(_ type: String) -> String { #""\#(type)": {"schema": \#(Self.reference("Photo"))}"# }
    let form = send("/a", media("multipart/form-data"))
    #expect(
      Self.changes(schemas: (photo, photo), paths: (form, form + ", " + send("/b", media("application/json")))) == [
        "additive: Client.b is new"
      ])
    let both = send("/a", media("multipart/form-data") + ", " + media("application/json"))
    #expect(
      Self.changes(schemas: (photo, photo), paths: (form, both)).filter { $0.hasPrefix("breaking") } == [
        "breaking: A.Body is called A.Form now", "breaking: A.Body is another type now",
      ])
  }

  @Test func `the elements of all pages come, go and change their type`() {
    func list(_ item: String, next: String) -> String {
      Self.get(
        "/orders",
        """
        "operationId": "listOrders",
        "parameters": [{"name": "cursor", "in": "query", "schema": {"type": "string"}}],
        "responses": {"200": \(Self.response(Self.object(
          #""data": {"type": "array", "items": {"type": "\#(item)"}}, "\#(next)": {"type": "string"}"#)))}
        """)
    }
    func changes(_ old: String, _ new: String) -> [String] {
      Self.changes(paths: (old, new), pages: true).filter { $0.contains("Paged") }
    }
    let (none, some) = (list("string", next: "note"), list("string", next: "next_cursor"))
    #expect(changes(none, some) == ["additive: Client.listOrdersPaged is new"])
    #expect(changes(some, none) == ["breaking: Client.listOrdersPaged is gone"])
    #expect(
      changes(some, list("integer", next: "next_cursor")) == [
        "breaking: Client.listOrdersPaged gives the elements of [Int] instead of [String]"
      ])
    #expect(
      changes(some, list("string", next: "next")) == [
        "documentation: Client.listOrdersPaged requests its pages in another way"
      ])
  }

  @Test func `an operation that gets another tag moves to another group, and keeps its value`() {
    func create(_ tag: String, id: String = "createOrder") -> String {
      Self.get("/orders", #""operationId": "\#(id)", "tags": ["\#(tag)"], "responses": {"204": {"description": ""}}"#)
    }
    func changes(_ old: String, _ new: String, groups: Bool = true) -> [String] {
      Self.changes(paths: (old, new), groups: groups).filter { !$0.contains("described") }
    }
    #expect(changes(create("orders"), create("sales"), groups: false) == [])
    #expect(
      changes(create("orders"), create("sales")) == [
        "breaking: Client.orders.create is called sales.createOrder now"
      ])
    #expect(
      changes(create("orders"), create("orders", id: "addOrder")) == [
        "breaking: Client.orders.create is called orders.add now",
        #"breaking: createOrder is called addOrder now; "names": {"GET /orders":"createOrder"} keeps the name"#,
      ])
    // More operations change no name.
    let more = create("orders") + ", " + Self.get("/a", #""operationId": "create", "tags": ["orders"]"#)
    #expect(changes(create("orders"), more).allSatisfy { $0.hasPrefix("additive: ") })
  }

  // MARK: Types

  @Test func `equal documents have no changes`() {
    let pet = #""Pet": \#(Self.object(#""id": {"type": "integer"}"#))"#
    #expect(Self.changes(schemas: (pet, pet)).isEmpty)
  }

  @Test func `what is gone or has another type breaks callers, what is new does not`() {
    let old = Self.object(#""id": {"type": "integer"}, "tag": {"type": "string"}"#, required: ["id"])
    let new = Self.object(
      #""id": {"type": "string"}, "name": {"type": "string"}, "born": {"type": "string", "format": "date-time"}"#,
      required: ["id", "born"])
    #expect(
      Self.changes(schemas: (#""Pet": \#(old)"#, #""Pet": \#(new)"#)) == [
        "breaking: Pet.id is String instead of Int", "breaking: Pet.tag is gone", "breaking: Pet.born is new",
        "additive: Pet.name is new",
      ])
  }

  @Test func `a further variant of a union takes no shared member away and may bring some`() {
    let id = Self.object(#""id": {"type": "integer"}, "name": {"type": "string"}"#)
    func schemas(_ variants: [(name: String, schema: String)]) -> String {
      let union = variants.map { Self.reference($0.name) }.joined(separator: ", ")
      return ([#""Pet": {"oneOf": [\#(union)]}"#] + variants.map { "\"\($0.name)\": \($0.schema)" })
        .joined(separator: ", ")
    }
    let old = [("Cat", id), ("Dog", Self.object(#""id": {"type": "integer"}"#))]
    let more = Self.object(#""id": {"type": "string"}, "name": {"type": "string"}"#)
    #expect(
      Self.changes(schemas: (schemas(old), schemas(old + [("Fox", more)]))) == [
        "breaking: Pet.fox is new", "additive: Pet.name is new", "additive: Fox is new",
      ])
    let other = [old[0], ("Dog", Self.object(#""id": {"type": "string"}"#))]
    #expect(
      Self.changes(schemas: (schemas(old), schemas(other))) == [
        "breaking: Pet.id is gone", "breaking: Dog.id is String? instead of Int?",
      ])
  }

  @Test func `what was Identifiable and is no longer breaks callers`() {
    let old = Self.object(#""id": {"type": "integer"}"#, required: ["id"])
    func changes(_ new: String) -> [String] {
      Self.changes(schemas: (#""Pet": \#(old)"#, #""Pet": \#(new)"#))
    }
    #expect(changes(Self.object(#""id": {"type": "string"}"#, required: ["id"])).count == 1)
    #expect(
      changes(Self.object(#""id": {"type": "integer"}"#)).contains("breaking: Pet is not Identifiable any more"))
  }

  @Test func `a new case of a union breaks callers that switch, a new value of an extensible enum does not`() {
    func schemas(_ types: String, _ values: String) -> String {
      #""U": {"type": [\#(types)]}, "E": {"enum": [\#(values)]}"#
    }
    #expect(
      Self.changes(
        schemas: (
          schemas(#""string", "integer""#, #""a", "z""#), schemas(#""string", "integer", "boolean""#, #""a", "z", "b""#)
        )) == ["breaking: U.bool is new", "additive: U takes boolean literals now", "additive: E.b is new"])
  }

  @Test func `members in another order change the order of arguments and break callers`() {
    let old = Self.object(#""a": {"type": "string"}, "b": {"type": "string"}"#)
    let new = Self.object(#""b": {"type": "string"}, "c": {"type": "string"}, "a": {"type": "string"}"#)
    #expect(
      Self.changes(schemas: (#""Pet": \#(old)"#, #""Pet": \#(new)"#)) == [
        "breaking: Pet takes its arguments in another order", "additive: Pet.c is new",
      ])
  }

  @Test func `a type that becomes another name of an equal one is the same`() {
    let pet = Self.object(#""a": {"type": "string"}"#)
    #expect(
      Self.changes(
        schemas: (#""A": \#(pet), "B": \#(pet)"#, #""A": \#(pet), "B": \#(Self.reference("A"))"#)) == [])
    let identified = #"{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}"#
    #expect(
      Self.changes(
        schemas: (#""A": \#(identified), "B": \#(identified)"#, #""A": \#(identified), "B": \#(Self.reference("A"))"#))
        == [])
  }

  // MARK: Meaning

  @Test func `a name that stands for another member breaks callers, though they compile`() {
    let old = Self.object(#""user_name": {"type": "string"}"#)
    let new = Self.object(#""userName": {"type": "string"}, "user_name": {"type": "string"}"#)
    #expect(
      Self.changes(schemas: (#""Pet": \#(old)"#, #""Pet": \#(new)"#)) == [
        "breaking: Pet.userName is called user_name now; "
          + ##""names": {"#/components/schemas/Pet/properties/user_name":"userName"} keeps the name"##,
        "breaking: Pet.userName is the member `userName` instead of `user_name`",
      ])
  }

  @Test func `a member that is another one of the document breaks callers`() {
    #expect(
      Self.changes(
        schemas: (
          #""Pet": \#(Self.object(#""user_name": {"type": "string"}"#))"#,
          #""Pet": \#(Self.object(#""user-name": {"type": "string"}"#))"#
        )) == ["breaking: Pet.userName is the member `user-name` instead of `user_name`"])
  }

  @Test func `a constant that stands for another value breaks callers`() {
    #expect(
      Self.changes(schemas: (#""E": {"enum": ["a b", "z"]}"#, #""E": {"enum": ["a-b", "z"]}"#)) == [
        #"breaking: E.aB stands for "a-b" instead of "a b""#
      ])
    #expect(
      Self.changes(
        schemas: (
          #""C": \#(Self.object(#""v": {"const": "1"}"#, required: ["v"]))"#,
          #""C": \#(Self.object(#""v": {"const": "2"}"#, required: ["v"]))"#
        )) == [#"breaking: C.v is always "2" instead of "1""#])
  }

  @Test func `nil that was not sent and is sent as null now breaks callers`() {
    let note = #""note": {"type": ["string", "null"]}"#
    let plain = #""note": {"type": "string"}"#
    #expect(
      Self.changes(
        schemas: (#""Pet": \#(Self.object(plain))"#, #""Pet": \#(Self.object(note, required: ["note"]))"#)
      ).contains("breaking: Pet.note is sent as null now where it is nil"))
  }

  @Test func `a discriminator value that chooses another variant breaks callers`() {
    func schemas(_ kitten: String) -> String {
      #"""
      "Pet": {"oneOf": [\#(Self.reference("Cat")), \#(Self.reference("Dog"))], "discriminator": {"propertyName": "kind",
        "mapping": {"cat": "Cat", "tom": "Cat", "dog": "Dog", "puppy": "Dog", "kitten": "\#(kitten)"}}},
      "Cat": \#(Self.object(#""kind": {"type": "string"}, "lives": {"type": "integer"}"#)),
      "Dog": \#(Self.object(#""kind": {"type": "string"}, "tricks": {"type": "integer"}"#))
      """#
    }
    #expect(
      Self.changes(schemas: (schemas("Cat"), schemas("Dog"))) == [
        "breaking: Pet is dog instead of cat where `kind` is kitten"
      ])
  }
}
