/// A type to print, with the types nested in it.
public struct TypePlan: Sendable {
  /// Its own name, without the names around it.
  public let name: String
  /// Its documentation.
  public let documentation: Documentation
  /// What is declared.
  public let kind: Kind
  /// The types nested in it, in the document's order.
  public var nested: [TypePlan] = []

  /// The kinds of types.
  public enum Kind: Sendable {
    case structure(StructurePlan)
    case openEnum(EnumPlan)
    case union(UnionPlan)
    case tuple(TuplePlan)
    /// `typealias name = …`
    case alias(TypeUse)
    /// An enum without cases around nested types, such as those of an operation.
    case namespace
    /// The request bodies of an operation that takes several content types.
    case bodyChoice(BodyChoicePlan)
    /// The responses of an operation that has several.
    case responseChoice(ResponseChoicePlan)
    /// The servers of a path or an operation.
    case servers([ServerPlan])
  }
}

/// An extensible enum: a struct around a raw value, with a constant for each listed value.
public struct EnumPlan: Sendable {
  /// `.string`, `.int`, `.double`, `.bool`, or `.jsonValue` for a mix.
  public let rawType: TypeUse
  /// The listed values, in the document's order.
  public let values: [Value]

  /// A listed value.
  public struct Value: Sendable {
    /// The name of the constant.
    public let name: String
    /// The value.
    public let value: ValuePlan
    /// Its documentation.
    public var documentation = Documentation()
  }
}

/// A struct of positions in an array.
public struct TuplePlan: Sendable {
  /// The positions, in order.
  public let elements: [PropertyPlan]
  /// The elements after the positions; nil where there are none.
  public let rest: AdditionalPropertiesPlan?
}

extension [TypePlan] {
  /// Visits each type with its path, before the types nested in it.
  func forEachType(in outer: [String] = [], _ body: (_ path: [String], _ type: TypePlan) -> Void) {
    for type in self {
      let path = outer + [type.name]
      body(path, type)
      type.nested.forEachType(in: path, body)
    }
  }

  /// All types, nested ones too, by their names from the outside in.
  var byPath: [[String]: TypePlan] {
    var types: [[String]: TypePlan] = [:]
    forEachType { types[$0] = $1 }
    return types
  }
}

extension [[String]: TypePlan] {
  /// A type without optionality, followed through aliases.
  ///
  ///     typealias Orders = [Order]?   Orders? → [Order]
  func declared(_ type: TypeUse) -> TypeUse {
    var type = type.unwrapped
    var seen: Set<[String]> = []
    while case .named(let path) = type, seen.insert(path).inserted, case .alias(let target) = self[path]?.kind {
      type = target.unwrapped
    }
    return type
  }
}
