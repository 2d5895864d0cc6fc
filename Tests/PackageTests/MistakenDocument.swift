/// A document with common mistakes, each of which makes other generators refuse the whole document.
enum MistakenDocument {
  static let text = ##"""
    {
      "openapi": "3.1.0",
      "info": { "title": "Mistakes */ \"quoted\" \\(interpolated)" },
      "tags": [{ "name": "same" }, { "name": "same" }],
      "paths": {
        "/limits": { "post": {
          "operationId": "limits",
          "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Limits" } } } }
        } },
        "/duplicate": {
          "get": { "operationId": "same", "tags": ["same"], "responses": { "200": { "description": "ok" } } },
          "put": { "operationId": "same", "responses": { "200": { "description": "ok" } } },
          "delete": { "operationId": "Same", "responses": {} }
        },
        "/parameters/{id}/{other}": { "get": {
          "operationId": "parameters",
          "parameters": [
            { "name": "id", "in": "path", "schema": { "type": "string" } },
            { "name": "q", "in": "query" }, { "name": "q", "in": "query", "schema": { "type": "integer" } },
            { "name": "", "in": "query" }, { "name": "body", "in": "body", "schema": { "type": "string" } },
            { "name": "Authorization", "in": "header", "required": true, "schema": { "type": "string" } },
            { "name": "Accept", "in": "header", "schema": { "type": "string" } },
            { "name": "server", "in": "query", "schema": { "type": "string" } },
            { "$ref": "#/components/parameters/None" }
          ],
          "servers": [{ "url": "https://{a}.example", "variables": { "a": { "default": "x" } } }]
        } },
        "/references": { "get": {
          "operationId": "references",
          "responses": {
            "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/responses/Wrong" } } } },
            "400": { "$ref": "#/components/schemas/Dangling" },
            "401": { "$ref": "gone.json#/components/responses/Missing" },
            "2000": { "description": "no status" }
          }
        } },
        "noSlash": { "get": { "responses": { "default": { "description": "" } } } },
        "/empty": { "post": { "operationId": "", "requestBody": { "content": {} }, "responses": { "200": null } } }
      },
      "components": {
        "responses": { "Wrong": { "description": "", "content": { "application/json": { "schema": { "type": "string" } } } } },
        "schemas": {
          "Limits": { "type": "object", "properties": {
            "huge": { "type": "integer", "minimum": -9223372036854776000, "maximum": 9223372036854776000 },
            "small": { "type": "integer", "format": "int32", "maximum": 4294967295 },
            "endless": { "type": "number", "maximum": 1e999 },
            "low": { "type": "number", "minimum": 0, "exclusiveMinimum": true },
            "list": { "type": "array", "minItems": 1.5, "maxItems": -1, "items": true },
            "crossed": { "type": "string", "minLength": 5, "maxLength": 2 },
            "pattern": { "type": "string", "pattern": "([a-z\"\\(" }
          } },
          "Yes": true,
          "No": false,
          "With blanks": { "type": "object", "properties": { "": { "type": "string" }, " ": { "type": "string" }, "a b": { "type": "string" } } },
          "": { "type": "object", "properties": { "x": { "type": "string" } } },
          "a": { "type": "object", "properties": { "x": { "type": "string" } } },
          "A": { "type": "object", "properties": { "y": { "type": "string" } } },
          "Undefined": { "type": "object", "required": ["nowhere", "x", 3], "properties": { "x": { "type": "string" } } },
          "Dangling": { "type": "object", "properties": {
            "a": { "$ref": "#/components/schemas/Nowhere" }, "b": { "$ref": "gone.json#/x" },
            "c": { "$ref": "https://example.com/schema.json" }, "d": { "$ref": "Yes" },
            "e": { "$ref": "#/components/schemas/Undefined/properties/x" }, "f": { "$ref": "%%%" }, "g": { "$ref": 7 }
          } },
          "Circle": { "$ref": "#/components/schemas/Circle" },
          "Around": { "allOf": [{ "$ref": "#/components/schemas/Around" }] },
          "Either": { "oneOf": [{ "$ref": "#/components/schemas/Either" }] },
          "Enum": { "type": "integer", "enum": [1, "2", "x", 99999999999999999999, null] },
          "Empty": { "type": "string", "enum": [] },
          "Conflict": { "allOf": [{ "type": "string" }, { "type": "integer" }] },
          "Nothing": { "oneOf": [], "anyOf": [], "allOf": [] },
          "Union": {
            "oneOf": [{ "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/Gone" }, { "type": "string" }],
            "discriminator": { "propertyName": "t", "mapping": { "a": "A", "g": "gone.json#/G", "": "", "x": 5 } }
          },
          "Type": { "type": "any" }, "Types": { "type": ["string", "strin", 5] }, "List": { "type": "array" },
          "Required": { "type": "object", "properties": { "x": { "type": "string", "required": true } } },
          "Keywords": { "type": "object", "properties": {
            "class": { "type": "string" }, "self": { "type": "string" }, "Self": { "type": "string" },
            "Type": { "type": "string" }, "init": { "type": "string" }, "some": { "type": "string" },
            "==": { "type": "string" }, "&&": { "type": "string" }, "-": { "type": "string" },
            "😀": { "type": "string" }, "👩‍👩‍👧": { "type": "string" }, "é": { "type": "string" }, "é": { "type": "string" },
            "x": { "type": "string" }, "X": { "type": "string" }, "_": { "type": "string" }, "__": { "type": "string" },
            "a\u0000b": { "type": "string" }, "\u202e": { "type": "string" }, "1": { "type": "string" }
          } },
          "String": { "type": "object", "properties": { "string": { "type": "string" } } },
          "Int": { "type": "string" }, "Date": { "type": "string", "format": "date-time" },
          "JSONValue": { "type": "object", "properties": { "x": {} } }, "Client": { "type": "object", "properties": { "c": { "type": "integer" } } },
          "Optional": { "type": "object", "properties": { "o": { "$ref": "#/components/schemas/Int" } } }
        },
        "securitySchemes": { "odd": { "type": "magic" }, "basic": { "type": "basic" }, "": { "type": "apiKey" } }
      },
      "security": [{ "missing": [] }, { "basic": [] }]
    }
    """##
}
