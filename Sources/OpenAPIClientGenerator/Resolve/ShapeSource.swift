import OpenAPIDocument

/// The schemas that a shape is made of: one, or several that describe the same value.
struct ShapeSource: Hashable {
  /// Each schema comes after those that it includes.
  let schemas: [Schema]
  /// The type to make a shape of, if the schemas allow several.
  let type: SchemaType?
  /// Schemas whose variants are ignored, because the shape is one of these variants.
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
  /// The schema, if there is one only and its type isn't narrowed.
  var only: Schema? { type == nil ? schemas.only : nil }
}
