import OpenAPIDocument

/// The number of a shape in its graph.
typealias ShapeID = Int

/// What a schema means once references, `allOf`, null and the versions of OpenAPI are out of the way.
///
/// Shapes stand between schemas and Swift: they have no names yet, and refer to each other by number, so that
/// recursion is nothing special. There are as many as schemas in the document, so they are small and all in one array:
/// what one says is looked up there, not copied out with all else.
struct Shape {
  /// The schema it was made of, the outermost where there are several; nil for a shape of the planner's own.
  var schema: Schema?
  /// All schemas that say something about it, references and `allOf` followed.
  var parts: [Schema] {
    get { storedParts ?? schema.map { [$0] } ?? [] }
    set { storedParts = newValue.count == 1 && newValue[0] == schema ? nil : newValue }
  }
  /// nil: the schema alone, as for nearly all shapes, which then need no array.
  private var storedParts: [Schema]?
  var kind: Kind
  var isNullable: Bool
  /// Another shape that this one came out as: equal inline types that belong together.
  var twin: ShapeID? {
    get { twinNumber == 0 ? nil : Int(truncatingIfNeeded: twinNumber) }
    set { twinNumber = UInt32(truncatingIfNeeded: newValue ?? 0) }
  }
  /// The same in half a word; 0 for none, for the first shape, which stands for anything, is no twin.
  private(set) var twinNumber: UInt32 = 0

  init(schema: Schema?, kind: Kind) {
    self.schema = schema
    self.kind = kind
    storedParts = []
    isNullable = false
  }

  /// Says that the schema alone says what it is.
  mutating func settleParts() { storedParts = nil }

  enum Kind {
    /// Not made yet.
    case pending
    /// A value without a type of its own: a string, a number, any JSON.
    case value(TypeUse)
    /// The bytes of a file: a file part, a body, or a string, depending on where it stands.
    case binary
    /// The same as another shape.
    case link(Use)
    /// Boxed like all that is larger than a use: nearly all shapes are values and links.
    indirect case enumeration(EnumShape)
    indirect case object(ObjectShape)
    /// An object whose members all have one type.
    case map(Use)
    case array(Use)
    indirect case tuple(TupleShape)
    /// Variants as the document lists them, before anything is known of their shapes.
    case variants(VariantList)
    indirect case union(UnionShape)
  }
}

/// A shape where it is used.
struct Use: Hashable {
  var shape: ShapeID { Int(truncatingIfNeeded: storedShape) }
  let isNullable: Bool
  /// Half a word, for shapes and properties are as many as schemas in the document.
  private let storedShape: UInt32

  init(_ shape: ShapeID, isNullable: Bool = false) {
    storedShape = UInt32(truncatingIfNeeded: shape)
    self.isNullable = isNullable
  }
}

/// An object with named properties.
struct ObjectShape {
  var properties: [PropertyShape]
  /// The type of members without a property of their own; nil: they are not kept.
  var additional: Use?
  let patterns: [(pattern: String, use: Use)]

  func property(_ key: String) -> PropertyShape? {
    for property in properties where property.key == key { return property }
    return nil
  }
}

/// A property of an object.
struct PropertyShape {
  let key: String
  let use: Use
  var isRequired: Bool
  /// A value to offer in the initializer, for the property that tells the variants of a union apart.
  var tag: String?
  /// nil: the schema that the shape of `use` was made of, as for nearly all properties, which then need no array.
  private let storedSchemas: [Schema]?

  /// A property declared by one schema, of that schema's shape.
  init(key: String, of use: Use, isRequired: Bool) {
    self.key = key
    self.use = use
    self.isRequired = isRequired
    storedSchemas = nil
  }

  init(key: String, schemas: [Schema], use: Use, isRequired: Bool, tag: String? = nil) {
    self.key = key
    self.use = use
    self.isRequired = isRequired
    self.tag = tag
    storedSchemas = schemas
  }

  /// Where it is declared, the most specific first; empty for a property that is only said to be required.
  func schemas(_ graph: SchemaGraph) -> [Schema] {
    storedSchemas ?? graph.shapes[use.shape].schema.map { [$0] } ?? []
  }

  /// The most specific of its schemas.
  func schema(_ graph: SchemaGraph) -> Schema? {
    guard let storedSchemas else { return graph.shapes[use.shape].schema }
    return storedSchemas.first
  }
}

/// Listed values.
struct EnumShape {
  let rawType: TypeUse
  let values: [Value]
  /// `const`, or an enum of one that tells the variants of a union apart.
  var isConstant: Bool

  struct Value {
    let value: ValuePlan
    /// What it is compared by, and what its name is made of.
    let text: String
    /// A name that the document gives, such as by `x-enum-varnames`.
    var name: String?
    var documentation: [String]
  }
}

/// Positions of an array.
struct TupleShape {
  let elements: [Element]
  let rest: Use?

  struct Element {
    let schema: Schema
    let use: Use
    let isRequired: Bool
  }
}

/// The variants of a `oneOf`, an `anyOf` or a base with descendants, as found in the document.
final class VariantList {
  let variants: [Variant]
  let discriminator: Discriminator?

  init(variants: [Variant], discriminator: Discriminator?) {
    self.variants = variants
    self.discriminator = discriminator
  }

  struct Variant {
    let schema: Schema
    let use: Use
    /// Values of the discriminator's mapping that lead here.
    let tags: [String]
  }
}

/// A union whose cases are settled.
struct UnionShape {
  var cases: [Case]
  let choice: UnionPlan.Choice
  /// The index of the case taken when the discriminator has no listed value.
  let defaultCase: Int?
  var isIndirect = false

  struct Case {
    let schema: Schema
    var use: Use
    var tags: [String]
    /// The case's name, set when names are given.
    var name = ""
  }
}
