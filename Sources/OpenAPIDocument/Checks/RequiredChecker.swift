/// Reports required properties that no schema defines.
///
/// Another schema that applies together with the one that requires a property may define it: one of its parts, or a
/// schema that includes it by `allOf`, `oneOf` or `anyOf`.
struct RequiredChecker {
  private let table: ReferenceTable
  private var diagnostics = Diagnostics()
  /// For each schema, by its node, the schemas that it is a part of.
  private var owners: [JSONNode: [Owner]] = [:]

  /// A schema that has another as a part.
  fileprivate struct Owner {
    let schema: Schema
    /// Whether the part is one of several alternatives, which don't apply together.
    let isAlternative: Bool
  }

  private init(_ table: ReferenceTable) { self.table = table }

  static func check(_ schemas: [JSONNode], _ table: ReferenceTable, _ diagnostics: inout Diagnostics) {
    var checker = RequiredChecker(table)
    checker.check(schemas)
    diagnostics.add(contentsOf: checker.diagnostics)
  }

  private mutating func check(_ schemas: [JSONNode]) {
    var requiring: [Schema] = []
    for node in schemas where node.isObject {
      let schema = Schema(node, table)
      for part in Self.parts(of: schema) {
        owners[part.node, default: []].append(Owner(schema: schema, isAlternative: false))
      }
      for part in Self.alternatives(of: schema) {
        owners[part.node, default: []].append(Owner(schema: schema, isAlternative: true))
      }
      // A schema with `required` alone is meant to be combined with others.
      if schema.has(.required), schema.has(.properties), !Self.isCondition(schema) { requiring.append(schema) }
    }
    for schema in requiring { check(schema) }
  }

  private mutating func check(_ schema: Schema) {
    guard let required = schema.value(.required), required.isArray, let properties = schema.value(.properties),
      properties.isObject
    else { return }
    // A part with empty `properties` leaves them to the schemas that it is combined with.
    if properties.count == 0, owners[schema.node] != nil { return }
    var combination: Combination?
    for element in required.elements {
      guard let name = element.string, !Combination.defines(schema, name) else { continue }
      let known = combination ?? Combination(with: schema, owners)
      combination = known
      if known.isOpen || known.members.contains(where: { Combination.defines($0, name) }) { continue }
      let others = known.members.count > 1 ? " of this schema or of those that it is combined with" : ""
      diagnostics.warning(
        "undefined-required-property", "\"\(name)\" is required but not among the properties\(others)",
        at: element, hint: "define it in `properties`, or correct the name")
    }
  }

  /// Whether a schema is inside of `not` or `if`, which define no properties.
  private static func isCondition(_ schema: Schema) -> Bool {
    var node = schema.node
    while true {
      switch node.keyword {
      case .not, .if: return true
      case .allOf, .anyOf, .oneOf: break
      default:
        guard let list = node.parent, list.isArray else { return false }
      }
      guard let parent = node.parent else { return false }
      node = parent
    }
  }

  /// The schemas that apply together with a schema, always or under a condition, with references followed.
  fileprivate static func parts(of schema: Schema) -> [Schema] {
    var parts = schema.allOf
    if let then = schema.then { parts.append(then) }
    if let otherwise = schema.else { parts.append(otherwise) }
    parts += schema.dependentSchemas.map(\.schema)
    if schema.hasSiblings, let target = schema.reference?.target { parts.append(target) }
    return parts.map(\.resolved)
  }

  fileprivate static func alternatives(of schema: Schema) -> [Schema] { (schema.oneOf + schema.anyOf).map(\.resolved) }
}

/// A schema and all schemas that can apply together with it.
private struct Combination {
  private(set) var members: [Schema] = []
  /// Whether a member has schemas for properties that it doesn't name, or is a broken reference.
  private(set) var isOpen = false

  init(with schema: Schema, _ owners: [JSONNode: [RequiredChecker.Owner]]) {
    var seen: Set<JSONNode> = []
    var waiting = [(schema, withAlternatives: true)]
    while let (next, withAlternatives) = waiting.popLast() {
      guard seen.insert(next.node).inserted else { continue }
      members.append(next)
      if next.has(.patternProperties) || next.resolved.reference != nil { isOpen = true }
      if case .schema = next.additionalProperties { isOpen = true }
      waiting += RequiredChecker.parts(of: next).map { ($0, true) }
      if withAlternatives { waiting += RequiredChecker.alternatives(of: next).map { ($0, true) } }
      waiting += (owners[next.node] ?? []).map { ($0.schema, !$0.isAlternative) }
    }
  }

  static func defines(_ schema: Schema, _ name: String) -> Bool { schema.value(.properties)?[name] != nil }
}
