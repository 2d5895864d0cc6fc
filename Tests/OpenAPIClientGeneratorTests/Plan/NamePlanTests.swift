import OpenAPIClientGenerator
import Testing

@Suite struct `Names` {
  private static func object(_ keys: [String]) -> String {
    let properties = keys.map { "\"\($0)\": {\"type\": \"string\"}" }
    return #"{"A": {"type": "object", "properties": {\#(properties.joined(separator: ", "))}}}"#
  }

  private static func names(_ keys: [String]) -> [String] {
    guard case .structure(let structure) = PlanSketch(schemas: object(keys)).type("A")?.kind else { return [] }
    return structure.properties.map { $0.name }
  }

  private static func constants(_ values: [String]) -> [String] {
    let list = values.map { "\"\($0)\"" }.joined(separator: ", ")
    guard case .openEnum(let values) = PlanSketch(schemas: #"{"E": {"enum": [\#(list)]}}"#).type("E")?.kind else {
      return []
    }
    return values.values.map { $0.name }
  }

  @Test func `words and acronyms are written as Swift programmers write them`() {
    #expect(
      Self.names([
        "image_url", "taskid", "task_id", "APIKey", "user-ids", "HTTPServer", "b64_json", "seeDreamV45", "URLs",
        "oauthToken",
        "ipv4_address", "sha256", "created At", "x.y.z", "userIPs", "IPv6Prefix",
      ]) == [
        "imageURL", "taskid", "taskID", "apiKey", "userIDs", "httpServer", "b64JSON", "seeDreamV45", "urls",
        "oauthToken",
        "ipv4Address", "sha256", "createdAt", "xYZ", "userIPs", "ipv6Prefix",
      ])
  }

  @Test func `names that are keywords or members of the runtime are changed`() {
    #expect(
      Self.names(["class", "default", "self", "init", "json", "hashValue", "type", "Type", "in", "await", "any"]) == [
        "`class`", "`default`", "selfValue", "initValue", "jsonValue", "hashText", "type", "type2", "`in`", "`await`",
        "any",
      ])
  }

  @Test func `a constant never has the name of the enum's raw type`() {
    #expect(Self.constants(["rawValue", "RawValue", "kind", "Kind"]) == ["rawValue", "rawValue2", "kind", "Kind"])
  }

  @Test func `names that differ only in case or signs stay different`() {
    #expect(Self.names(["id", "Id", "ID", "user_name", "userName"]) == ["id", "Id", "ID", "userName", "userName2"])
    #expect(Self.constants(["asc", "ASC", "A", "A+", "A-"]) == ["asc", "ASC", "a", "aPlus", "aMinus"])
  }

  @Test func `digits, signs, emoji and empty texts get names`() {
    #expect(
      Self.constants([
        "16:9", "1024x1024", "2K", "720p", "1", "1.0", "2024-01-01", "5min", "portrait_16_9", "-created", "+1", ">=",
        "", " ",
        "*", "none", "👍", "c++", "50%", "TASK_FAILED",
      ]) == [
        "r16x9", "size1024x1024", "size2K", "size720p", "value1", "v1_0", "v2024_01_01", "value5min", "portrait16x9",
        "minusCreated", "plus1", "greaterThanOrEqual", "empty", "space", "asterisk", "noneValue", "thumbsUpSign",
        "cPlusPlus",
        "value50Percent", "taskFailed",
      ])
    #expect(
      Self.names(["", "24h_change", "名前", "été", "@type", "$ref"]) == [
        "value", "value24hChange", "名前", "été", "type", "ref",
      ])
  }

  @Test func `types of the document get other names than those of the client`() {
    let sketch = PlanSketch(
      schemas: """
        {"Client": {"type": "object", "properties": {"x": {"type": "string"}}}, "server": {"type": "object", "properties": {"x": {"type": "string"}}},
         "API": {"type": "object", "properties": {"x": {"type": "string"}}}, "Error": {"type": "object", "properties": {"x": {"type": "string"}}},
         "pet": {"type": "string"}, "Pet": {"type": "string"}, "my schema": {"type": "string"}, "3D": {"type": "string"}, "Type": {"type": "string"}}
        """)
    #expect(
      sketch.typeNames == [
        "ClientModel", "ServerModel", "APIModel", "Error", "Pet", "PetModel", "MySchema", "Type3D", "Kind",
      ])
    #expect(sketch.plan.hiddenNames.contains("Error", inside: nil))
    #expect(!sketch.plan.hiddenNames.contains("String", inside: nil))
  }

  @Test func `inline types are named after their location`() {
    let sketch = PlanSketch(
      schemas: """
        {"Pet": {"type": "object", "properties": {
          "owner": {"type": "object", "properties": {"address": {"type": "object", "properties": {"type": {"enum": ["home", "work"]}}}}},
          "type": {"enum": ["cat", "dog"]}, "photos": {"type": "array", "items": {"type": "object", "properties": {"url": {"type": "string"}}}},
          "scores": {"type": "object", "additionalProperties": {"type": "object", "properties": {"n": {"type": "integer"}}}}}},
         "Pets": {"type": "array", "items": {"type": "object", "properties": {"x": {"type": "string"}}}}}
        """)
    #expect(
      sketch.properties("Pet") == [
        "owner: Pet.Owner?", "type: Pet.Kind?", "photos: [Pet.Photo]?", "scores: [String: Pet.Score]?",
      ])
    #expect(sketch.properties("Pet.Owner") == ["address: Pet.Address?"])
    #expect(sketch.properties("Pet.Address") == ["type: Pet.AddressType?"])
    #expect(sketch.alias("Pets") == "[PetItem]")
  }

  @Test func `a nested type hides a standard name inside the outer type only`() {
    let sketch = PlanSketch(
      schemas: """
        {"Field": {"type": "object", "properties": {
          "string": {"type": "object", "properties": {"max": {"type": "integer"}}}, "zone": {"type": "string"}}},
         "Sum": {"oneOf": [
           {"type": "object", "required": ["type"], "properties": {"type": {"const": "string"}, "max": {"type": "integer"}}},
           {"type": "object", "required": ["type"], "properties": {"type": {"const": "number"}, "low": {"type": "integer"}}}]}}
        """)
    #expect(sketch.union("Sum") == ["by type", "string(Sum.SumString) [string]", "number(Sum.SumNumber) [number]"])
    #expect(sketch.type("Field.String") != nil)
    #expect(sketch.plan.hiddenNames.contains("String", inside: "Field"))
    #expect(!sketch.plan.hiddenNames.contains("String", inside: nil))
    #expect(!sketch.plan.hiddenNames.contains("String", inside: "Other"))
    let text = Generator.print(sketch.plan, files: 1).map(\.text).joined()
    #expect(text.contains("public var zone: Swift.String?"))
    #expect(!text.contains("server: Swift.String"))
  }

  @Test(
    "inline variants are named after what they are",
    arguments: [
      // The first object is named `object`, also if it requires an `id`.
      (
        #"{"type": "string"}, {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}"#,
        ["string", "object"]
      ),
      (
        #"{"type": "string"}, {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}"#,
        ["string", "object"]
      ),
      // A title names its variant.
      (
        #"{"title": "Color", "type": "object", "properties": {"r": {}, "g": {}}}, {"type": "object", "properties": {"hex": {"type": "string"}}}"#,
        ["color", "object"]
      ),
      // The first keeps its name, whatever comes after it.
      (
        #"{"type": "object", "properties": {"a": {}, "b": {}}}, {"type": "object", "required": ["c"], "properties": {"c": {}, "d": {}}}, {"type": "object", "properties": {"a": {}, "b": {}, "d": {}}}"#,
        ["object", "c", "object2"]
      ),
      // A constant names its variant; an enum of one value doesn't, because it may get more values.
      (#"{"type": "array", "items": {"type": "integer"}}, {"const": ""}"#, ["ints", "empty"]),
      (#"{"type": "array", "items": {"type": "integer"}}, {"const": "all"}"#, ["ints", "all"]),
      (#"{"type": "array", "items": {"type": "integer"}}, {"type": "string", "enum": ["all"]}"#, ["ints", "value"]),
      (#"{"type": "array", "items": {"type": "integer"}}, {"enum": ["all", "none"]}"#, ["ints", "value"]),
    ])
  func variants(_ variants: String, _ names: [String]) {
    let sketch = PlanSketch(schemas: #"{"A": {"oneOf": [\#(variants)]}}"#)
    guard case .union(let union) = sketch.type("A")?.kind else {
      Issue.record("no union")
      return
    }
    #expect(union.cases.map(\.name) == names)
  }

  @Test func `names repeat no word`() {
    let sketch = PlanSketch(
      schemas: """
        {"Body": {"type": "object", "properties": {
          "discounts": {"oneOf": [
            {"type": "array", "items": {"type": "object", "properties": {"code": {"type": "string"}, "rate": {"type": "number"}}}},
            {"type": "string", "enum": ["none", "all"]}]},
          "label": {"oneOf": [
            {"type": "string"}, {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}}]},
          "body": {"type": "object", "properties": {"body": {"type": "object", "properties": {"x": {"type": "string"}}}}}}}}
        """)
    #expect(
      sketch.type("Body")?.nested.map(\.name) == [
        "Discounts", "Label", "BodyItem", "Discount", "DiscountsValue", "LabelItem", "BodyItemBody",
      ])
  }

  @Test func `names of the configuration come first`() {
    let sketch = PlanSketch(
      schemas:
        #"{"Foo": {"type": "object", "properties": {"x": {"type": "string"}}}, "Bar": {"type": "object", "properties": {"y": {"type": "string"}}}}"#,
      paths: #"{"/v1/a": {"post": {"operationId": "ugly_id", "responses": {}}}}"#
    ) {
      $0.names = ["#/components/schemas/Bar": "Foo", "POST /v1/a": "makeIt", "#/nowhere": "X"]
    }
    #expect(sketch.typeNames == ["Foo", "FooModel"])
    #expect(sketch.properties("Foo") == ["y: String?"])
    #expect(sketch.operation("makeIt") != nil)
    #expect(sketch.codes().filter { $0 == "unused-name" }.count == 1)
  }

  @Test(arguments: [
    ("POST /v1/orderz", "did you mean `POST /v1/orders`?"),
    ("#/components/schemas/Ordr", "did you mean `#/components/schemas/Order`?"),
    ("createSomething", "write an operation as `POST /path`, a schema as `#/components/schemas/Name`"),
  ])
  func `the warning about an unused name has the nearest key`(_ key: String, _ hint: String) {
    let sketch = PlanSketch(
      schemas: #"{"Order": {"type": "object"}}"#, paths: #"{"/v1/orders": {"post": {"responses": {}}}}"#
    ) {
      $0.names = [key: "x"]
    }
    let warning = sketch.diagnostics.first { $0.code == "unused-name" }
    #expect(warning?.description.contains("; \(hint)") == true, "\(warning?.description ?? "")")
  }

  @Test func `a pin on a property names the property, or the type of its schema`() {
    let sketch = PlanSketch(
      schemas:
        #"{"A": {"type": "object", "properties": {"usr_nm": {"type": "string"}, "st": {"enum": ["on", "off"]}}}}"#
    ) {
      $0.names = [
        "#/components/schemas/A/properties/usr_nm": "userName", "/components/schemas/A/properties/st": "Status",
      ]
    }
    #expect(sketch.properties("A") == ["userName: String?", "st: A.Status?"])
    #expect(sketch.codes().isEmpty)
  }

  @Test func `a pinned property keeps its name beside another that would get the same`() {
    let properties = #""userName": {"type": "string"}, "user_name": {"type": "string"}"#
    let sketch = PlanSketch(schemas: #"{"A": {"type": "object", "properties": {\#(properties)}}}"#) {
      $0.names = ["#/components/schemas/A/properties/user_name": "userName"]
    }
    guard case .structure(let structure) = sketch.type("A")?.kind else {
      Issue.record("no struct")
      return
    }
    #expect(structure.properties.first { $0.key == "user_name" }?.name == "userName")
    #expect(Set(structure.properties.map(\.name)).count == 2)
  }

  @Test func `only chosen operations and what they reach are generated`() {
    let schemas =
      ##"{"A": {"type": "object", "properties": {"c": {"$ref": "#/components/schemas/C"}}}, "B": {"type": "string"}, "C": {"type": "object", "properties": {"x": {"type": "string"}}}}"##
    let paths = """
      {"/a": {"get": {"operationId": "a", "tags": ["t"], "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}},
       "/b": {"get": {"operationId": "b", "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/B"}}}}}}}}
      """
    for selection in [
      GeneratorConfiguration.Selection(operations: ["a"]), GeneratorConfiguration.Selection(operations: ["GET /a"]),
      GeneratorConfiguration.Selection(tags: ["t"]), GeneratorConfiguration.Selection(paths: ["/a*"]),
    ] {
      let sketch = PlanSketch(schemas: schemas, paths: paths) { $0.only = selection }
      #expect(sketch.plan.operations.map { $0.name } == ["a"])
      #expect(sketch.typeNames == ["A", "C"])
    }
  }

  @Test func `the same document gives the same plan`() {
    let schemas = Self.object(["a", "b", "c", "d"])
    #expect(
      String(reflecting: PlanSketch(schemas: schemas).plan) == String(reflecting: PlanSketch(schemas: schemas).plan))
  }
}
