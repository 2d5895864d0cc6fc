import OpenAPIDocument
import OpenAPIValidation
import Testing

@Suite struct SchemaValidatorTests {
  @Test func `a finding gives its location in the value, in the schema and in the file`() throws {
    let findings = try Make.findings(
      #"{"list": [1, "x"]}"#,
      against: """
        {"properties": {
          "list": {"items": {"type": "integer"}}
        }}
        """)
    #expect(findings.count == 1)
    let finding = try #require(findings.first)
    #expect(finding.kind == .violation)
    #expect(finding.instancePointer == "#/list/1")
    #expect(finding.schemaPointer == "#/properties/list/items/type")
    #expect(finding.location.line == 2)
    #expect(
      finding.description
        == #"value#/list/1: "x" is not of type integer (schema.json:2:22 #/properties/list/items/type)"#)
  }

  @Test func `numbers are compared exactly however they are written`() throws {
    let big = "123456789012345678901234567890"
    #expect(try Make.findings("\(big).0", against: #"{"const": \#(big)}"#) == [])
    #expect(try Make.findings("\(big)1", against: #"{"maximum": \#(big)}"#).brief == ["# maximum"])
    #expect(try Make.findings("1e400", against: #"{"type": "integer"}"#) == [])
    #expect(try Make.findings("1e-400", against: #"{"type": "integer"}"#).brief == ["# type"])
    #expect(try Make.findings("0.3", against: #"{"multipleOf": 0.1}"#) == [])
    #expect(try Make.findings("1e300", against: #"{"multipleOf": 0.7}"#).brief == ["# multipleOf"])
    #expect(try Make.findings("7e300", against: #"{"multipleOf": 0.7}"#) == [])
    #expect(try Make.findings("-0.0", against: #"{"enum": [0]}"#) == [])
    #expect(try Make.findings("-10", against: #"{"exclusiveMinimum": -10}"#).brief == ["# exclusiveMinimum"])
  }

  @Test func `OpenAPI 3-0 has nullable and boolean bounds, and ignores the siblings of a reference`() throws {
    let nullable = #"{"type": "string", "nullable": true}"#
    #expect(try Make.findings("null", against: nullable, dialect: .openAPI30) == [])
    #expect(try Make.findings("null", against: nullable).brief == ["# type"])
    let bound = #"{"minimum": 1, "exclusiveMinimum": true}"#
    #expect(try Make.findings("1", against: bound, dialect: .openAPI30).brief == ["# minimum"])
    #expect(try Make.findings("2", against: bound, dialect: .openAPI30) == [])
    let sibling = """
      {"properties": {"a": {"$ref": "#/components/schemas/A", "maxLength": 1}}, "components": {"schemas": {"A": {}}}}
      """
    #expect(try Make.findings(#"{"a": "long"}"#, against: sibling, dialect: .openAPI30) == [])
    #expect(try Make.findings(#"{"a": "long"}"#, against: sibling).brief == ["#/a maxLength"])
  }

