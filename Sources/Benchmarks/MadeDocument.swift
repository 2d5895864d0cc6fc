/// An OpenAPI document made to size.
///
/// Each schema has ten properties of the usual kinds and refers to another schema; for every three schemas there is an
/// operation with parameters, a body and an error answer.
enum MadeDocument {
  static func json(schemas: Int) -> String {
    var text = #"{"openapi":"3.1.0","info":{"title":"Made to size","version":"1.0.0"},"servers":[{"url":"https://api.example.com"}],"#
    text += "\n\"paths\":{"
    for index in 0..<max(1, schemas / 3) {
      if index > 0 { text += "," }
      text += operation(index, schemas: schemas)
    }
    text += "},\n\"components\":{\"schemas\":{"
    for index in 0..<max(1, schemas) {
      if index > 0 { text += "," }
      text += schema(index, of: schemas)
    }
    text += "}}}"
    return text
  }

  /// A document of about a number of bytes.
  static func json(bytes: Int) -> String {
    let sample = json(schemas: 30).utf8.count / 30
    return json(schemas: max(1, bytes / sample))
  }

  private static func operation(_ index: Int, schemas: Int) -> String {
    """

    "/accounts/{account_id}/items\(index)":{"post":{"operationId":"createItem\(index)","summary":"Create item \(index)",
    "description":"Creates an item of kind \(index) in the account and returns it.",
    "parameters":[{"name":"account_id","in":"path","required":true,"schema":{"type":"string"}},
    {"name":"expand","in":"query","schema":{"type":"array","items":{"type":"string"}}},
    {"name":"limit","in":"query","description":"Most items to return","schema":{"type":"integer","minimum":1,"maximum":100,"default":20}}],
    "requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Model\(index % max(1, schemas))"}}}},
    "responses":{"200":{"description":"The item","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Model\((index + 1) % max(1, schemas))"}}}},
    "400":{"description":"Refused","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Model0"}}}}}}}
    """
  }

  private static func schema(_ index: Int, of count: Int) -> String {
    """

    "Model\(index)":{"type":"object","description":"Model number \(index) of the document.","required":["id","created","active","name"],"properties":{
    "id":{"type":"string","description":"Identifier of the object."},
    "name":{"type":"string","description":"Name shown to people.","minLength":1,"maxLength":200},
    "created":{"type":"integer","format":"int64","description":"Seconds since 1970."},
    "active":{"type":"boolean"},
    "score":{"type":"number","description":"Between 0 and 1.","minimum":0,"maximum":1},
    "status":{"type":"string","enum":["queued","running","finished","failed"],"description":"State of the object."},
    "tags":{"type":"array","items":{"type":"string"}},
    "note":{"type":["string","null"],"description":"Free text."},
    "parent":{"$ref":"#/components/schemas/Model\((index + 1) % max(1, count))"},
    "labels":{"type":"object","additionalProperties":{"type":"string"}}}}
    """
  }
}
