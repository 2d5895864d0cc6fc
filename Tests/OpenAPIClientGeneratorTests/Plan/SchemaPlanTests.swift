import OpenAPIClientGenerator
import Testing

@Suite struct `Objects become structs` {
  @Test func `properties keep the document's order, required ones aren't optional`() {
    let sketch = PlanSketch(
      schemas: """
        {"Pet": {"type": "object", "required": ["name"],
          "properties": {"tag": {"type": "string"}, "name": {"type": "string"}, "age": {"type": "integer"}}}}
        """)
    #expect(sketch.properties("Pet") == ["tag: String?", "name: String", "age: Int?"])
  }

  @Test func `a type is inferred where none is named`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"properties": {
          "list": {"items": {"type": "string"}}, "kind": {"enum": ["x", "y"]}, "text": {"minLength": 1},
          "count": {"minimum": 0}, "any": {}, "inner": {"properties": {"x": {"type": "boolean"}}}}}}
        """)
    #expect(
      sketch.properties("A") == [
        "list: [String]?", "kind: A.Kind?", "text: String?", "count: Int?", "any: JSONValue?", "inner: A.Inner?",
      ])
  }

  @Test func `a required property that no schema defines is any JSON`() {
    let sketch = PlanSketch(
      schemas: #"{"A": {"type": "object", "required": ["b", "c"], "properties": {"b": {"type": "string"}}}}"#)
    #expect(sketch.properties("A") == ["b: String", "c: JSONValue?"])
  }

  @Test func `boolean schemas are any JSON, and nothing is lost of a forbidden property`() {
    let sketch = PlanSketch(
      schemas: """
        {"Anything": true, "A": {"type": "object", "required": ["x", "y"],
          "properties": {"x": true, "y": false, "list": {"type": "array", "items": true}}}}
        """)
    #expect(sketch.alias("Anything") == "JSONValue")
    #expect(sketch.properties("A") == ["x: JSONValue", "y: JSONValue?", "list: [JSONValue]?"])
  }

  @Test func `named properties stand beside typed additional ones`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": {"type": "integer"}},
         "B": {"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": true},
         "Map": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/A"}},
         "Free": {"type": "object"}, "Open": {"type": "object", "additionalProperties": {}},
         "Empty": {"type": "object", "additionalProperties": false}}
        """)
    #expect(sketch.properties("A") == ["id: String?", "*: Int"])
    #expect(sketch.properties("B") == ["id: String?", "*: JSONValue"])
    #expect(sketch.alias("Map") == "[String: A]")
    #expect(sketch.alias("Free") == "[String: JSONValue]")
    #expect(sketch.alias("Open") == "[String: JSONValue]")
    #expect(sketch.properties("Empty") == [])
  }

  @Test func `pattern properties are kept, typed`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": false,
               "patternProperties": {"^x-": {"type": "string"}, "^n-": {"type": "number"}}},
         "Only": {"type": "object", "patternProperties": {"^S_": {"type": "string"}}, "additionalProperties": false}}
        """)
    #expect(sketch.properties("A") == ["id: String?", "~^x-: String", "~^n-: Double"])
    #expect(sketch.alias("Only") == "[String: String]")
  }

  @Test func `positions of an array become a struct`() {
    let sketch = PlanSketch(
      schemas: """
        {"Point": {"type": "array", "prefixItems": [{"type": "number"}, {"type": "string", "title": "Unit name"}],
                   "minItems": 1, "items": {"type": "integer"}}}
        """)
    guard case .tuple(let tuple) = sketch.type("Point")?.kind else {
      Issue.record("no tuple")
      return
    }
    #expect(tuple.elements.map { $0.name + ": " + $0.type.explanation } == ["first: Double", "unitName: String?"])
    #expect(tuple.rest.map { $0.type.explanation } == "Int")
  }

  @Test func `formats choose types, and the configuration has the last word`() {
    let schemas = """
      {"A": {"type": "object", "properties": {
        "t": {"type": "string", "format": "date-time"}, "d": {"type": "string", "format": "date"},
        "u": {"type": "string", "format": "uuid"}, "b": {"type": "string", "format": "byte"},
        "e": {"type": "string", "contentEncoding": "base64"}, "link": {"type": "string", "format": "uri"},
        "i": {"type": "integer", "format": "int32"}, "l": {"type": "integer", "format": "int64"},
        "f": {"type": "number", "format": "float"}, "n": {"type": "number"}, "x": {"type": "string", "format": "binary"}}}}
      """
    #expect(
      PlanSketch(schemas: schemas).properties("A") == [
        "t: Date?", "d: CalendarDate?", "u: UUID?", "b: Data?", "e: Data?", "link: String?", "i: Int32?", "l: Int64?",
        "f: Float?", "n: Double?", "x: String?",
      ])
    let sketch = PlanSketch(schemas: schemas) { $0.formats = ["uri": "URL", "date-time": "MyDate"] }
    #expect(sketch.properties("A").contains("link: URL?"))
    #expect(sketch.properties("A").first == "t: MyDate?")
  }

  @Test func `limits are rules, and impossible ones are left out`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"type": "object", "properties": {
          "n": {"type": "integer", "minimum": 1, "maximum": 9223372036854775808},
          "m": {"type": "integer", "minimum": 5, "maximum": 1},
          "s": {"type": "string", "minLength": 2, "maxLength": 4, "pattern": "^a"},
          "l": {"type": "array", "items": {"type": "string"}, "maxItems": 3, "uniqueItems": true},
          "x": {"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.5},
          "b": {"$ref": "#/components/schemas/B"}}},
         "B": {"type": "object", "properties": {"z": {"type": "string", "maxLength": 1}}}}
        """)
    guard case .structure(let structure) = sketch.type("A")?.kind else {
      Issue.record("no struct")
      return
    }
    #expect(structure.validates)
    #expect(
      structure.properties.map { $0.rules } == [
        [.range(minimum: "1", maximum: nil, exclusiveMinimum: false, exclusiveMaximum: false)], [],
        [.length(minimum: 2, maximum: 4), .pattern("^a")], [.count(minimum: nil, maximum: 3), .unique],
        [
          .range(minimum: "0", maximum: nil, exclusiveMinimum: true, exclusiveMaximum: false), .multiple(of: "0.5"),
        ], [.nested],
      ])
  }
}

