/// The metaschemas of the supported dialects: the rules of the published ones, each written as one schema.
enum Metaschemas {
  static let all: [(uri: String, text: String)] = [
    ("http://json-schema.org/draft-04/schema", draft4),
    ("https://json-schema.org/draft/2020-12/schema", draft202012),
  ]

  private static let draft4 = """
    {
      "$schema": "http://json-schema.org/draft-04/schema#",
      "id": "http://json-schema.org/draft-04/schema#",
      "type": "object",
      "properties": {
        "id": {"type": "string"}, "$schema": {"type": "string"}, "title": {"type": "string"},
        "description": {"type": "string"}, "format": {"type": "string"}, "default": {},
        "multipleOf": {"type": "number", "minimum": 0, "exclusiveMinimum": true},
        "maximum": {"type": "number"}, "exclusiveMaximum": {"type": "boolean"},
        "minimum": {"type": "number"}, "exclusiveMinimum": {"type": "boolean"},
        "maxLength": {"$ref": "#/definitions/count"}, "minLength": {"$ref": "#/definitions/count"},
        "pattern": {"type": "string", "format": "regex"},
        "items": {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/schemas"}]},
        "additionalItems": {"anyOf": [{"type": "boolean"}, {"$ref": "#"}]},
        "maxItems": {"$ref": "#/definitions/count"}, "minItems": {"$ref": "#/definitions/count"},
        "uniqueItems": {"type": "boolean"},
        "maxProperties": {"$ref": "#/definitions/count"}, "minProperties": {"$ref": "#/definitions/count"},
        "required": {"$ref": "#/definitions/names"},
        "properties": {"$ref": "#/definitions/map"}, "patternProperties": {"$ref": "#/definitions/map"},
        "definitions": {"$ref": "#/definitions/map"},
        "additionalProperties": {"anyOf": [{"type": "boolean"}, {"$ref": "#"}]},
        "dependencies": {
          "type": "object",
          "additionalProperties": {"anyOf": [{"$ref": "#"}, {"$ref": "#/definitions/names"}]}
        },
        "enum": {"type": "array", "minItems": 1, "uniqueItems": true},
        "type": {
          "anyOf": [
            {"$ref": "#/definitions/type"},
            {"type": "array", "items": {"$ref": "#/definitions/type"}, "minItems": 1, "uniqueItems": true}
          ]
        },
        "allOf": {"$ref": "#/definitions/schemas"}, "anyOf": {"$ref": "#/definitions/schemas"},
        "oneOf": {"$ref": "#/definitions/schemas"}, "not": {"$ref": "#"}
      },
      "dependencies": {"exclusiveMaximum": ["maximum"], "exclusiveMinimum": ["minimum"]},
      "definitions": {
        "count": {"type": "integer", "minimum": 0},
        "names": {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": true},
        "schemas": {"type": "array", "items": {"$ref": "#"}, "minItems": 1},
        "map": {"type": "object", "additionalProperties": {"$ref": "#"}},
        "type": {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]}
      }
    }
    """

