/// Looks for required names that nothing defines.
///
/// What one schema requires another may define that always stands beside it: a part of it, or what takes it over by
/// `allOf`, `oneOf` or `anyOf` and has properties of its own.
struct RequiredChecker {
  private let table: ReferenceTable
  private var diagnostics = Diagnostics()
  /// The schemas that a schema is a part of, by its own node.
  private var owners: [JSONNode: [Owner]] = [:]

  /// A schema that has another as a part.
  fileprivate struct Owner {
    let schema: Schema
    /// Whether the part is one of several alternatives, which don't stand beside each other.
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
      // One that only requires is made to be combined with others.
      if schema.has(.required), schema.has(.properties), !Self.isCondition(schema) { requiring.append(schema) }
    }
    for schema in requiring { check(schema) }
  }

  private mutating func check(_ schema: Schema) {
    guard let required = schema.value(.required), required.isArray, let properties = schema.value(.properties),
      properties.isObject
    else { return }
    // A part without properties only requires, too.
    if properties.count == 0, owners[schema.node] != nil { return }
    var family: Family?
    for element in required.elements {
      guard let name = element.string, !Family.defines(schema, name) else { continue }
      let known = family ?? Family(around: schema, owners)
      family = known
      if known.isOpen || known.members.contains(where: { Family.defines($0, name) }) { continue }
      let others = known.members.count > 1 ? ", nor among those of the schemas beside it" : ""
      diagnostics.warning(
        "undefined-required-property", "\"\(name)\" is required but not among the properties\(others)",
        at: element, hint: "define it in `properties`, or correct the name")
    }
  }

  /// What a value must not be, or is only asked about, defines nothing.
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

  /// The schemas that a schema always takes over, or under a condition, at the ends of their references.
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

/// A schema, and all that can stand beside it.
private struct Family {
  private(set) var members: [Schema] = []
  /// Whether some member allows names that it does not list, or is not there to be asked.
  private(set) var isOpen = false

  init(around schema: Schema, _ owners: [JSONNode: [RequiredChecker.Owner]]) {
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
