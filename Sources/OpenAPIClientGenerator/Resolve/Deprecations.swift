import OpenAPIDocument

extension Deprecation {
  /// Nil if none of the schemas that describe a value is deprecated.
  ///
  ///     age: {$ref: …/Age, deprecated: true}, or Age: {type: integer, deprecated: true}  → deprecated
  ///
  /// One deprecated schema is enough (JSON Schema 2020-12, Validation, section 9.3), also behind a `$ref` or in `allOf`.
  init?(of schemas: [Schema]) {
    self.init(if: schemas.contains(where: \.isDeprecated))
  }
}

extension Schema {
  /// Whether the schema is deprecated, or the target of its `$ref`, or a member of its `allOf`.
  ///
  /// The bases of a component don't count, because descendants of a deprecated base can be in use.
  fileprivate var isDeprecated: Bool {
    var unread = [self]
    var known: Set<JSONNode> = []
    while let schema = unread.popLast() {
      guard known.insert(schema.node).inserted else { continue }
      if schema.deprecated { return true }
      if let target = schema.reference?.target { unread.append(target) }
      unread += schema.componentName == nil ? schema.allOf : schema.allOf.filter { $0.reference == nil }
    }
    return false
  }
}
