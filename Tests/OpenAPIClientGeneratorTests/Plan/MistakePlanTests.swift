import OpenAPIClientGenerator
import Testing

@Suite struct `Documents with mistakes` {
  @Test func `one wrong value doesn't affect the rest`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"type": "object", "properties": {
           "big": {"type": "integer", "maximum": 9223372036854776000, "minimum": -1e400},
           "list": {"type": "array", "minItems": 1.5, "items": true}, "low": {"type": "number", "exclusiveMinimum": true, "minimum": 0},
           "dangling": {"$ref": "#/components/schemas/Nowhere"}, "wrong": {"$ref": "#/components/responses/R"},
           "def": {"$ref": "#/components/schemas/A/$defs/Inner"}, "mode": {"type": "integer", "enum": [1, "2", "x"]},
           "null": {"type": "null"}, "self": {"$ref": "#/components/schemas/A"}},
           "$defs": {"Inner": {"type": "object", "properties": {"x": {"type": "string"}}}}},
         "my schema": {"type": "object", "properties": {"": {"type": "string"}, "a b": {"type": "string"}}},
         "": {"type": "string"}, "yes": true, "no": false, "loop": {"$ref": "#/components/schemas/loop"}}
        """,
      paths: """
        {"/a": {"get": {"operationId": "same"}, "put": {"operationId": "same", "responses": {}},
                "post": {"operationId": "x", "parameters": [{"name": "q", "in": "query"}, {"name": "q", "in": "query"}], "requestBody": {}}},
         "/b/{id}": {"get": {"responses": {"200": {"$ref": "#/components/responses/None"}}}}, "noSlash": {"get": {"responses": {}}}}
        """)
    #expect(
      sketch.properties("A") == [
        "big: Int?", "list: [JSONValue]?", "low: Double?", "dangling: JSONValue?", "wrong: JSONValue?", "def: Inner?",
        "mode: A.Mode?", "null: JSONValue?", "boxed selfValue: A?",
      ])
    #expect(sketch.properties("MySchema") == ["value: String?", "aB: String?"])
    #expect(Set(sketch.plan.operations.map { $0.name }).count == sketch.plan.operations.count)
    #expect(Set(sketch.plan.operations.map { $0.identifier }).count == sketch.plan.operations.count)
    #expect(sketch.signature("getB")?.hasPrefix("getB(id: String)") == true)
  }

  @Test func `names in one scope never repeat`() {
    let keys = [
      "a", "A", "a_", "_a", "a-", "-a", "+a", "ä", "a1", "a_1", "", " ", "!", "self", "Self", "a.b", "aB", "ab", "1",
      "01",
    ]
    let properties = keys.map { "\"\($0)\": {\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"string\"}}}" }
    let values = keys.map { "\"\($0)\"" }
    let sketch = PlanSketch(
      schemas: """
        {"O": {"type": "object", "properties": {\(properties.joined(separator: ", "))}}, "E": {"enum": [\(values.joined(separator: ", "))]}}
        """)
    guard case .structure(let structure) = sketch.type("O")?.kind, case .openEnum(let values) = sketch.type("E")?.kind
    else {
      Issue.record("no types")
      return
    }
    #expect(Set(structure.properties.map { $0.name }).count == keys.count)
    #expect(Set(values.values.map { $0.name }).count == keys.count)
    let nested = sketch.type("O")?.nested.map { $0.name } ?? []
    #expect(Set(nested).count == nested.count)
    for name in structure.properties.map({ $0.name }) + values.values.map({ $0.name }) + nested {
      #expect(!name.isEmpty && name.first?.isNumber == false)
    }
  }

  @Test func `names of nested types don't double with each level`() {
    var deep = #"{"type": "string"}"#
    for _ in 0..<60 { deep = #"{"oneOf": [{"type": "array", "items": \#(deep)}, {"type": "integer"}]}"# }
    let sketch = PlanSketch(schemas: "{\"A\": \(deep)}")
    var longest = 0
    func look(_ type: TypePlan) {
      longest = max(longest, type.name.count)
      for nested in type.nested { look(nested) }
    }
    for type in sketch.plan.types { look(type) }
    #expect(longest <= 100)
  }

  @Test func `deep nesting and long chains end`() {
    var deep = #"{"type": "string"}"#
    for _ in 0..<150 { deep = #"{"type": "object", "properties": {"p": \#(deep)}}"# }
    var chain: [String] = []
    for index in 0..<3000 {
      chain.append(
        ##""C\##(index)": {"type": "object", "properties": {"n": {"$ref": "#/components/schemas/C\##(index + 1)"}}}"##)
    }
    chain.append(#""C3000": {"type": "string"}"#)
    let sketch = PlanSketch(schemas: "{\"Deep\": \(deep), \(chain.joined(separator: ", "))}")
    #expect(sketch.typeNames.count == 3002)
    #expect(sketch.properties("C2999") == ["n: C3000?"])
  }
}
