/// Reports mistakes in schemas; `Schema` reads them all the same.
struct SchemaChecker {
  private let table: ReferenceTable
  private let version: Document.Version
  private var diagnostics = Diagnostics()

  private init(_ table: ReferenceTable, _ version: Document.Version) {
    self.table = table
    self.version = version
  }

  /// Checks each of the schemas by itself.
  static func check(
    _ schemas: [JSONNode], _ table: ReferenceTable, _ version: Document.Version, _ diagnostics: inout Diagnostics
  ) {
    var checker = SchemaChecker(table, version)
    for node in schemas { checker.check(node) }
    diagnostics.add(contentsOf: checker.diagnostics)
  }

  private mutating func check(_ node: JSONNode) {
    guard node.isObject else {
      if !node.isBool { diagnostics.wrongKind(node, "A schema must be an object, true or false") }
      return
    }
    let schema = Schema(node, table)
    if schema.has(.ref) { checkReference(schema) }
    for member in node.children {
      // Keywords that OpenAPI 3.0 ignores beside a `$ref` are reported by `checkReference`.
      guard let keyword = member.schemaKeyword, schema.has(keyword) else { continue }
      check(member, keyword, of: schema)
    }
    if schema.has(.ref), table.ignoresSiblings(in: node.tree) { return }
    if version == .v3_0, schema.declaredTypes.contains(.array), !schema.has(.items), !schema.has(.prefixItems),
      !schema.isCombined
    {
      diagnostics.warning(
        "missing-items", "An array must describe its elements; any are accepted", at: node, hint: "add `items`")
    }
  }

  private mutating func check(_ value: JSONNode, _ keyword: Keyword, of schema: Schema) {
    switch keyword {
    case .type: checkType(value, of: schema)
    case .enum: checkEnum(value, of: schema)
    case .required: checkRequiredKind(value)
    case .properties: checkProperties(value)
    case .patternProperties, .defs, .definitions, .dependentSchemas, .dependentRequired:
      if !value.isObject { wrongKind(value, keyword, "an object") }
    case .allOf, .anyOf, .oneOf: checkAlternatives(value, keyword)
    case .prefixItems: if !value.isArray { wrongKind(value, keyword, "an array") }
    case .items where value.isArray: break
    case .items, .additionalProperties, .additionalItems, .contains, .propertyNames, .not, .if, .then, .else,
      .unevaluatedProperties, .unevaluatedItems, .contentSchema:
      if !value.isObject, !value.isBool { wrongKind(value, keyword, "a schema") }
    case .nullable where value.bool ?? false && version != .v3_0:
      diagnostics.warning(
        "version-mismatch", "OpenAPI 3.1 and later have no `nullable`; it is read as in 3.0", at: value,
        hint: "write `\"type\": [\"string\", \"null\"]`, with the right type")
    case .nullable, .readOnly, .writeOnly, .deprecated, .uniqueItems:
      if !value.isBool { wrongKind(value, keyword, "true or false") }
    case .title, .description, .format, .pattern, .contentEncoding, .contentMediaType:
      if !value.isString { wrongKind(value, keyword, "a string") }
    case .minimum, .maximum, .multipleOf: if !value.isNumber { wrongKind(value, keyword, "a number") }
    case .exclusiveMinimum, .exclusiveMaximum: checkExclusive(value, keyword)
    case .minLength, .maxLength, .minItems, .maxItems, .minProperties, .maxProperties, .minContains, .maxContains:
      checkLimit(value, keyword)
    case .discriminator: checkDiscriminator(value)
    default: break
    }
  }

  private mutating func checkReference(_ schema: Schema) {
    guard let reference = schema.value(.ref) else { return }
    guard reference.isString else { return wrongKind(reference, .ref, "a string") }
    guard table.ignoresSiblings(in: schema.node.tree) else { return }
    let target = schema.resolved
    let harmless: [Keyword] = [.defs, .definitions, .xml, .externalDocs]
    let ignored = schema.node.children.compactMap { member -> String? in
      guard let keyword = member.schemaKeyword, !harmless.contains(keyword), !schema.has(keyword),
        !target.has(keyword, equalTo: member)
      else { return nil }
      return keyword.name
    }
    if ignored.isEmpty { return }
    diagnostics.warning(
      "ignored-reference-siblings", "OpenAPI 3.0 ignores keywords beside a `$ref`: " + quoted(ignored, by: "`"),
      at: reference, hint: "put the `$ref` into `allOf`, with the keywords beside it")
  }

  private mutating func checkType(_ value: JSONNode, of schema: Schema) {
    guard value.isArray else { return checkTypeName(value, of: schema) }
    if version == .v3_0 {
      diagnostics.warning(
        "version-mismatch", "In OpenAPI 3.0, `type` is one name; the list is read as in 3.1", at: value,
        hint: "write one type and `nullable`, or `oneOf`")
    }
    for element in value.elements { checkTypeName(element, of: schema) }
  }

  private mutating func checkTypeName(_ value: JSONNode, of schema: Schema) {
    guard let name = value.string else { return wrongKind(value, .type, "a string or an array of strings") }
    guard let read = SchemaType.read(value) else {
      // The keywords beside it show the type, if there are any.
      let implying: [Keyword] = [
        .properties, .required, .additionalProperties, .items, .prefixItems, .enum, .const, .format, .pattern,
        .minLength, .maxLength, .minimum, .maximum, .multipleOf, .allOf, .anyOf, .oneOf, .minItems, .maxItems,
      ]
      let isAlone = schema.declaredTypes.isEmpty && !implying.contains(where: schema.has)
      diagnostics.warning(
        "unknown-type", "There is no type \"\(name)\"; \(isAlone ? "anything is accepted" : "it is ignored")",
        at: value,
        hint: "the types are string, number, integer, boolean, array, object and null")
      return
    }
    if !read.isExact {
      diagnostics.warning(
        "unknown-type", "There is no type \"\(name)\"; \(read.type.name) is used", at: value)
    }
  }

