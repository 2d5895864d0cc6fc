/// A type to print, with the types that stand inside it.
public struct TypePlan: Sendable {
  /// Its own name, without the names around it.
  public let name: String
  /// What the document says of it.
  public let documentation: Documentation
  /// What is printed.
  public let kind: Kind
  /// Types printed inside this one, in document order.
  public let nested: [TypePlan]

  init(name: String, documentation: Documentation, kind: Kind, nested: [TypePlan] = []) {
    self.name = name
    self.documentation = documentation
    self.kind = kind
    self.nested = nested
  }

  /// The kinds of types.
  public enum Kind: Sendable {
    case structure(StructurePlan)
    case openEnum(EnumPlan)
    case union(UnionPlan)
    case tuple(TuplePlan)
    /// `typealias name = …`
    case alias(TypeUse)
    /// An enum without cases that only holds its nested types, such as those of an operation.
    case namespace
    /// The bodies an operation takes in one of several content types.
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
    /// What the document says of it.
    public let documentation: Documentation

    init(name: String, value: ValuePlan, documentation: Documentation = Documentation()) {
      self.name = name
      self.value = value
      self.documentation = documentation
    }
  }
}

/// A struct of positions in an array.
public struct TuplePlan: Sendable {
  /// The positions, in order.
  public let elements: [PropertyPlan]
  /// The type of elements after the positions, nil where there are none.
  public let rest: AdditionalPropertiesPlan?
}

extension [TypePlan] {
  /// Each type with its path, those inside of others after them.
  func forEachType(in outer: [String] = [], _ body: (_ path: [String], _ type: TypePlan) -> Void) {
    for type in self {
      let path = outer + [type.name]
      body(path, type)
      type.nested.forEachType(in: path, body)
    }
  }

  /// All types by their paths, those inside of others among them.
  var byPath: [[String]: TypePlan] {
    var types: [[String]: TypePlan] = [:]
    forEachType { types[$0] = $1 }
    return types
  }
}
