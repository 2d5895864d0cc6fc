import OpenAPIDocument
import OpenAPIValidation
import Testing

@Suite struct MultipartTests {
  private func validator(_ extra: String = "", version: String = "3.0.3") throws -> RequestValidator {
    try Make.bodyValidator(
      "multipart/form-data",
      """
      {"schema": {"type": "object", "required": ["prompt"], "properties": {
         "prompt": {"type": "string", "minLength": 1}, "batchsize": {"type": "integer", "maximum": 15},
         "resolution": {"type": "string", "enum": ["16:9", "1:1"]}, "flag": {"type": "boolean"},
         "image": {"type": "array", "maxItems": 2, "items": {"type": "string", "format": "binary", "maxLength": 4}},
         "options": {"type": "object", "properties": {"a": {"type": "integer"}}},
         "tags": {"type": "array", "items": {"type": "string"}}
       }}\(extra)}
      """, version: version)
  }

  private func file(_ content: String, _ headers: [String] = ["Content-Type: image/png"]) -> (
    headers: [String], content: String
  ) {
    ([#"Content-Disposition: form-data; name="image"; filename="a \"b\".png""#] + headers, content)
  }

  @Test func `a form with text, numbers, files and JSON conforms`() throws {
    let request = Make.multipart([
      Make.part("prompt", "a lighthouse\r\n--X at dusk"), Make.part("batchsize", "15"), Make.part("flag", "true"),
      Make.part("resolution", "16:9"), file("\u{89}PN"), file(""),
      ([#"content-disposition: form-data; name="options""#, "Content-Type: application/json"], #"{"a": 1}"#),
      Make.part("tags", "a"), Make.part("tags", "b"),
    ])
    #expect(try validator().validate(request) == [])
  }

  @Test func `each part is checked by its property`() throws {
    let request = Make.multipart([
      Make.part("prompt", ""), Make.part("batchsize", "16"), Make.part("flag", "yes"), Make.part("resolution", "4:3"),
      file("12345"), file(""), file(""),
      ([#"Content-Disposition: form-data; name="options""#, "Content-Type: application/json"], #"{"a": "x"}"#),
    ])
    #expect(
      try validator().validate(request).brief
        == [
          "#/prompt minLength", "#/batchsize maximum", "#/flag type", "#/resolution enum", "#/image maxItems",
          "#/image/0 maxLength", "#/options/a type",
        ])
  }

  @Test func `parts with wrong names, in wrong numbers or of wrong kinds are reported`() throws {
    #expect(
      try validator().validate(Make.multipart([Make.part("promt", "x")])).texts
        == [#"body: the schema names no property "promt""#, #"body: the required property "prompt" is missing"#])
    #expect(
      try validator().validate(Make.multipart([Make.part("prompt", "x"), Make.part("prompt", "y")])).texts
        == ["body: it is given more than once"])
    #expect(
      try validator().validate(Make.multipart([Make.part("prompt", "x"), Make.part("image", "abc")])).texts
        == ["body: a part with a file has no filename"])
    #expect(
      try validator().validate(Make.multipart([Make.part("prompt", "x"), Make.part("options", #"{"a": 1}"#)])).texts
        == ["body: an object must be sent as a part of type application/json"])
    let asFile = ([#"Content-Disposition: form-data; name="prompt"; filename="p""#, "Content-Type: image/png"], "x")
    #expect(
      try validator().validate(Make.multipart([asFile])).texts
        == ["body: the part's type is image/png, but its schema is not for files"])
  }

  @Test func `encoding restricts the types and header fields of parts`() throws {
    let encoding = """
      , "encoding": {"image": {"contentType": "image/png, image/jpeg"}, "tags": {"contentType": "application/json"},
        "prompt": {"headers": {"X-Language": {"required": true, "schema": {"enum": ["en"]}}}}}
      """
    let validator = try validator(encoding)
    let prompt = ([#"Content-Disposition: form-data; name="prompt""#, "X-Language: en"], "x")
    let tags = ([#"Content-Disposition: form-data; name="tags""#, "Content-Type: application/json"], #"["a"]"#)
    #expect(validator.validate(Make.multipart([prompt, file("1"), tags])) == [])
    let found = validator.validate(
      Make.multipart([Make.part("prompt", "x"), file("1", ["Content-Type: image/gif"]), Make.part("tags", "[1]")]))
    #expect(
      found.texts
        == [
          #"body#/prompt header "X-Language": the required field is missing"#,
          "body: the part's type image/gif is not among image/png, image/jpeg",
          "body: the part's type text/plain is not among application/json", "body: 1 is not of type string",
        ])
  }

  @Test func `in 3-1 a part with contentMediaType, or without a type, is a file`() throws {
    let validator = try Make.bodyValidator(
      "multipart/form-data",
      """
      {"schema": {"type": "object", "properties": {
        "a": {"type": "string", "contentMediaType": "image/png"}, "b": {}}},
       "encoding": {"b": {"contentType": "image/png"}}}
      """)
    let a = ([#"Content-Disposition: form-data; name="a"; filename="a.png""#, "Content-Type: image/png"], "\u{1}")
    let b = ([#"Content-Disposition: form-data; name="b"; filename="b.png""#, "Content-Type: image/png"], "\u{1}")
    #expect(validator.validate(Make.multipart([a, b])) == [])
    let wrong = ([#"Content-Disposition: form-data; name="b"; filename="b.png""#, "Content-Type: text/html"], "x")
    #expect(validator.validate(Make.multipart([wrong])).hasViolations)
  }

  @Test func `a body that breaks the grammar of multipart is reported`() throws {
    let validator = try validator()
    let good = "--XX\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nx\r\n--XX--"
    let type = "multipart/form-data; boundary=\"XX\""
    #expect(validator.validate(Make.post(type, good)) == [])
    let cases: [(body: String, message: String)] = [
      ("\r\n" + good, "it does not start with the boundary that Content-Type names"),
      (good + "\r\nmore", "something follows the last boundary"),
      (String(good.dropLast(8)), "the last boundary is missing"),
      ("--XX\nContent-Disposition: form-data; name=\"prompt\"\n\nx\n--XX--\n", "no CRLF follows a boundary"),
      ("--XX\r\n\r\nx\r\n--XX--", "a part must have exactly one Content-Disposition"),
      (
        "--XX\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--XX--",
        "a part's Content-Disposition is not form-data"
      ),
      ("--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--", "a part has no name"),
      (
        "--XX\r\nContent-Disposition: form-data; name=a; filename*=UTF-8''a\r\n\r\nx\r\n--XX--",
        "a part has filename*, which forms don't have"
      ),
      (
        "--XX\r\nContent-Disposition: form-data; name=a\nX: y\r\n\r\nx\r\n--XX--",
        "a part's header line does not end in CRLF"
      ),
      ("--XX\r\nnonsense\r\n\r\nx\r\n--XX--", "a part's header line is malformed"),
      ("", "it does not start with the boundary that Content-Type names"),
    ]
    for (body, message) in cases {
      #expect(validator.validate(Make.post(type, body)).texts == ["body: " + message])
    }
    #expect(
      validator.validate(Make.post("multipart/form-data", good)).texts == ["body: Content-Type names no boundary"])
    let long = String(repeating: "x", count: 71)
    #expect(
      validator.validate(Make.post("multipart/form-data; boundary=" + long, "--\(long)--")).texts
        == ["body: the boundary must have 1 to 70 characters and can't end in a space"])
  }
}