  private static let draft202012 = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "https://json-schema.org/draft/2020-12/schema",
      "$dynamicAnchor": "meta",
      "$vocabulary": {
        "https://json-schema.org/draft/2020-12/vocab/core": true,
        "https://json-schema.org/draft/2020-12/vocab/applicator": true,
        "https://json-schema.org/draft/2020-12/vocab/unevaluated": true,
        "https://json-schema.org/draft/2020-12/vocab/validation": true,
        "https://json-schema.org/draft/2020-12/vocab/meta-data": true,
        "https://json-schema.org/draft/2020-12/vocab/format-annotation": true,
        "https://json-schema.org/draft/2020-12/vocab/content": true
      },
      "type": ["object", "boolean"],
      "properties": {
        "$id": {"type": "string", "pattern": "^[^#]*#?$"}, "$schema": {"type": "string"},
        "$ref": {"type": "string"}, "$dynamicRef": {"type": "string"},
        "$anchor": {"$ref": "#/$defs/anchor"}, "$dynamicAnchor": {"$ref": "#/$defs/anchor"},
        "$vocabulary": {"type": "object", "additionalProperties": {"type": "boolean"}},
        "$comment": {"type": "string"}, "$defs": {"$ref": "#/$defs/map"}, "definitions": {"$ref": "#/$defs/map"},
        "prefixItems": {"$ref": "#/$defs/schemas"}, "items": {"$dynamicRef": "#meta"},
        "contains": {"$dynamicRef": "#meta"}, "additionalProperties": {"$dynamicRef": "#meta"},
        "properties": {"$ref": "#/$defs/map"},
        "patternProperties": {
          "type": "object",
          "additionalProperties": {"$dynamicRef": "#meta"},
          "propertyNames": {"format": "regex"}
        },
        "dependentSchemas": {"$ref": "#/$defs/map"}, "propertyNames": {"$dynamicRef": "#meta"},
        "dependencies": {
          "type": "object",
          "additionalProperties": {"anyOf": [{"$dynamicRef": "#meta"}, {"$ref": "#/$defs/names"}]}
        },
        "if": {"$dynamicRef": "#meta"}, "then": {"$dynamicRef": "#meta"}, "else": {"$dynamicRef": "#meta"},
        "allOf": {"$ref": "#/$defs/schemas"}, "anyOf": {"$ref": "#/$defs/schemas"},
        "oneOf": {"$ref": "#/$defs/schemas"}, "not": {"$dynamicRef": "#meta"},
        "unevaluatedItems": {"$dynamicRef": "#meta"}, "unevaluatedProperties": {"$dynamicRef": "#meta"},
        "type": {
          "anyOf": [
            {"$ref": "#/$defs/type"},
            {"type": "array", "items": {"$ref": "#/$defs/type"}, "minItems": 1, "uniqueItems": true}
          ]
        },
        "enum": {"type": "array"}, "multipleOf": {"type": "number", "exclusiveMinimum": 0},
        "maximum": {"type": "number"}, "exclusiveMaximum": {"type": "number"},
        "minimum": {"type": "number"}, "exclusiveMinimum": {"type": "number"},
        "maxLength": {"$ref": "#/$defs/count"}, "minLength": {"$ref": "#/$defs/count"},
        "pattern": {"type": "string", "format": "regex"},
        "maxItems": {"$ref": "#/$defs/count"}, "minItems": {"$ref": "#/$defs/count"},
        "uniqueItems": {"type": "boolean"},
        "maxContains": {"$ref": "#/$defs/count"}, "minContains": {"$ref": "#/$defs/count"},
        "maxProperties": {"$ref": "#/$defs/count"}, "minProperties": {"$ref": "#/$defs/count"},
        "required": {"$ref": "#/$defs/names"},
        "dependentRequired": {"type": "object", "additionalProperties": {"$ref": "#/$defs/names"}},
        "title": {"type": "string"}, "description": {"type": "string"}, "deprecated": {"type": "boolean"},
        "readOnly": {"type": "boolean"}, "writeOnly": {"type": "boolean"}, "examples": {"type": "array"},
        "format": {"type": "string"}, "contentEncoding": {"type": "string"},
        "contentMediaType": {"type": "string"}, "contentSchema": {"$dynamicRef": "#meta"}
      },
      "$defs": {
        "anchor": {"type": "string", "pattern": "^[A-Za-z_][-A-Za-z0-9._]*$"},
        "count": {"type": "integer", "minimum": 0},
        "names": {"type": "array", "items": {"type": "string"}, "uniqueItems": true},
        "schemas": {"type": "array", "items": {"$dynamicRef": "#meta"}, "minItems": 1},
        "map": {"type": "object", "additionalProperties": {"$dynamicRef": "#meta"}},
        "type": {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]}
      }
    }
    """
}
