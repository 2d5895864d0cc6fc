/// An enum with payloads.
public struct UnionPlan: Sendable {
  /// The variants, in the document's order.
  public let cases: [Case]
  /// How a variant is chosen.
  public let choice: Choice
  /// The name of the case that keeps what no variant fits; nil where the variants cover everything.
  public let otherCase: String?
  /// The name of the case taken when the discriminator is absent or unlisted, instead of `otherCase`.
  public let defaultCase: String?
  /// A `validate` method is printed when a variant has rules.
  public let validates: Bool

  /// Whether it is sent: callers make its values.
  public let isSent: Bool
  /// The literals that it takes, in the order of the variants.
  public let literals: [Literal]
  /// The members that several variants have.
  public let shared: [SharedMember]

  /// A kind of literals, for a variant that alone takes it.
  public struct Literal: Equatable, Sendable {
    /// What is written.
    public let kind: Kind
    /// The name of the case that it makes.
    public let name: String
    /// The type of the value, of a list that of its elements.
    public let type: TypeUse
    /// Whether the case carries an extensible enum around the value.
    public var isRaw = false
    /// False for numbers that no literal can be.
    var isWritten = true

    /// What is written: `"a"`, `["a"]`, `1`, `true`.
    public enum Kind: String, Sendable { case string, array, number, boolean }
  }

  /// A variant.
  public struct Case: Sendable {
    /// The name of the case.
    public let name: String
    /// nil: a case without payload that stands for null.
    public let type: TypeUse?
    /// Values of the discriminator that choose it.
    public let discriminatorValues: [String]
    /// Members of its struct that are restricted to some texts, other ones than those of another variant.
    public let distinguishing: [RestrictedMember]
    /// What checks its payload, or what that lists; nil: nothing in it has a `validate` method.
    public let rule: RulePlan?
    /// What the document says of it.
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
    /// Whether a variant deprecates it.
    public let deprecation: Deprecation?
    /// The variants that have it, by the names of their cases, and what they call it.
    public let members: [(caseName: String, member: String)]
  }

  /// A member of a struct whose value is one of some texts.
  public struct RestrictedMember: Equatable, Sendable {
    /// The key of the member.
    public let key: String
    /// The texts that it may be.
    public let values: [String]
  }

  /// How a variant is chosen.
  public enum Choice: Equatable, Sendable {
    /// By the text of the member with this key.
    case discriminator(String)
    /// The variant that explains most of the value.
    case fit
  }
}
