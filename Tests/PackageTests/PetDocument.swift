/// A small document in variants.
enum PetDocument {
  /// The document with the only property of a pet, and further members of its schema.
  static func text(property: String = "name", more: String = "") -> String {
    """
    {
      "openapi": "3.1.0",
      "info": { "title": "Pets", "version": "1.0" },
      "servers": [{ "url": "https://pets.example" }],
      "paths": {
        "/pets/{id}": {
          "get": {
            "operationId": "getPet",
            "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
            "responses": {
              "200": {
                "description": "A pet",
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Pet" } } }
              }
            }
          }
        }
      },
      "components": {
        "schemas": {
          "Pet": {
            "type": "object", "required": ["\(property)"]\(more),
            "properties": { "\(property)": { "type": "string" } }
          }
        }
      }
    }
    """
  }

  /// An overlay that gives a pet one more property, and its operation another name.
  static func overlay(property: String, operation: String) -> String {
    """
    overlay: 1.1.0
    info: { title: Corrections, version: "1" }
    actions:
      - target: $.components.schemas.Pet.properties
        description: The service sends it.
        update:
          \(property): { type: string }
      - target: $.paths['/pets/{id}'].get
        update: { operationId: \(operation) }
    """
  }

  /// The same document in YAML; its schema may stand in another file.
  static func yaml(property: String = "name", schema: String = "#/components/schemas/Pet") -> String {
    """
    # The pets of a shop.
    openapi: 3.1.0
    info: { title: Pets, version: "1.0" }
    servers:
    - url: https://pets.example
    paths:
      /pets/{id}:
        get:
          operationId: getPet
          parameters:
            - name: id
              in: path
              required: true
              schema: &text
                type: string
          responses:
            "200":
              description: A pet
              content:
                application/json:
                  schema:
                    $ref: '\(schema)'
    components:
      schemas:
        Pet:
          type: object
          required:
            - \(property)
          properties:
            \(property): *text
    """
  }
}
