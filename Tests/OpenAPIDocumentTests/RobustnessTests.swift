import OpenAPIDocument
import Testing

@Suite struct RobustnessTests {
  private let sample = document(
    #"""
    "paths":{"/a/{id}":{"parameters":[{"$ref":"#/components/parameters/P"}],"post":{"operationId":"o","requestBody":{"content":{
      "multipart/form-data":{"schema":{"$ref":"#/components/schemas/A"},"encoding":{"f":{"headers":{"H":{"$ref":"#/components/headers/H"}}}}}}},
      "responses":{"200":{"$ref":"#/components/responses/R"},"default":{"description":"\u00e9\ud83d\ude00"}},
      "callbacks":{"c":{"{$url}":{"$ref":"#/paths/~1a~1{id}"}}},"security":[{"k":[]}]}}},
    "components":{"schemas":{"A":{"type":["object","null"],"properties":{"f":{"type":"string","format":"binary"},"a":{"$ref":"#/components/schemas/B"}},
      "required":["f"],"discriminator":{"propertyName":"f","mapping":{"x":"B"}}},"B":{"allOf":[{"$ref":"openapi.json#/components/schemas/A"}],
      "minimum":-1.5e3,"enum":[null,1],"items":[true],"$id":"b","$anchor":"c"},"C":{"$ref":"b#c"}},
      "parameters":{"P":{"name":"id","in":"path","required":true,"schema":{"type":"integer"}}},
      "headers":{"H":{"content":{"a/b":{"encoding":{"x":{"headers":{"H":{"$ref":"#/components/headers/H"}}}}}}}},
      "responses":{"R":{"description":"d","content":{"application/json":{"schema":{"$ref":"other.json#/S"}}}}},
      "securitySchemes":{"k":{"type":"apiKey","name":"n","in":"header"}}}
    """#)

  @Test func `the sample itself is correct`() {
    let reading = read(sample, files: ["other.json": #"{"S":{"$ref":"openapi.json#/components/schemas/A"}}"#])
    #expect(reading.document?.operations.count == 1)
    #expect(reading.diagnostics.isEmpty)
  }

  /// A text with up to three bytes changed, removed or inserted.
  private func mutated(_ text: [UInt8], with bytes: [UInt8], _ generator: inout RandomNumbers) -> [UInt8] {
    var mutated = text
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let index = Int.random(in: 0..<mutated.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: mutated[index] = bytes[Int.random(in: 0..<bytes.count, using: &generator)]
      case 1: mutated.remove(at: index)
      default: mutated.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator)], at: index)
      }
    }
    return mutated
  }

  @Test func `overlays changed at random are applied or give errors at their locations`() {
    let overlays = [
      ##"""
      {"overlay":"1.1.0","info":{"title":"O","version":"1"},"actions":[
        {"target":"$.paths['/a/{id}'].post","update":{"tags":["x"],"x-a":{"b":[1,2,{"c":null}]}}},
        {"target":"$..[?@.type=='integer' && match(@.type,'i.*')]","update":{"minimum":1}},
        {"target":"$.components.schemas","copy":"$.components"},
        {"target":"$..required[0]","remove":true},{"target":"$.components.schemas.A.required","update":"f"}]}
      """##,
      """
      overlay: 1.1.0
      info: {title: O, version: '1'}
      actions:
        - target: $.components.schemas['A'].properties
          description: |
            why
          update: {g: {$ref: '#/components/schemas/B'}}
        - target: "$..schemas[?length(@.properties) > 1 || !@.type][-1::-1]"
          copy: $.info
      """,
    ]
    var generator = RandomNumbers(state: 3)
    let bytes = Array(#"{}[]",:'\0127?@!=<>&|()*.$#/-abc \#n"#.utf8) + [0x00, 0x80, 0xC3, 0xF0]
    for count in 0..<600 {
      let overlay = mutated(Array(overlays[count % 2].utf8), with: bytes, &generator)
      var diagnostics = Diagnostics()
      let document = Document.read(
        root: "openapi.json", overlays: ["o.yaml"],
        load: { ["openapi.json": Array(sample.utf8), "o.yaml": overlay][$0] }, diagnostics: &diagnostics)
      let errors = diagnostics.all.filter { $0.severity == .error }
      #expect((document == nil) == !errors.isEmpty, "\(String(decoding: overlay, as: UTF8.self))")
      // An overlay may also break the document, whose errors are then in the overlay or the document.
      #expect(errors.allSatisfy { ["o.yaml", "openapi.json"].contains($0.location.file) })
    }
  }

  @Test func `files changed at random give a document whose bundle is read in the same way`() {
    let other = ##"""
      {"S":{"$ref":"openapi.json#/components/schemas/A"},"T":{"properties":{"s":{"$ref":"#/S"},"u":{"$ref":"#u"}}},
       "U":{"$anchor":"u","$id":"https://u.example/u","items":{"$ref":"other.json#/T"}},"paths":{"$ref":"openapi.json#/paths"}}
      """##
    let root = sample.replacing("other.json#/S", with: "other.json#/T")
    var generator = RandomNumbers(state: 4)
    let bytes = Array(#"{}[]",:\STUsu#/.$"#.utf8)
    for count in 0..<300 {
      var files = ["openapi.json": Array(root.utf8), "other.json": Array(other.utf8)]
      let name = count % 2 == 0 ? "openapi.json" : "other.json"
      files[name] = mutated(files[name] ?? [], with: bytes, &generator)
      var diagnostics = Diagnostics()
      guard
        let document = Document.read(root: "openapi.json", load: { files[$0] }, diagnostics: &diagnostics),
        let bundle = JSONTree.parse(Array(document.bundle.utf8), file: "bundle.json", diagnostics: &diagnostics)
      else { continue }
      let again = Document.read(
        root: "bundle.json", load: { $0 == "bundle.json" ? Array(document.bundle.utf8) : nil },
        diagnostics: &diagnostics)
      #expect(bundle.root.isEqual(to: document.node))
      #expect(again?.operations.count == document.operations.count)
      #expect(again?.components.schemas.map(\.name) == document.components.schemas.map(\.name))
    }
  }

  @Test func `bytes changed at random give a document or an error`() {
    var generator = RandomNumbers(state: 1)
    let original = Array(sample.utf8)
    let bytes = Array(#"{}[]",:\0123456789truefalsnk $#/-."#.utf8) + [0x00, 0x80, 0xC3, 0xED, 0xF0, 0xFF]
    for _ in 0..<400 {
      expectResult(mutated(original, with: bytes, &generator))
    }
  }

  @Test func `a text cut off anywhere is an error`() {
    let original = Array(sample.utf8)
    for length in stride(from: 0, to: original.count, by: 7) {
      var diagnostics = Diagnostics()
      #expect(JSONTree.parse(Array(original[0..<length]), file: "a", diagnostics: &diagnostics) == nil)
      #expect(diagnostics.all.count == 1)
    }
  }

  @Test func `values exchanged at random give a document`() throws {
    var generator = RandomNumbers(state: 2)
    let root = try #require(parse(sample).root)
    var texts: [String] = []
    var stack = [root]
    while let node = stack.popLast() {
      texts.append(node.compactText)
      stack += node.elements
      stack += node.members.map(\.value)
    }
    texts += [
      "null", "7", "\"#\"", "\"#/components\"", "{\"$ref\":\"#\"}", "{\"$ref\":\"#/components/schemas/A\"}", "[]", "{}",
      "true",
    ]
    let compact = Array(root.compactText.utf8)
    for _ in 0..<400 {
      let old = Array(texts[Int.random(in: 0..<texts.count, using: &generator)].utf8)
      let new = Array(texts[Int.random(in: 0..<texts.count, using: &generator)].utf8)
      guard old.count < compact.count, let start = index(of: old, in: compact) else { continue }
      expectResult(Array(compact[0..<start]) + new + Array(compact[(start + old.count)...]))
    }
  }

  private func index(of part: [UInt8], in whole: [UInt8]) -> Int? {
    for start in 0...(whole.count - part.count) where whole[start] == part[0] {
      if Array(whole[start..<(start + part.count)]) == part { return start }
    }
    return nil
  }

  private func expectResult(_ bytes: [UInt8]) {
    var diagnostics = Diagnostics()
    let document = Document.read(
      root: "openapi.json",
      load: { path in
        path == "openapi.json" ? bytes : Array(#"{"S":{"$ref":"openapi.json#/components/schemas/A"}}"#.utf8)
      }, diagnostics: &diagnostics)
    #expect((document == nil) == diagnostics.hasErrors)
    guard let document else { return }
    for schema in document.components.schemas { walk(schema.schema) }
    for operation in document.operations {
      for parameter in operation.parameters { if let schema = parameter.valueSchema { walk(schema) } }
      for response in operation.responses { for content in response.content { content.schema.map(walk) } }
    }
  }

  /// Visits everything that a schema refers to, as a generator does.
  private func walk(_ schema: Schema) {
    var seen: Set<Schema> = []
    var stack = [schema]
    while let next = stack.popLast() {
      guard seen.insert(next).inserted else { continue }
      stack.append(next.resolved)
      stack += next.properties.map(\.schema)
      stack += next.allOf + next.anyOf + next.oneOf + next.prefixItems
      if let items = next.items { stack.append(items) }
      if let target = next.reference?.target { stack.append(target) }
      for mapping in next.discriminator?.mapping ?? [] { if let target = mapping.target { stack.append(target) } }
    }
    #expect(seen.contains(schema))
  }
}
