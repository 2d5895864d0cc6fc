import OpenAPISyntax

extension SwaggerConversion {
  private static let schemaMaps: Set<String> = ["properties", "patternProperties", "definitions"]
  private static let schemaLists: Set<String> = ["allOf", "anyOf", "oneOf"]
  private static let schemaKeys: Set<String> = ["items", "additionalProperties", "not"]

  /// Adds a schema.
  mutating func addSchema(_ node: JSONNode, _ key: String?) {
    guard node.isObject else { return copy(node, key) }
    begin(node, key)
    addSchemaMembers(node)
    builder.end()
  }

  private mutating func addSchemaMembers(_ node: JSONNode) {
    for member in node.children {
      guard let key = member.key else { continue }
      switch key {
      case "$ref": addReference(member)
      case "x-nullable" where node[.nullable] == nil: addNullable(member)
      case "discriminator" where member.isString: addDiscriminator(member)
      case "type" where member.string == "file": addFileType(member, of: node)
      case _ where Self.schemaMaps.contains(key) && member.isObject:
        begin(member)
        for schema in member.children { addSchema(schema, schema.key) }
        builder.end()
      case _ where Self.schemaLists.contains(key) && member.isArray, "items" where member.isArray:
        begin(member)
        for schema in member.children { addSchema(schema, nil) }
        builder.end()
      case _ where Self.schemaKeys.contains(key): addSchema(member, key)
      default: copy(member)
      }
    }
  }

  /// Adds `x-nullable` as `nullable`.
  mutating func addNullable(_ member: JSONNode) {
    record(member)
    builder.copy(member, "nullable")
  }

  /// Adds the type `file` as a binary string; the owner's own format stays.
  mutating func addFileType(_ member: JSONNode, of owner: JSONNode) {
    record(member)
    builder.add("string", "type", at: member)
    if owner[.format] == nil { builder.add("binary", "format", at: member) }
  }

  private mutating func addDiscriminator(_ node: JSONNode) {
    record(node)
    builder.beginObject("discriminator", at: node)
    builder.copy(node, "propertyName")
    if let schema = node.parent, let values = discriminatorValues[schema] {
      builder.beginObject("mapping", at: node)
      for value in values {
        builder.add("#/components/schemas/\(value.name)", value.value.string, at: value.value)
      }
      builder.end()
    }
    builder.end()
  }

  /// Finds each `x-ms-discriminator-value`, which Azure's documents have for values other than the schema's name.
  mutating func findDiscriminatorValues() {
    for schema in children(of: original.root["definitions"]) {
      guard let value = schema["x-ms-discriminator-value"], value.isString, let name = schema.key else { continue }
      // The value is for all schemas with a discriminator that it inherits from, directly or not.
      var ancestors = [schema]
      var seen: Set<JSONNode> = [schema]
      while let ancestor = ancestors.popLast() {
        if ancestor[.discriminator]?.isString == true, ancestor != schema {
          discriminatorValues[ancestor, default: []].append((value, JSONPointer.escape(name)))
        }
        for part in children(of: ancestor[.allOf]) {
          guard let base = target(of: part), base.tree === original, seen.insert(base).inserted else { continue }
          ancestors.append(base)
        }
      }
    }
  }

  /// Adds a value of a file that is not a document, and converts everything in it that has the form of a schema.
  mutating func convertFragment(_ node: JSONNode) {
    guard node.isObject || node.isArray else { return copy(node) }
    begin(node)
    let isSchema = node[.type] != nil || node[.properties] != nil || node[.allOf] != nil || node[.ref] != nil
    for member in node.children {
      switch member.key {
      case "$ref" where member.isString: addReference(member)
      case "x-nullable" where isSchema && node[.nullable] == nil: addNullable(member)
      case "discriminator" where isSchema && member.isString: addDiscriminator(member)
      case "type" where member.string == "file": addFileType(member, of: node)
      case "example", "examples", "default", "enum": copy(member)
      case let key? where key.hasPrefix("x-"): copy(member)
      default: convertFragment(member)
      }
    }
    builder.end()
  }
}