  private mutating func checkEnum(_ value: JSONNode, of schema: Schema) {
    guard value.isArray else { return wrongKind(value, .enum, "an array") }
    if value.elements.isEmpty {
      diagnostics.warning(
        "empty-enum", "An empty `enum` allows no value at all; every value of the type is accepted", at: value,
        hint: "list the values, or remove `enum`")
      return
    }
    let types = schema.types
    if types.isEmpty { return }
    let wrong = value.elements.filter { !$0.isNull && !types.accepts($0) }
    guard let first = wrong.first else { return }
    let others = wrong.count - 1
    let values = others == 0 ? " is" : " and \(others) more \(others == 1 ? "value" : "values") are"
    diagnostics.warning(
      "wrong-enum-value", "\(first.compactText)\(values) not of the schema's type", at: first,
      hint: "correct the \(others == 0 ? "value" : "values") or the type")
  }

  private mutating func checkRequiredKind(_ value: JSONNode) {
    if value.isBool {
      diagnostics.warning(
        "misplaced-required", "`required` is a list of the object's properties, not a mark on a property", at: value,
        hint: "put the property's name into `required` of the object around it")
      return
    }
    guard value.isArray else { return wrongKind(value, .required, "an array of names") }
    for element in value.elements where !element.isString {
      diagnostics.wrongKind(element, "The elements of `required` must be strings")
    }
  }

  private mutating func checkProperties(_ value: JSONNode) {
    guard value.isObject else { return wrongKind(value, .properties, "an object") }
    if let empty = value[""] { diagnostics.warning("empty-name", "The property's name is empty", at: empty) }
  }

  private mutating func checkAlternatives(_ value: JSONNode, _ keyword: Keyword) {
    guard value.isArray else { return wrongKind(value, keyword, "an array of schemas") }
    if value.elements.isEmpty {
      diagnostics.warning("empty-alternatives", "An empty `\(keyword.name)` has no effect", at: value)
    }
  }

  private mutating func checkExclusive(_ value: JSONNode, _ keyword: Keyword) {
    switch value.kind {
    case .bool:
      if version == .v3_0 { return }
      diagnostics.warning(
        "version-mismatch",
        "From OpenAPI 3.1 on, `\(keyword.name)` is a number; the boolean is read as in 3.0", at: value,
        hint: "write the limit itself here, and remove the other one")
    case .number:
      guard version == .v3_0 else { return }
      let limit = keyword == .exclusiveMinimum ? Keyword.minimum : .maximum
      diagnostics.warning(
        "version-mismatch",
        "In OpenAPI 3.0, `\(keyword.name)` is true or false; the number is read as in 3.1",
        at: value, hint: "write the limit as `\(limit.name)`, and true here")
    default: wrongKind(value, keyword, "a number")
    }
  }

  private mutating func checkLimit(_ value: JSONNode, _ keyword: Keyword) {
    guard let decimal = value.decimal else { return wrongKind(value, keyword, "a number") }
    if decimal.isNegative || decimal.exponent < 0 {
      diagnostics.warning(
        "invalid-limit", "`\(keyword.name)` must be a whole number that is not negative; it is ignored",
        at: value)
    }
  }

  private mutating func checkDiscriminator(_ value: JSONNode) {
    if value.isString {
      diagnostics.warning(
        "wrong-value-kind", "`discriminator` must be an object, but is a string; it is read as the property's name",
        at: value)
      return
    }
    guard value.isObject else { return wrongKind(value, .discriminator, "an object") }
    if value[.propertyName]?.string == nil {
      diagnostics.warning(
        "missing-field", "The discriminator has no `propertyName`, so it is not used", at: value)
    }
  }

  private mutating func wrongKind(_ node: JSONNode, _ keyword: Keyword, _ expected: String) {
    diagnostics.wrongKind(node, of: keyword, expected)
  }
}

extension Schema {
  /// Whether it refers to another schema or combines several.
  fileprivate var isCombined: Bool { has(.ref) || has(.allOf) || has(.anyOf) || has(.oneOf) }

  /// Whether a keyword has this value here or in a part of `allOf`; other keywords can imply the type `object`.
  fileprivate func has(_ keyword: Keyword, equalTo value: JSONNode, depth: Int = 0) -> Bool {
    if let own = self.value(keyword) { return own.isEqual(to: value) }
    if keyword == .type, value.string == SchemaType.object.name, has(.properties) || has(.additionalProperties) {
      return true
    }
    // Chains of `allOf` may be circular.
    guard depth < 8 else { return false }
    return schemas(.allOf).contains { $0.resolved.has(keyword, equalTo: value, depth: depth + 1) }
  }
}

extension SchemaTypes {
  /// Whether a value has one of the types.
  func accepts(_ value: JSONNode) -> Bool {
    switch value.kind {
    case .null: return contains(.null)
    case .bool: return contains(.boolean)
    case .string: return contains(.string)
    case .array: return contains(.array)
    case .object: return contains(.object)
    case .number:
      if contains(.number) { return true }
      return contains(.integer) && (value.decimal?.exponent ?? -1) >= 0
    }
  }
}