  @Test func `a rule that can't be checked is reported and is not a violation`() throws {
    let cases: [(schema: String, dialect: SchemaDialect)] = [
      (#"{"$ref": "other.json"}"#, .draft202012), (#"{"pattern": "(?i)a"}"#, .draft202012),
      (#"{"pattern": "\\p{Script=Greek}"}"#, .draft202012), (#"{"disallow": "string"}"#, .draft202012),
      (#"{"maxLength": "5"}"#, .draft202012), (#"{"const": 5}"#, .openAPI30), (##"{"$ref": "#"}"##, .draft202012),
      (#"{"type": "strnig"}"#, .draft202012), (#"{"$schema": "http://unknown.test/"}"#, .draft202012),
      (#"{"allOf": 5}"#, .draft202012), (#"{"allOf": [5]}"#, .draft4),
    ]
    for (schema, dialect) in cases {
      let findings = try Make.findings(#""a""#, against: schema, dialect: dialect)
      #expect(findings.map(\.kind) == [.unchecked], "\(schema)")
      #expect(!findings.hasViolations)
    }
  }

  @Test func `a pattern that would take forever is given up`() throws {
    let value = "\"" + String(repeating: "a", count: 60) + "!\""
    let findings = try Make.findings(value, against: #"{"pattern": "^(a+)+$"}"#)
    #expect(findings.map(\.kind) == [.unchecked])
    #expect(findings.first?.message == "the pattern takes too long on this value")
  }

  @Test func `schemas that multiply without end are given up`() throws {
    var definitions: [String] = []
    for level in 0..<40 {
      let next = ##"{"$ref": "#/$defs/d\##(level + 1)"}"##
      definitions.append(#""d\#(level)": {"allOf": [\#(next), \#(next)]}"#)
    }
    definitions.append(#""d40": {}"#)
    var options = SchemaValidator.Options()
    options.maximumSteps = 5_000
    let schema = ##"{"$ref": "#/$defs/d0", "$defs": {\##(definitions.joined(separator: ", "))}}"##
    let findings = try Make.findings("1", against: schema, options: options)
    #expect(findings.map(\.kind) == [.unchecked])
  }

  @Test func `a value that is nested too deeply is reported, not checked`() throws {
    let value = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    let recursive = ##"{"type": "array", "items": {"anyOf": [{"$ref": "#"}]}}"##
    #expect(try Make.findings(value, against: recursive).map(\.kind) == [.unchecked])
    let shallow = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(try Make.findings(shallow, against: recursive) == [])
  }

  @Test func `if all alternatives fail, the violations of the closest one are reported`() throws {
    let schema = """
      {"oneOf": [
        {"type": "string"},
        {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "b"}, "n": {"type": "integer"}}},
        {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "a"}}}
      ]}
      """
    let findings = try Make.findings(#"{"kind": "b", "n": "x"}"#, against: schema)
    #expect(findings.brief == ["# oneOf", "#/n type"])
    #expect(findings.first?.message.contains("number 2") == true)
    let both = try Make.findings("5", against: #"{"oneOf": [{"type": "integer"}, {"minimum": 1}]}"#)
    #expect(both.first?.message == "5 fits several schemas of oneOf (1, 2), not just one")
  }

  @Test func `formats are checked only where the options ask for it`() throws {
    var options = SchemaValidator.Options()
    #expect(try Make.findings(#""x""#, against: #"{"format": "uuid"}"#) == [])
    options.assertsFormats = true
    let cases: [(format: String, good: String, bad: String)] = [
      ("int32", "2147483647", "2147483648"), ("int64", "-9223372036854775808", "9223372036854775808"),
      ("uint8", "255", "-1"), ("byte", #""aGk=""#, #""aGk""#), ("hostname", #""a.example""#, #""-a.example""#),
      ("date-time", #""2026-01-30T12:00:00.5+08:00""#, #""2026-01-30 12:00:00""#),
      ("uuid", #""2eb8aa08-aa98-11ea-b4aa-73b441d16380""#, #""2eb8aa08""#), ("made-up", #""x""#, ""),
    ]
    for (format, good, bad) in cases {
      let schema = #"{"format": "\#(format)"}"#
      #expect(try Make.findings(good, against: schema, options: options) == [], "\(format)")
      if !bad.isEmpty {
        #expect(try Make.findings(bad, against: schema, options: options).brief == ["# format"], "\(format)")
      }
    }
  }

  @Test func `regular expressions are those of ECMA-262`() throws {
    let cases: [(pattern: String, matching: [String], other: [String])] = [
      ("^[\\\\w.-]+@[a-z]{2,}$", ["a.b@cd"], ["a b@cd", "ü@cd"]),
      ("^(?!.*--)[a-z-]+(?<!-)$", ["a-b"], ["a--b", "ab-"]),
      ("^(?<q>['\\\"]).*\\\\k<q>$", ["'x'", "\\\"x\\\""], ["'x\\\""]),
      ("^(a|ab)(c|bcd)(d*)$", ["abcd"], ["abce"]),
      ("^(?:a?){3}a{3}$", ["aaa", "aaaaaa"], ["aa", "aaaaaaa"]),
      ("^(a*)*$", ["", "aaa"], ["b"]),
      ("^\\\\u{1F600}$", ["😀"], ["x"]),
      ("\\\\bfoo\\\\B", ["a food"], ["a foo", "afood"]),
      ("^.{2}$", ["😀😀", "ab"], ["a", "abc", "a\\n"]),
      ("^[^\\\\d\\\\s]+?$", ["abc"], ["a1"]),
      ("^x{,3}$", ["x{,3}"], ["xxx"]),
    ]
    for (pattern, matching, other) in cases {
      let schema = #"{"pattern": "\#(pattern)"}"#
      for text in matching { #expect(try Make.findings("\"\(text)\"", against: schema) == [], "\(pattern) \(text)") }
      for text in other {
        #expect(try Make.findings("\"\(text)\"", against: schema).brief == ["# pattern"], "\(pattern) \(text)")
      }
    }
  }
}
