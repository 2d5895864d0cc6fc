import OpenAPIDocument

extension Deprecation {
  /// Nil where none of the schemas that describe a value is deprecated.
  ///
  ///     age: {$ref: …/Age, deprecated: true}, or Age: {type: integer, deprecated: true}  → deprecated
  ///
  /// One that says so is enough (JSON Schema 2020-12, Validation, section 9.3), wherever a `$ref` or `allOf` has it.
  init?(of schemas: [Schema]) {
    self.init(if: schemas.contains(where: \.isDeprecated))
  }
}

extension Schema {
  /// Whether it says that its values are deprecated, here, where its `$ref` leads, or in `allOf`.
  ///
  /// What a component inherits from is another matter: a deprecated base has descendants that are not.
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
