import OpenAPIDocument
import Testing

@Suite struct ParameterTests {
  /// The first parameter of the operation `GET /a`, and the codes of the diagnostics.
  private func parameter(_ text: String, version: String = "3.2.0") throws -> (Parameter?, [String]) {
    let reading = read(document(#""paths":{"/a":{"get":{"parameters":[\#(text)],"responses":{}}}}"#, version: version))
    return (try #require(reading.document).operations.first?.parameters.first, reading.codes)
  }

  @Test(
    arguments: [
      ("query", "form", true), ("header", "simple", false), ("cookie", "form", true), ("querystring", "form", true),
    ])
  func `style and explode have the specification's defaults`(_ location: String, _ style: String, _ explode: Bool)
    throws
  {
    let (parameter, codes) = try parameter(#"{"name":"n","in":"\#(location)","schema":{}}"#)
    #expect(parameter?.location.rawValue == location)
    #expect(parameter?.style.rawValue == style)
    #expect(parameter?.explode == explode)
    #expect(parameter?.isRequired == false)
    #expect(codes.isEmpty)
  }

  @Test func `a path parameter is simple, not exploded and required`() throws {
    let operation = try #require(
      operations(#""/{p}":{"get":{"parameters":[{"name":"p","in":"path","required":true,"schema":{}}]}}"#).first)
    let parameter = try #require(operation.parameters.first)
    #expect(parameter.style == .simple && !parameter.explode && parameter.isRequired && !parameter.isImplied)
  }

  @Test(
    arguments: [
      ("query", "spaceDelimited", false), ("query", "pipeDelimited", false), ("query", "deepObject", false),
      ("query", "form", true), ("cookie", "cookie", true),
    ])
  func `styles are read and set the default of explode`(_ location: String, _ style: String, _ explode: Bool) throws {
    let (parameter, codes) = try parameter(#"{"name":"n","in":"\#(location)","style":"\#(style)","schema":{}}"#)
    #expect(parameter?.style.rawValue == style)
    #expect(parameter?.explode == explode)
    #expect(codes.isEmpty)
  }

  @Test func `all fields are read`() throws {
    let (read, codes) = try parameter(
      #"{"name":"n","in":"query","description":"d","required":true,"deprecated":true,"explode":false,"allowReserved":true,"allowEmptyValue":true,"schema":{"type":"array"},"example":1,"examples":{"a":{"value":2}}}"#
    )
    let parameter = try #require(read)
    #expect(parameter.description == "d" && parameter.isRequired && parameter.isDeprecated && !parameter.explode)
    #expect(parameter.allowReserved && parameter.allowEmptyValue && parameter.schema?.types == .array)
    #expect(parameter.examples.map { $0.value?.int } == [1, 2])
    #expect(codes.isEmpty)
  }

  @Test func `content replaces the schema`() throws {
    let (read, codes) = try parameter(
      #"{"name":"n","in":"query","content":{"application/json":{"schema":{"type":"object"}}}}"#)
    let parameter = try #require(read)
    #expect(parameter.schema == nil && parameter.content.map(\.name) == ["application/json"])
    #expect(parameter.valueSchema?.types == .object)
    #expect(codes.isEmpty)
  }

  @Test(
    arguments: [
      (#"{"in":"query","schema":{}}"#, "missing-field"), (#"{"name":"n","schema":{}}"#, "missing-field"),
      (#"{"name":"","in":"query","schema":{}}"#, "empty-name"),
      (#"{"name":"n","in":"body","schema":{}}"#, "unknown-parameter-location"),
      ("null", "wrong-value-kind"), (##"{"$ref":"#/nowhere"}"##, "unresolved-reference"),
    ])
  func `a parameter that can't be sent is left out and reported`(_ text: String, _ code: String) throws {
    let (parameter, codes) = try parameter(text)
    #expect(parameter == nil)
    #expect(codes == [code])
  }

  @Test(
    arguments: [
      (#"{"name":"n","in":"Query","schema":{}}"#, "unknown-parameter-location", Parameter.Style.form),
      (#"{"name":"n","in":"headers","schema":{}}"#, "unknown-parameter-location", .simple),
      (#"{"name":"n","in":"header","style":"form","schema":{}}"#, "unsuitable-style", .simple),
      (#"{"name":"n","in":"query","style":"own","schema":{}}"#, "unsuitable-style", .form),
      (#"{"name":"n","in":"query"}"#, "missing-field", .form),
      (#"{"name":"n","in":"query","content":{"a/b":{},"c/d":{}}}"#, "several-contents", .form),
      (#"{"name":"n","in":"query","required":"true","schema":{}}"#, "wrong-value-kind", .form),
      (#"{"name":7,"in":"query","schema":{}}"#, "wrong-value-kind", .form),
    ])
  func `a parameter with a mistake is used and the mistake reported`(
    _ text: String, _ code: String, _ style: Parameter.Style
  ) throws {
    let (parameter, codes) = try parameter(text)
    #expect(parameter?.style == style)
    #expect(codes == [code])
  }
}
