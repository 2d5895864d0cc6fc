import OpenAPIDocument

/// What a shape is made of: a schema, or several that describe the same value.
struct ShapeSource: Hashable {
  /// Those that are included stand before those that include them.
  let schemas: [Schema]
  /// One of several types that the schemas allow.
  let type: SchemaType?
  /// Schemas whose variants are left out, because this is one of them.
  let withoutVariants: [Schema]
  /// Schemas whose properties may be absent.
  let conditional: [Schema]

  init(
    schemas: [Schema], type: SchemaType? = nil, withoutVariants: [Schema] = [], conditional: [Schema] = []
  ) {
    self.schemas = schemas
    self.type = type
    self.withoutVariants = withoutVariants
    self.conditional = conditional
  }

  /// The schema that includes all others.
  var outermost: Schema { schemas[schemas.count - 1] }
  /// The schema, where it is one, whatever its type.
  var only: Schema? { type == nil ? schemas.only : nil }
}
