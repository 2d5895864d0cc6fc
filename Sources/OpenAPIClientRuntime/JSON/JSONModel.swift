/// A type generated from a schema; it prints as its members.
///
///     Order(id: 7, total: 5, lines: [Order.Line(sku: "A-7")])
///
/// Members that are nil are left out, as are the module and the namespace of type names.
public protocol JSONModel: JSONCodable, CustomDebugStringConvertible {}

extension JSONModel {
  /// The type's name with the members that have a value, or the case of an enum with its payload.
  public var debugDescription: String { ModelText.text(of: self, type: Self.self) }
}

/// A wrapper that prints as the value inside it.
private protocol Wrapping {
  var wrapped: Any { get }
}

extension Boxed: Wrapping {
  fileprivate var wrapped: Any { wrappedValue }
}

extension BoxedOptional: Wrapping {
  fileprivate var wrapped: Any { wrappedValue as Any }
}

/// The text of a model.
private enum ModelText {
  static func text(of value: Any, type: Any.Type) -> String {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle != .enum else {
      guard let child = mirror.children.first else { return "\(value)" }
      return "\(child.label ?? name(of: type))(\(text(of: child.value) ?? "nil"))"
    }
    return "\(name(of: type))(\(members(of: mirror).joined(separator: ", ")))"
  }

  private static func members(of mirror: Mirror) -> [String] {
    mirror.children.flatMap { child -> [String] in
      var value = child.value
      var label = child.label ?? ""
      if let wrapping = value as? any Wrapping {
        value = wrapping.wrapped
        if label.hasPrefix("_") { label.removeFirst() }
      }
      // Generated code keeps the members of a large type in a struct behind a reference.
      if label.hasPrefix("members_"), !(value is any JSONCodable) { return members(of: Mirror(reflecting: value)) }
      if label.hasPrefix("deprecated_") { label.removeFirst("deprecated_".count) }
      return text(of: value).map { ["\(label): \($0)"] } ?? []
    }
  }

  /// A value inside a model; nil if it is absent.
  private static func text(of value: Any) -> String? {
    if let nulls = value as? any MemberSet, nulls.isNone { return nil }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional { return mirror.children.first.flatMap { text(of: $0.value) } }
    if let wrapping = value as? any Wrapping { return text(of: wrapping.wrapped) }
    return String(reflecting: value)
  }

  /// `Order.Line` of `PetShop.Shop.Order.Line`: without the module and the client's namespace.
  private static func name(of type: Any.Type) -> String {
    let names = String(reflecting: type).split(separator: ".")
    return names.dropFirst(names.count > 2 ? 2 : names.count - 1).joined(separator: ".")
  }
}

/// The members that are null, which may be none.
private protocol MemberSet {
  var isNone: Bool { get }
}

extension Nulls: MemberSet {
  fileprivate var isNone: Bool { isEmpty }
}