@Suite struct `Listed values become extensible enums` {
  @Test func `strings, integers, numbers, booleans and mixtures`() {
    let sketch = PlanSketch(
      schemas: """
        {"Text": {"type": "string", "enum": ["a", "b c", "a"]}, "Whole": {"type": "integer", "enum": [1, -1]},
         "Real": {"type": "number", "enum": [1, 0.5]}, "Yes": {"type": "boolean", "enum": [true]},
         "Both": {"type": "boolean", "enum": [true, false]}, "Mixed": {"enum": ["a", 1]},
         "Nothing": {"type": "string", "enum": []}}
        """)
    #expect(sketch.constants("Text") == ["a = \"a\"", "bC = \"b c\""])
    #expect(sketch.constants("Whole") == ["value1 = 1", "minus1 = -1"])
    #expect(sketch.constants("Real") == ["value1 = 1", "value0_5 = 0.5"])
    #expect(sketch.constants("Yes") == ["`true` = true"])
    #expect(sketch.alias("Both") == "Bool")
    #expect(sketch.constants("Mixed") == ["a = json \"a\"", "value1 = json 1"])
    #expect(sketch.alias("Nothing") == "String")
    #expect(sketch.codes().contains("empty-enum"))
  }

  @Test func `values that YAML took for numbers are texts again`() {
    let sketch = PlanSketch(schemas: #"{"V": {"type": "string", "enum": [1.5, true, "x"]}}"#)
    #expect(sketch.constants("V") == ["v1_5 = \"1.5\"", "`true` = \"true\"", "x = \"x\""])
  }

  @Test func `null in an enum makes its uses optional`() {
    let sketch = PlanSketch(
      schemas: """
        {"E": {"type": ["string", "null"], "enum": ["a", null]},
         "A": {"type": "object", "required": ["e"], "properties": {"e": {"$ref": "#/components/schemas/E"}}}}
        """)
    #expect(sketch.constants("E") == ["a = \"a\""])
    #expect(sketch.properties("A") == ["e: E? or null"])
  }

  @Test func `names and descriptions come from the usual extensions`() {
    let sketch = PlanSketch(
      schemas: """
        {"E": {"type": "integer", "enum": [0, 1], "x-enum-varnames": ["Queued", "In Progress"],
               "x-enum-descriptions": ["Waiting", "Working"]}}
        """)
    #expect(sketch.constants("E") == ["queued = 0", "inProgress = 1"])
    guard case .openEnum(let values) = sketch.type("E")?.kind else { return }
    #expect(values.values.map { $0.documentation.paragraphs } == [["Waiting"], ["Working"]])
  }

  @Test func `alternatives of constants are an extensible enum, with titles as its documentation`() {
    let sketch = PlanSketch(
      schemas: """
        {"E": {"oneOf": [{"const": 1, "title": "Active"}, {"const": 2, "title": "Gone away", "description": "Left"}]},
         "F": {"anyOf": [{"type": "string", "enum": ["s", "m"]}, {"type": "string"}]},
         "G": {"anyOf": [{"type": "string"}, {"type": "string", "const": "auto"}]}}
        """)
    #expect(sketch.constants("E") == ["active = 1", "goneAway = 2"])
    #expect(sketch.type("F").map { $0.nested.count } == 0)
    #expect(sketch.constants("G") == ["auto = \"auto\""])
  }

  @Test func `a constant is fixed where it is required, and text where it isn't`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"type": "object", "required": ["object", "n"], "properties": {
          "object": {"const": "list"}, "n": {"const": 3}, "flag": {"type": "string", "const": "x"}}}}
        """)
    #expect(
      sketch.properties("A") == ["object: String always \"list\"", "n: Int always 3", "flag: String?"])
  }
}

@Suite struct `Null, absence and defaults` {
  static let schema = """
    {"A": {"type": "object", "required": ["r", "rn", "rd"], "properties": {
      "r": {"type": "string"}, "rn": {"type": ["string", "null"]}, "rd": {"type": "integer", "default": 3},
      "o": {"type": "string"}, "on": {"anyOf": [{"type": "string"}, {"type": "null"}]},
      "od": {"type": "string", "default": "x"}, "ro": {"type": "string", "readOnly": true},
      "wo": {"type": "string", "writeOnly": true}}}}
    """
  static let request = """
    {"/a": {"post": {"operationId": "send", "requestBody": {"required": true, "content": {"application/json":
      {"schema": {"$ref": "#/components/schemas/A"}}}}, "responses": {"204": {"description": ""}}}}}
    """
  static let response = """
    {"/a": {"get": {"operationId": "fetch", "responses": {"200": {"description": "", "content": {"application/json":
      {"schema": {"$ref": "#/components/schemas/A"}}}}}}}}
    """

  @Test func `in requests nil isn't sent, and null is sent by the set of nulls`() {
    let sketch = PlanSketch(schemas: Self.schema, paths: Self.request)
    #expect(
      sketch.properties("A") == [
        "r: String", "rn: String? or null", "rd: Int absent is 3 = 3", "o: String?", "on: String? in nulls",
        "od: String?", "ro: String?", "wo: String?",
      ])
  }

  @Test func `in responses types are those of requests, without a set of nulls`() {
    let sketch = PlanSketch(schemas: Self.schema, paths: Self.response)
    #expect(
      sketch.properties("A") == [
        "r: String", "rn: String? or null", "rd: Int absent is 3 = 3", "o: String?", "on: String?",
        "od: String?", "ro: String?", "wo: String?",
      ])
  }

  @Test func `null is recognized in every form that documents give it`() {
    let sketch = PlanSketch(
      schemas: """
        {"B": {"type": "object"}, "S": {"type": "object", "properties": {"x": {"type": "string"}}},
         "A": {"type": "object", "required": ["a", "b", "c", "d"], "properties": {
           "a": {"type": "string", "nullable": true}, "b": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/S"}]},
           "c": {"allOf": [{"$ref": "#/components/schemas/S"}], "nullable": true},
           "d": {"anyOf": [{"type": "integer"}, {"enum": [null]}]}}}}
        """, version: "3.0.3")
    #expect(
      sketch.properties("A") == ["a: String? or null", "b: S? or null", "c: S? or null", "d: Int? or null"])
  }

  @Test func `the documentation names the service's default once`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"type": "object", "properties": {
          "n": {"type": "integer", "minimum": 1, "maximum": 15, "default": 1, "description": "How many"},
          "m": {"type": "integer", "default": 1, "description": "By default one"}}}}
        """)
    guard case .structure(let structure) = sketch.type("A")?.kind else { return }
    #expect(structure.properties[0].documentation.paragraphs == ["How many", "1...15. The service's default is `1`."])
    #expect(structure.properties[1].documentation.paragraphs == ["By default one"])
  }

  @Test func `a property has the first sentence of its description where its inline type has the whole`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"type": "object", "properties": {
          "size": {"type": "string", "enum": ["a", "b"], "description": "How large, e.g. a. The rest.\\nMore."}}}}
        """)
    guard case .structure(let structure) = sketch.type("A")?.kind else { return }
    #expect(structure.properties[0].documentation.paragraphs == ["How large, e.g. a."])
    #expect(sketch.type("A.Size")?.documentation.paragraphs == ["How large, e.g. a. The rest.\nMore."])
  }

  @Test func `a required property that no part defines is reported, except in a schema that is only a part of others`()
  {
    func codes(_ schema: String) -> [String] {
      PlanSketch(schemas: #"{"A": {"type": "object", "properties": {"x": {}}}, "B": \#(schema)}"#).codes()
    }
    let part = ##"{"$ref": "#/components/schemas/A"}"##
    #expect(codes(#"{"allOf": [\#(part)], "required": ["x"], "properties": {"y": {}}}"#) == [])
    #expect(
      codes(#"{"allOf": [\#(part)], "required": ["z"], "properties": {"y": {}}}"#) == ["undefined-required-property"])
    #expect(codes(#"{"allOf": [\#(part), {"required": ["z"]}]}"#) == [])
  }
}

@Suite struct `Recursion` {
  @Test func `a property that leads back to its type is boxed, lists need no box`() {
    let sketch = PlanSketch(
      schemas: """
        {"Node": {"type": "object", "properties": {"parent": {"$ref": "#/components/schemas/Node"},
          "children": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
          "byName": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Node"}}}},
         "A": {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/B"}}},
         "B": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}}}}
        """)
    #expect(
      sketch.properties("Node") == ["boxed parent: Node?", "children: [Node]?", "byName: [String: Node]?"])
    #expect(sketch.properties("A") == ["boxed b: B?"])
    #expect(sketch.properties("B") == ["boxed a: A?"])
  }

  @Test func `a variant that leads back to its union is indirect`() {
    let sketch = PlanSketch(
      schemas: """
        {"Expression": {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/Not"}]},
         "Not": {"type": "object", "required": ["of"], "properties": {"of": {"$ref": "#/components/schemas/Expression"}}}}
        """)
    #expect(sketch.union("Expression") == ["by fit", "string(String)", "indirect not(Not)"])
    #expect(sketch.properties("Not") == ["of: Expression"])
  }

  @Test func `lists and maps of themselves get types of their own`() {
    let sketch = PlanSketch(
      schemas: """
        {"L": {"type": "array", "items": {"$ref": "#/components/schemas/L"}},
         "M": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/M"}},
         "R": {"$ref": "#/components/schemas/S"}, "S": {"allOf": [{"$ref": "#/components/schemas/R"}]}}
        """)
    guard case .tuple(let list) = sketch.type("L")?.kind else {
      Issue.record("no type for the list")
      return
    }
    #expect(list.rest.map { $0.type.explanation } == "L")
    #expect(sketch.properties("M") == ["*: M"])
    #expect(sketch.alias("R") == "JSONValue")
  }
}
