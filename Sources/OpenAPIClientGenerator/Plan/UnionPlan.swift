/// An enum with payloads.
public struct UnionPlan: Sendable {
  /// The variants, in the document's order.
  public let cases: [Case]
  /// How a variant is chosen.
  public let choice: Choice
  /// The name of the case that keeps values that fit no variant.
  public let otherCase: String
  /// The name of the case taken when the discriminator is absent or unlisted, instead of `otherCase`.
  public let defaultCase: String?
  /// Whether it has a `validate` method, because a variant has rules.
  public let validates: Bool
  /// The literals that callers can write for it, in the order of the variants.
  public let literals: [Literal]
  /// The members that several variants have.
  public let shared: [SharedMember]

  /// A kind of literals that only one variant takes.
  public struct Literal: Equatable, Sendable {
    /// The kind.
    public let kind: Kind
    /// The name of the case that it becomes.
    public let name: String
    /// The type of the value; of an array that of its elements.
    public let type: TypeUse
    /// Whether the payload is an extensible enum around the value.
    public var isRaw = false
    /// Whether Swift has literals for the type; false for `JSONNumber`.
    var isWritable = true

    /// The kinds: `"a"`, `["a"]`, `1`, `true`.
    public enum Kind: String, Sendable { case string, array, number, boolean }
  }

  /// A variant.
  public struct Case: Sendable {
    /// The name of the case.
    public let name: String
    /// The type of its payload; nil: it has none and is null.
    public let type: TypeUse?
    /// The discriminator values that choose it.
    public let discriminatorValues: [String]
    /// Members of its struct that are restricted to other values than in another variant.
    public let distinguishing: [RestrictedMember]
    /// The rule that checks its payload; nil: nothing in it has a `validate` method.
    public let rule: RulePlan?
    /// Its documentation.
    public let documentation: Documentation
  }

  /// A member that several variants have with the same type; nil for the others.
  public struct SharedMember: Sendable {
    /// Its key in JSON.
    public let key: String
    /// The name of the property.
    public let name: String
    /// Its type, which is optional.
    public let type: TypeUse
    /// Its deprecation, where a variant deprecates it.
    public let deprecation: Deprecation?
    /// The names of the cases that have it, and of the property in their payloads.
    public let members: [(caseName: String, member: String)]
  }

  /// A member of a struct whose value is one of a list.
  public struct RestrictedMember: Equatable, Sendable {
    /// The key of the member.
    public let key: String
    /// The values that it may have, as text.
    public let values: [String]
  }

  /// How a variant is chosen.
  public enum Choice: Equatable, Sendable {
    /// By the value of the member with this key.
    case discriminator(String)
    /// By fit: the variant that describes most of the value.
    case fit
  }
}
