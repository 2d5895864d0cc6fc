import OpenAPIDocument

/// A type while it is resolved: `API.TypeDefinition` with the schemas that describe it.
///
/// Shapes refer to each other by number, so that recursion is nothing special.
struct Shape {
  /// The schema it is made of, the outermost where there are several; nil for one that stands for no schema.
  let schema: Schema?
  /// All schemas that describe it, references and `allOf` followed.
  var parts: [Schema] = []
  var kind: Kind
  var isNullable = false

  enum Kind {
    /// Not made yet.
    case pending
    case scalar(API.Scalar)
    case file
    /// The same as another shape.
    case same(API.Reference)
    indirect case enumeration(API.Enumeration)
    indirect case object(ObjectShape)
    case map(API.Reference)
    case array(API.Reference)
    indirect case tuple(API.Tuple)
    /// Variants as the document lists them, before anything is known of their shapes.
    indirect case variants(VariantList)
    indirect case union(UnionShape)

    /// Everything that a value of the shape holds directly.
    var children: [API.Reference] {
      switch self {
      case .pending, .scalar, .file, .enumeration: []
      case .same(let target): [target]
      case .array(let inner), .map(let inner): [inner]
      case .object(let object):
        object.properties.map { $0.type } + object.patterns.map { $0.type } + [object.additional].compactMap { $0 }
      case .tuple(let tuple): tuple.elements.map { $0.type } + [tuple.rest].compactMap { $0 }
      case .variants(let list): list.variants.map { $0.type }
      case .union(let union): union.cases.map { $0.type }
      }
    }
  }
}

/// An object with named properties.
struct ObjectShape {
  var properties: [PropertyShape] = []
  /// The type of members without a property of their own; nil: they are not kept.
  var additional: API.Reference?
  var patterns: [API.PatternProperties] = []

  func property(_ key: String) -> PropertyShape? { properties.first { $0.key == key } }

  func index(of key: String) -> Int? { properties.firstIndex { $0.key == key } }
}

/// A property of an object.
struct PropertyShape {
  let key: String
  /// Where it is declared, the most specific first; empty for a property that is only listed as required.
  let schemas: [Schema]
  let type: API.Reference
  var isRequired: Bool
  /// The value by which a union knows the object.
  var discriminatorValue: String?
}

/// The variants of a `oneOf`, an `anyOf` or a base with descendants, as found in the document.
struct VariantList {
  let variants: [Variant]
  let discriminator: Discriminator?
  /// Whether the discriminator stands in what the variants inherit from, not beside the list.
  var isInherited = false

  struct Variant {
    let schema: Schema
    let type: API.Reference
    /// Values of the discriminator's mapping that lead here.
    let discriminatorValues: [String]
  }
}

/// A union whose cases are known.
struct UnionShape {
  var cases: [Case]
  var choice: API.Union.Choice
  /// The position of the case taken when the discriminator has no listed value.
  var defaultCase: Int?

  struct Case {
    let schema: Schema
    var type: API.Reference
    var discriminatorValues: [String]
  }
}
