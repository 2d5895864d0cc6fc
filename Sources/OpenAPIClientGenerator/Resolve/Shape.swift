import OpenAPIDocument

/// A type while it is resolved: like `API.TypeDefinition`, but with the schemas that describe it.
///
/// Shapes refer to each other by number, so recursive ones need no special care.
struct Shape {
  /// The schema that it is made of, the outermost if there are several; nil for shapes that the generator adds.
  let schema: Schema?
  /// All schemas that describe it, with those that references and `allOf` lead to.
  var parts: [Schema] = []
  var kind: Kind
  var isNullable = false

  enum Kind {
    /// Not made yet.
    case pending
    case scalar(API.Scalar)
    case file
    /// Another name for a shape.
    case same(API.Reference)
    indirect case enumeration(API.Enumeration)
    indirect case object(ObjectShape)
    case map(API.Reference)
    case array(API.Reference)
    indirect case tuple(API.Tuple)
    /// The variants in the document, before `UnionResolver` makes a union of them.
    indirect case variants(VariantList)
    indirect case union(UnionShape)
  }
}

/// An object with named properties.
struct ObjectShape {
  var properties: [PropertyShape] = []
  /// The type of additional properties; nil if they aren't kept.
  var additional: API.Reference?
  var patterns: [API.PatternProperties] = []

  func property(_ key: String) -> PropertyShape? { properties.first { $0.key == key } }

  func index(of key: String) -> Int? { properties.firstIndex { $0.key == key } }
}

/// A property of an object.
struct PropertyShape {
  let key: String
  /// The schemas that describe it, the most specific first; empty for a property that is only listed as required.
  let schemas: [Schema]
  let type: API.Reference
  var isRequired: Bool
  /// The property's value in the variant of a union, by which readers choose the variant.
  var discriminatorValue: String?
}

/// The variants of a `oneOf`, of an `anyOf`, or of a base with a discriminator.
struct VariantList {
  let variants: [Variant]
  let discriminator: Discriminator?
  /// Whether the variants inherit the discriminator from a common base, and the list has none.
  var isInherited = false

  struct Variant {
    let schema: Schema
    let type: API.Reference
    /// The values for this variant in the discriminator's mapping.
    let discriminatorValues: [String]
  }
}

/// A union, whose variants no longer change.
struct UnionShape {
  var cases: [Case]
  var choice: API.Union.Choice
  /// The position of the case for values of the discriminator that no case has.
  var defaultCase: Int?

  struct Case {
    let schema: Schema
    var type: API.Reference
    var discriminatorValues: [String]
  }
}
