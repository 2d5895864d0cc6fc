/// A reference from one schema to another.
public struct SchemaReference: Sendable {
  /// The value of `$ref`.
  public let node: JSONNode
  /// The reference as written.
  public let text: String
  /// The schema it leads to, one step; nil if nothing stands there or the way leads in a circle, which has been reported.
  ///
  /// Going from target to target always ends.
  public let target: Schema?
  /// Whether it is a `$dynamicRef` or `$recursiveRef`; those are resolved where they stand, not where they are used from.
  public let isDynamic: Bool
}
