import OpenAPIClientGenerator
import Testing

@Suite struct `allOf becomes one flat struct` {
  @Test func `properties of siblings and of every part are there once`() {
    let sketch = PlanSketch(
      schemas: """
        {"Base": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
         "A": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object", "properties": {"x": {"type": "integer"}}}],
               "required": ["x"], "properties": {"own": {"type": "string"}, "id": {"type": "string", "description": "Mine"}}}}
        """)
    #expect(sketch.properties("A") == ["id: String", "x: Int", "own: String?"])
  }

  @Test func `where a part is missing its members are kept as any JSON`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"allOf": [{"$ref": "#/components/schemas/Gone"}, {"type": "object", "properties": {"x": {"type": "integer"}}}]}}
        """)
    guard case .structure(let structure) = sketch.type("A")?.kind else {
      Issue.record("no struct")
      return
    }
    #expect(structure.additional?.type == .jsonValue)
  }

  @Test func `a schema that only adds a description to another is the other`() {
    let sketch = PlanSketch(
      schemas: """
        {"S": {"type": "object", "properties": {"x": {"type": "string"}}}, "E": {"type": "string", "enum": ["a"]},
         "A": {"type": "object", "properties": {
           "s": {"allOf": [{"$ref": "#/components/schemas/S"}], "description": "The s"},
           "t": {"type": "object", "allOf": [{"$ref": "#/components/schemas/S"}, {"description": "x"}]},
           "e": {"allOf": [{"$ref": "#/components/schemas/E"}], "default": "a"}}},
         "Named": {"description": "A name of its own", "allOf": [{"$ref": "#/components/schemas/S"}]}}
        """)
    #expect(sketch.properties("A") == ["s: S?", "t: S?", "e: E?"])
    #expect(sketch.properties("Named") == ["x: String?"])
  }

  @Test func `a property in two parts takes what both say`() {
    let sketch = PlanSketch(
      schemas: """
        {"Base": {"type": "object", "properties": {"kind": {"type": "string"}, "data": {"type": "object"}, "n": {"type": "number"},
            "odd": {"type": "string"}}},
         "D": {"type": "object", "properties": {"z": {"type": "string"}}},
         "A": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object", "required": ["kind"], "properties": {
            "kind": {"enum": ["a", "b"]}, "data": {"$ref": "#/components/schemas/D"}, "n": {"type": "integer"},
            "odd": {"type": "integer"}}}]}}
        """)
    #expect(sketch.properties("A") == ["kind: A.Kind", "data: D?", "n: Int?", "odd: JSONValue?"])
    #expect(sketch.codes().contains("conflicting-types"))
  }

  @Test func `a circle of allOf ends`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"allOf": [{"$ref": "#/components/schemas/B"}], "properties": {"a": {"type": "string"}}},
         "B": {"allOf": [{"$ref": "#/components/schemas/A"}], "properties": {"b": {"type": "string"}}}}
        """)
    #expect(sketch.properties("A") == ["b: String?", "a: String?"])
  }

  @Test func `conditions leave their properties behind as optional ones`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"type": "object", "properties": {"k": {"type": "string"}}, "if": {"properties": {"k": {"const": "x"}}},
               "then": {"required": ["x"], "properties": {"x": {"type": "string"}}},
               "else": {"properties": {"y": {"type": "integer"}}}}}
        """)
    #expect(sketch.properties("A") == ["k: String?", "x: String?", "y: Int?"])
  }
}

@Suite struct `Alternatives become enums` {
  static let pets = """
    "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "purrs": {"type": "boolean"}}},
    "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "barks": {"type": "boolean"}}}
    """

  @Test func `a discriminator maps by reference, by name and without a mapping`() {
    let mappings = [
      ##"{"c": "#/components/schemas/Cat", "d": "#/components/schemas/Dog"}"##, ##"{"c": "Cat", "d": "Dog"}"##,
    ]
    for mapping in mappings {
      let sketch = PlanSketch(
        schemas: """
          {\(Self.pets), "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
             "discriminator": {"propertyName": "kind", "mapping": \(mapping)}}}
          """)
      #expect(sketch.union("Pet") == ["by kind", "cat(Cat) [c]", "dog(Dog) [d]"])
      #expect(sketch.properties("Cat") == ["kind: String = \"c\"", "purrs: Bool?"])
    }
    let sketch = PlanSketch(
      schemas: """
        {\(Self.pets), "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
           "discriminator": {"propertyName": "kind"}}}
        """)
    #expect(sketch.union("Pet") == ["by kind", "cat(Cat) [Cat]", "dog(Dog) [Dog]"])
  }

  @Test func `a discriminator may be a number of any size`() {
    func variant(_ own: String) -> String {
      #"{"type": "object", "required": ["kind"], "properties": {"kind": {"type": "integer", "maximum": 1e30}, "\#(own)": {}}}"#
    }
    let sketch = PlanSketch(
      schemas: """
        {"Cat": \(variant("purrs")), "Dog": \(variant("barks")),
         "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
           "discriminator": {"propertyName": "kind", "mapping": {"1.0": "Cat", "2": "Dog"}}}}
        """)
    #expect(sketch.union("Pet") == ["by kind", "cat(Cat) [1]", "dog(Dog) [2]"])
    #expect(sketch.properties("Cat") == ["kind: JSONNumber = 1", "purrs: JSONValue?"])
  }

  @Test func `a mapping may name a file`() {
    let sketch = PlanSketch(
      document: """
        {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": {
          "Pet": {"oneOf": [{"$ref": "cat.json"}, {"$ref": "dog.json"}],
                  "discriminator": {"propertyName": "kind", "mapping": {"c": "cat.json", "d": "dog.json"}}}}}}
        """,
      files: [
        "cat.json": #"{"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}"#,
        "dog.json": #"{"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}"#,
      ])
    #expect(sketch.union("Pet") == ["by kind", "cat(Cat) [c]", "dog(Dog) [d]"])
    #expect(sketch.properties("Cat") == ["kind: String = \"c\""])
  }

  @Test func `fixed values tell variants apart where no discriminator is named`() {
    let sketch = PlanSketch(
      schemas: """
        {"Part": {"oneOf": [
          {"type": "object", "required": ["type", "text"], "properties": {"type": {"const": "text"}, "text": {"type": "string"}}},
          {"type": "object", "required": ["type"], "properties": {"type": {"type": "string", "enum": ["image_url"]}}}]}}
        """)
    #expect(sketch.union("Part") == ["by type", "text(Part.Text) [text]", "imageURL(Part.ImageURL) [image_url]"])
    #expect(sketch.properties("Part.Text") == ["type: String always \"text\"", "text: String"])
    #expect(sketch.properties("Part.ImageURL") == ["type: String always \"image_url\""])
  }

  @Test func `an enum of one value is an enum, whatever unions its type is in`() {
    let schemas = """
      "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string", "enum": ["cat"]}}},
      "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string", "enum": ["dog"]}}},
      "Cow": {"type": "object", "required": ["kind", "noise"], "properties": {
        "kind": {"type": "string", "enum": ["cow", "bull"]}, "noise": {"type": "string"}}}
      """
    let alone = PlanSketch(schemas: "{\(schemas)}")
    #expect(alone.properties("Cat") == ["kind: Cat.Kind"])
    let together = PlanSketch(
      schemas: """
        {"Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"},
          {"$ref": "#/components/schemas/Cow"}]}, \(schemas)}
        """)
    #expect(together.union("Pet") == ["by kind", "cat(Cat) [cat]", "dog(Dog) [dog]", "cow(Cow) [cow, bull]"])
    // The only value of the variant is the default; of several one must be given.
    #expect(together.properties("Cat") == ["kind: Cat.Kind = .cat"])
    #expect(together.properties("Cow") == ["kind: Cow.Kind", "noise: String"])
  }

  @Test func `a discriminator's value that the variant's enum lacks doesn't hide the one that it has`() {
    let sketch = PlanSketch(
      schemas: """
        {"Grant": {"discriminator": {"propertyName": "type", "mapping": {"code": "Code"}},
           "oneOf": [{"$ref": "#/components/schemas/Code"}, {"$ref": "#/components/schemas/PKCE"}]},
         "Code": {"type": "object", "required": ["type"], "properties": {"type": {"type": "string", "enum": ["code"]}}},
         "PKCE": {"type": "object", "required": ["type", "verifier"], "properties": {
           "type": {"type": "string", "enum": ["code"]}, "verifier": {"type": "string"}}}}
        """)
    #expect(sketch.properties("PKCE") == ["type: PKCE.Kind = .code", "verifier: String"])
  }

  @Test func `a base schema with a discriminator is the union of those that inherit from it`() {
    let sketch = PlanSketch(
      schemas: """
        {"Pet": {"type": "object", "required": ["petType"], "properties": {"petType": {"type": "string"}, "name": {"type": "string"}},
                 "discriminator": {"propertyName": "petType", "mapping": {"kitty": "Cat"}}},
         "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "object", "properties": {"lives": {"type": "integer"}}}]},
         "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "object", "properties": {"tail": {"type": "string"}}}]},
         "Owner": {"type": "object", "properties": {"pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}}}
        """)
    #expect(sketch.union("Pet") == ["by petType", "cat(Cat) [kitty]", "dog(Dog) [Dog]"])
    #expect(sketch.properties("Cat") == ["petType: String = \"kitty\"", "name: String?", "lives: Int?"])
    #expect(sketch.properties("Owner") == ["pets: [Pet]?"])
  }

  @Test func `properties beside the alternatives belong to every variant`() {
    let sketch = PlanSketch(
      schemas: """
        {"Cat": {"type": "object", "properties": {"purrs": {"type": "boolean"}}},
         "Pet": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}},
                 "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"title": "Dog", "properties": {"barks": {"type": "boolean"}}}]}}
        """)
    #expect(sketch.union("Pet") == ["by fit", "cat(Pet.Cat)", "dog(Pet.Dog)"])
    #expect(sketch.properties("Pet.Dog") == ["id: String", "barks: Bool?"])
  }

  @Test func `several types are a case each`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"type": ["string", "integer", "array"], "items": {"type": "boolean"}},
         "B": {"anyOf": [{"type": "integer"}, {"type": "number"}]},
         "C": {"oneOf": [{"type": "string", "format": "date-time"}, {"type": "string"}]},
         "D": {"oneOf": [{"$ref": "#/components/schemas/A"}]},
         "E": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}}
        """)
    #expect(sketch.union("A") == ["by fit", "string(String)", "int(Int)", "bools([Bool])"])
    #expect(sketch.alias("B") == "Double")
    #expect(sketch.alias("C") == "String")
    #expect(sketch.alias("D") == "A")
    #expect(sketch.union("E") == ["by fit", "string(String)", "strings([String])"])
  }

  @Test func `alternatives that only require properties are no union`() {
    let sketch = PlanSketch(
      schemas: """
        {"A": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
               "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}}
        """)
    #expect(sketch.properties("A") == ["a: String?", "b: String?"])
  }

  @Test func `a variant without the discriminator's property gets it`() {
    let sketch = PlanSketch(
      schemas: """
        {"X": {"type": "object", "properties": {"x": {"type": "string"}}},
         "Y": {"type": "object", "properties": {"y": {"type": "string"}}},
         "U": {"oneOf": [{"$ref": "#/components/schemas/X"}, {"$ref": "#/components/schemas/Y"}],
               "discriminator": {"propertyName": "kind"}}}
        """)
    #expect(sketch.properties("X") == ["kind: String absent is \"X\" = \"X\"", "x: String?"])
  }

  @Test func `an enum that all variants inherit identifies none of them, so their names do`() {
    let sketch = PlanSketch(
      schemas: """
        {"Base": {"type": "object", "required": ["type"], "properties": {"type": {"type": "string", "enum": ["Bar", "Baz"]}}},
         "Bar": {"allOf": [{"$ref": "#/components/schemas/Base"}]}, "Baz": {"allOf": [{"$ref": "#/components/schemas/Base"}]},
         "Foo": {"anyOf": [{"$ref": "#/components/schemas/Bar"}, {"$ref": "#/components/schemas/Baz"}],
                 "discriminator": {"propertyName": "type"}}}
        """)
    #expect(sketch.union("Foo") == ["by type", "bar(Bar) [Bar]", "baz(Baz) [Baz]"])
    #expect(sketch.properties("Bar") == ["type: Base.Kind = .bar"])
  }
}
