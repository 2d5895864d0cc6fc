import OpenAPIClientGenerator
import Testing

@Suite struct `Names in a configuration` {
  private static let schema = "#/components/schemas/Account"
  private static let property = "/components/schemas/Account/properties/kind"

  private static func isGood(_ name: String, _ key: String) -> Bool {
    Generator.isName(name, for: key, namespace: "Bank")
  }

  @Test(arguments: ["Account", "Error", "Konto_2", "_Hidden", "Größe"])
  func `a type may have any name that Swift and the generated code leave free`(_ name: String) {
    #expect(Self.isGood(name, Self.schema))
  }

  @Test(arguments: ["", "class", "a b", "1x", "Client", "Server", "Type", "Self", "Any", "Swift", "Bank", "a-b", "_"])
  func `a type can't have a name that the generated code uses or Swift doesn't allow`(_ name: String) {
    #expect(!Self.isGood(name, Self.schema))
  }

  @Test func `operations and properties may have keywords as names, which get backticks`() {
    #expect(Self.isGood("import", "POST /accounts") && Self.isGood("default", Self.property))
    for name in ["", "a b", "init", "self", "send", "Client"] {
      #expect(!Self.isGood(name, "POST /accounts"), "\(name)")
    }
    for name in ["", "a b", "init", "json"] { #expect(!Self.isGood(name, Self.property), "\(name)") }
  }

  @Test func `a property's name for a schema that becomes a type is ignored, with a warning`() {
    let sketch = PlanSketch(
      schemas: #"{"A": {"type": "object", "properties": {"kind": {"enum": ["a", "b"]}, "n": {"type": "string"}}}}"#
    ) {
      $0.names = [
        "#/components/schemas/A/properties/kind": "class", "#/components/schemas/A/properties/n": "default",
      ]
    }
    #expect(sketch.properties("A") == ["kind: A.Kind?", "`default`: String?"])
    #expect(sketch.codes() == ["property-name-for-type"])
  }

  @Test func `a type gets another name if an operation is given its name`() {
    let sketch = PlanSketch(
      schemas: #"{"Pet": {"type": "object"}}"#,
      paths: #"{"/a": {"get": {"responses": {"200": {"description": ""}}}}}"#
    ) { $0.names = ["GET /a": "Pet"] }
    #expect(sketch.operation("Pet") != nil)
    #expect(sketch.typeNames == ["PetModel"])
  }

  @Test(arguments: ["URL", "Swift.String", "[Double]", "[String: [URL?]]", "Tagged<Pet, Foundation.UUID>.ID"])
  func `a format may be mapped to any Swift type`(_ type: String) { #expect(Generator.isType(type)) }

  @Test(arguments: ["", "a b", "1x", "[URL", "URL>", "Tagged<>", "class", "A.", "URL; let a = 1", "[A: B: C]"])
  func `a format can't be mapped to anything else`(_ type: String) { #expect(!Generator.isType(type)) }

  @Test func `a namespace may have the name of a standard type, which is then written with its module`() {
    let schemas = #"{"A": {"type": "object", "properties": {"x": {"type": "string"}}}}"#
    let sketch = PlanSketch(schemas: schemas) { $0.namespace = "String" }
    #expect(sketch.plan.hiddenNames.contains("String", inside: nil))
  }

  @Test func `a namespace named Client is hidden by the client where types need it`() {
    let plain = PlanSketch(schemas: #"{"A": {"type": "object"}}"#) { $0.namespace = "Client" }
    #expect(!plain.plan.isNamespaceHidden)
    let hiding = PlanSketch(schemas: #"{"Data": {"enum": ["a", "b"]}}"#) { $0.namespace = "Client" }
    #expect(hiding.plan.isNamespaceHidden)
  }
}
