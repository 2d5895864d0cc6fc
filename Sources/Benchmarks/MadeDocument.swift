import Foundation
import OpenAPIDocument

/// OpenAPI documents made to size.
///
/// Each schema has ten properties of the usual kinds and refers to another one; every tenth is a union of its
/// neighbours, every tenth is composed. Each operation has parameters, a body and an error response.
enum MadeDocument {
  static func json(schemas: Int, operations: Int) -> String {
    var text =
      #"{"openapi":"3.1.0","info":{"title":"Made to size","version":"1.0.0"},"servers":[{"url":"https://api.example.com"}],"#
    text += "\n\"paths\":{"
    for index in 0..<operations {
      if index > 0 { text += "," }
      text += operation(index, schemas: schemas)
    }
    text += "},\n\"components\":{\"schemas\":{"
    for index in 0..<max(1, schemas) {
      if index > 0 { text += "," }
      text += schema(index, of: max(1, schemas))
    }
    text += "}}}\n"
    return text
  }

  /// A document of about a number of bytes: an operation for every three schemas, or so many as are given.
  static func json(bytes: Int, operations: Int? = nil) -> String {
    let ofSchemas = Double(json(schemas: 3_000, operations: 0).utf8.count) / 3_000
    let ofOperations = Double(json(schemas: 3_000, operations: 1_000).utf8.count) / 1_000 - ofSchemas * 3
    guard let operations else {
      let triples = Int(Double(bytes) / (ofSchemas * 3 + ofOperations))
      return json(schemas: max(1, triples * 3), operations: triples)
    }
    let left = Double(bytes) - ofOperations * Double(operations)
    return json(schemas: max(1, Int(left / ofSchemas)), operations: operations)
  }

  /// A JSON file's document as YAML in block style, as people write it.
  static func yaml(of path: String) throws -> String {
    var diagnostics = Diagnostics()
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    guard let tree = JSONTree.parse(bytes, file: path, diagnostics: &diagnostics) else {
      throw Child.Failure("\(path) is not JSON.")
    }
    var text = ""
    append(tree.root, indent: "", to: &text)
    return text
  }

  private static func append(_ node: JSONNode, indent: String, to text: inout String) {
    for member in node.members {
      text += "\(indent)\(scalar(member.key)):"
      appendValue(member.value, indent: indent, to: &text)
    }
    for element in node.elements {
      text += "\(indent)-"
      appendValue(element, indent: indent, to: &text)
    }
  }

  private static func appendValue(_ node: JSONNode, indent: String, to text: inout String) {
    if !node.members.isEmpty || !node.elements.isEmpty {
      text += "\n"
      append(node, indent: indent + "  ", to: &text)
    } else {
      text += " \(node.string.map(scalar) ?? node.compactText)\n"
    }
  }

  /// A text, without quotes if it needs none.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter == true
      && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "#") }
      && text.last != " " && !["true", "false", "null"].contains(text.lowercased())
    return isPlain ? text : JSONLiteral.string(text).text
  }

  private static func operation(_ index: Int, schemas: Int) -> String {
    """

    "/accounts/{account_id}/items\(index)":{"post":{"operationId":"createItem\(index)","summary":"Create item \(index)",
    "description":"Creates an item of kind \(index) in the account and returns it.","tags":["items"],
    "parameters":[{"name":"account_id","in":"path","required":true,"schema":{"type":"string"}},
    {"name":"expand","in":"query","schema":{"type":"array","items":{"type":"string"}}},
    {"name":"limit","in":"query","description":"Most items to return","schema":{"type":"integer","minimum":1,"maximum":100,"default":20}}],
    "requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Model\(index % max(1, schemas))"}}}},
    "responses":{"200":{"description":"The item","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Model\((index + 1) % max(1, schemas))"}}}},
    "400":{"description":"Refused","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Model0"}}}}}}}
    """
  }

  private static func schema(_ index: Int, of count: Int) -> String {
    let next = "{\"$ref\":\"#/components/schemas/Model\((index + 1) % count)\"}"
    if index % 10 == 4 {
      return """

        "Model\(index)":{"description":"Model number \(index) of the document.","oneOf":[\(next),{"$ref":"#/components/schemas/Model\((index + 3) % count)"}]}
        """
    }
    let properties = """
      "required":["id","created","active","name"],"properties":{
      "id":{"type":"string","description":"Identifier of the object."},
      "name":{"type":"string","description":"Name shown to people.","minLength":1,"maxLength":200},
      "created":{"type":"integer","format":"int64","description":"Seconds since 1970."},
      "active":{"type":"boolean"},
      "score":{"type":"number","description":"Between 0 and 1.","minimum":0,"maximum":1},
      "status":{"type":"string","enum":["queued","running","finished","failed"],"description":"State of the object."},
      "tags":{"type":"array","items":{"type":"string"}},
      "note":{"type":["string","null"],"description":"Free text."},
      "parent":\(next),
      "labels":{"type":"object","additionalProperties":{"type":"string"}}}
      """
    if index % 10 == 7 {
      return """

        "Model\(index)":{"description":"Model number \(index) of the document.","allOf":[{"$ref":"#/components/schemas/Model\((index + 5) % count)"},{"type":"object",\(properties)}]}
        """
    }
    return """

      "Model\(index)":{"type":"object","description":"Model number \(index) of the document.",\(properties)}
      """
  }
}
