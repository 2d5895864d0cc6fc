import OpenAPIDocument
import Testing

@Suite struct `Misspelled keywords` {
  private static func meant(_ reading: Reading) -> [String] {
    reading.diagnostics.filter { $0.code == "unknown-keyword" }.map { $0.pointer + " " + ($0.hint ?? "") }
  }

  @Test(arguments: [
    ("tpye", "type"), ("enmu", "enum"), ("minimun", "minimum"), ("requierd", "required"), ("propertes", "properties"),
    ("additionalproperties", "additionalProperties"), ("read_only", "readOnly"), ("ref$", ""), ("$reff", "$ref"),
  ])
  func `a misspelled keyword of a schema is recognized`(_ written: String, _ keyword: String) {
    let expected = keyword.isEmpty ? [] : ["#/components/schemas/S/\(written) did you mean `\(keyword)`?"]
    #expect(Self.meant(readSchemas(#""S":{"\#(written)":{}}"#)) == expected)
  }

  @Test func `so are those of paths, operations, bodies and responses`() {
    let reading = read(
      document(
        ##"""
        "exernalDocs":{},"tags":[{"name":"a","descripton":"d"}],"paths":{"/a":{"pots":{},"get":{"requestbody":{},"paramters":[],"responses":{"200":{
          "description":"","contnet":{}}}}}}
        """##))
    #expect(
      Self.meant(reading) == [
        "#/exernalDocs did you mean `externalDocs`?", "#/tags/0/descripton did you mean `description`?",
        "#/paths/~1a/pots did you mean `post`?",
        "#/paths/~1a/get/requestbody did you mean `requestBody`?",
        "#/paths/~1a/get/paramters did you mean `parameters`?",
        "#/paths/~1a/get/responses/200/contnet did you mean `content`?",
      ])
  }

  @Test(arguments: [
    #""x-tpye":1"#, #""name":"n""#, #""note":"short words are near to others""#, #""collectionFormat":"csv""#,
    #""type":"string","types":["own"]"#, #""optional":true"#, #""label":"l""#, #""properties":{"tpye":{}}"#,
    #""example":{"tpye":1}"#, #""default":{"enmu":1}"#, #""enum":[{"requierd":1}]"#,
  ])
  func `keywords of other versions, extensions, values and other names are ignored`(_ members: String) {
    #expect(Self.meant(readSchemas(#""S":{\#(members)}"#)).isEmpty)
  }

  @Test func `extensions among paths and responses are not checked`() {
    let reading = read(
      document(
        #""paths":{"x-own":{"pots":{}},"/a":{"get":{"responses":{"x-own":{"contnet":1},"200":{"description":""}}}}}"#))
    #expect(Self.meant(reading).isEmpty)
  }

  @Test func `a misspelling is reported at its key`() {
    let reading = read(document("\n\"paths\":{},\"components\":{\"schemas\":{\"S\":{\"tpye\":\"string\"}}}"))
    #expect(reading.locations == ["2:42 unknown-keyword"])
  }
}
