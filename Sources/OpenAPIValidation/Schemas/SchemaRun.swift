import OpenAPIDocument

/// One validation: applies schemas to a value and its parts, and collects the findings.
struct SchemaRun {
  let library: SchemaLibrary
  let options: SchemaValidator.Options
  let subject: String
  let instanceRoot: JSONNode
  /// The JSON pointer of the value in the subject.
  var prefix = "#"
  var direction: SchemaValidator.Direction?
  /// The number of bytes of each empty string that stands for a file.
  var binarySizes: [JSONNode: Int] = [:]
  var hidesValues = false

  private(set) var findings: [Finding] = []
  /// How many trials of alternatives are nested here; inside one, violations only add to the weight.
  var trials = 0
  /// The sum of the violations so far: of several alternatives, the one that adds least is the closest.
  var weight = 0
  /// The value of the innermost trial: a schema of another type is further from fitting it than any other.
  private var tried: JSONNode?
  /// The dynamic scope of JSON Schema: the resources entered on the way here, the outermost first.
  var scope: [SchemaResource] = []
  /// Whether an `unevaluated…` keyword further out needs to know which members and elements were evaluated.
  var isCollecting = false
  /// The members and elements of the current value that some schema was applied to.
  var evaluated: Set<JSONNode> = []

  private var depth = 0
  private var steps = 0
  private var patterns: [String: Result<Pattern, PatternParser.Failure>] = [:]
  private var targets: [JSONNode: SchemaLibrary.Target?] = [:]
  private var visits: [Visit: Int] = [:]
  private var reported: Set<JSONNode> = []

  /// A schema applied to a value by reference.
  private struct Visit: Hashable {
    var schema: JSONNode
    var instance: JSONNode
  }

  init(library: SchemaLibrary, options: SchemaValidator.Options, subject: String, instanceRoot: JSONNode) {
    self.library = library
    self.options = options
    self.subject = subject
    self.instanceRoot = instanceRoot
  }

  mutating func start(_ schema: JSONNode, _ instance: JSONNode) {
    if let resource = library.resource(of: schema) { scope.append(resource) }
    _ = evaluate(schema, instance)
  }

  /// The dialect of the current schema.
  var dialect: SchemaDialect { scope.last?.dialect ?? library.dialect }

  // MARK: Applying schemas

  /// Applies a schema to a value, and returns whether the value fits.
  mutating func evaluate(_ schema: JSONNode, _ instance: JSONNode) -> Bool {
    guard begin(schema) else { return evaluateWithoutKeywords(schema, instance) }
    let opensResource = enter(schema)
    let before = evaluated
    let fits =
      hasUnevaluated(schema, instance)
      ? evaluateWithUnevaluated(schema, instance) : evaluateKeywords(of: schema, instance)
    if !fits, isCollecting { evaluated = before }
    if opensResource { scope.removeLast() }
    depth -= 1
    return fits
  }

  /// Counts a step and a level; false if the schema has no keywords or a limit is reached.
  private mutating func begin(_ schema: JSONNode) -> Bool {
    guard schema.kind == .object else { return false }
    steps += 1
    if depth >= options.maximumDepth || steps > options.maximumSteps { return false }
    depth += 1
    return true
  }

  private mutating func evaluateWithoutKeywords(_ schema: JSONNode, _ instance: JSONNode) -> Bool {
    if let allowed = schema.bool { return allowed || fail(schema, instance, "nothing is allowed here") }
    guard schema.kind == .object else { return cannotCheck(schema, "this is not a schema") }
    if steps > options.maximumSteps { return cannotCheck(instanceRoot, "the schemas take too long to apply") }
    return cannotCheck(schema, "schemas are nested too deeply")
  }

  /// Whether a schema has an `unevaluated…` keyword for values of this kind.
  private func hasUnevaluated(_ schema: JSONNode, _ instance: JSONNode) -> Bool {
    guard dialect == .draft202012 else { return false }
    switch instance.kind {
    case .array: return schema["unevaluatedItems"] != nil
    case .object: return schema["unevaluatedProperties"] != nil
    default: return false
    }
  }

  /// Applies a schema to a member or element of the current value.
  mutating func evaluateChild(_ schema: JSONNode, _ child: JSONNode) -> Bool {
    let wasCollecting = isCollecting
    isCollecting = false
    defer { isCollecting = wasCollecting }
    return evaluate(schema, child)
  }

  /// Applies a schema without reporting violations, and returns their weight.
  mutating func attempt(_ schema: JSONNode, _ instance: JSONNode) -> (fits: Bool, weight: Int) {
    let before = weight
    let outer = tried
    tried = instance
    trials += 1
    let fits = evaluate(schema, instance)
    trials -= 1
    tried = outer
    let cost = weight - before
    weight = before
    return (fits, cost)
  }

  /// Extends the dynamic scope if the schema has a URI of its own.
  private mutating func enter(_ schema: JSONNode) -> Bool {
    guard let resource = library.resource(startingAt: schema), resource !== scope.last else { return false }
    scope.append(resource)
    return true
  }

  /// Applies a schema with an `unevaluated…` keyword, which comes after all other keywords.
  private mutating func evaluateWithUnevaluated(_ schema: JSONNode, _ instance: JSONNode) -> Bool {
    let wasCollecting = isCollecting
    let before = evaluated
    isCollecting = true
    evaluated = []
    var fits = evaluateKeywords(of: schema, instance)
    if let unevaluated = schema[instance.kind == .array ? "unevaluatedItems" : "unevaluatedProperties"] {
      fits = evaluateUnevaluated(instance, unevaluated) && fits
    }
    isCollecting = wasCollecting
    evaluated.formUnion(before)
    return fits
  }

  private mutating func evaluateUnevaluated(_ instance: JSONNode, _ schema: JSONNode) -> Bool {
    var fits = true
    for child in instance.elements where !evaluated.contains(child) {
      if !evaluateChild(schema, child) { fits = false }
      evaluated.insert(child)
    }
    for member in instance.members where !evaluated.contains(member.value) {
      if !evaluateChild(schema, member.value) { fits = false }
      evaluated.insert(member.value)
    }
    return fits
  }

  // This function and those it calls are on the stack once for each level of schemas. Their frames stay small because
  // messages are made in functions of their own.
  private mutating func evaluateKeywords(of schema: JSONNode, _ instance: JSONNode) -> Bool {
    if let reference = soleReference(schema) { return evaluateReference(reference, instance) }
    let checksAssertions = hasVocabulary("validation", byDefault: true)
    var fits = true
    for member in schema.members {
      guard let keyword = keyword(member), checksAssertions || !keyword.isAssertion else { continue }
      if !apply(keyword, member.value, of: schema, instance) { fits = false }
    }
    return fits
  }

  /// The `$ref` of a schema whose other keywords the dialect ignores.
  private func soleReference(_ schema: JSONNode) -> JSONNode? {
    guard dialect.ignoresSiblingsOfReferences, let reference = schema["$ref"] else { return nil }
    return reference.kind == .string ? reference : nil
  }

  /// The keyword to apply for a member of a schema; nil for any other member, and reported if it would restrict values.
  private mutating func keyword(_ member: JSONMember) -> SchemaKeyword? {
    guard let keyword = SchemaKeyword.table[member.key] else {
      if SchemaValidator.unsupportedKeywords.contains(member.key) {
        _ = cannotCheck(member.value, "the keyword \"\(member.key)\" is not supported")
      }
      return nil
    }
    if keyword.isKnown(in: dialect) || keyword == .dependencies { return keyword }
    if keyword != .nullable, keyword != .additionalItems {
      _ = cannotCheck(member.value, "this version has no keyword \"\(member.key)\"")
    }
    return nil
  }

  private mutating func apply(
    _ keyword: SchemaKeyword, _ value: JSONNode, of schema: JSONNode, _ instance: JSONNode
  ) -> Bool {
    switch keyword {
    case .ref: return evaluateReference(value, instance)
    case .dynamicRef: return evaluateDynamicReference(value, instance)
    case .allOf, .anyOf, .oneOf, .not, .condition: return applyLogic(keyword, value, of: schema, instance)
    case .type, .enumeration, .const: return applyKind(keyword, value, of: schema, instance)
    case .then, .otherwise, .nullable, .minContains, .maxContains, .unevaluatedItems, .unevaluatedProperties:
      return true
    case .properties, .patternProperties, .additionalProperties, .propertyNames, .required, .minProperties,
      .maxProperties, .dependentRequired, .dependentSchemas, .dependencies:
      return instance.kind == .object ? applyToObject(keyword, value, of: schema, instance) : true
    case .items, .prefixItems, .additionalItems, .contains, .minItems, .maxItems, .uniqueItems:
      return instance.kind == .array ? applyToArray(keyword, value, of: schema, instance) : true
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf:
      return instance.kind == .number ? applyToNumber(keyword, value, of: schema, instance) : true
    case .minLength, .maxLength, .pattern:
      return instance.kind == .string ? applyToString(keyword, value, instance) : true
    case .format:
      let isAssertion = options.assertsFormats || hasVocabulary("format-assertion", byDefault: false)
      return isAssertion ? applyFormat(value, instance) : true
    }
  }

  // MARK: References

  private mutating func evaluateReference(_ reference: JSONNode, _ instance: JSONNode) -> Bool {
    guard reference.kind == .string else { return true }
    guard let target = target(of: reference) else { return true }
    return follow(target.node, from: reference, instance)
  }

  private mutating func evaluateDynamicReference(_ reference: JSONNode, _ instance: JSONNode) -> Bool {
    guard reference.kind == .string else { return true }
    guard let target = target(of: reference) else { return true }
    if let name = target.dynamicName {
      for resource in scope {
        if let outermost = resource.dynamicAnchors[name] { return follow(outermost, from: reference, instance) }
      }
    }
    return follow(target.node, from: reference, instance)
  }

  private mutating func target(of reference: JSONNode) -> SchemaLibrary.Target? {
    if let known = targets[reference] { return known }
    let text = reference.string ?? ""
    let target = library.target(of: text, at: reference)
    targets[reference] = .some(target)
    if target == nil { _ = cannotCheck(reference, "the reference \"\(text)\" can't be resolved") }
    return target
  }

  private mutating func follow(_ schema: JSONNode, from reference: JSONNode, _ instance: JSONNode) -> Bool {
    let visit = Visit(schema: schema, instance: instance)
    let count = visits[visit] ?? 0
    // In another dynamic scope a second visit can lead elsewhere, so only a third repetition counts as a circle.
    if count > 2 { return cannotCheck(reference, "the reference refers to itself in a circle") }
    visits[visit] = count + 1
    let opensResource = enterResource(of: schema)
    let fits = evaluate(schema, instance)
    if opensResource { scope.removeLast() }
    visits[visit] = count
    return fits
  }

  /// Extends the dynamic scope if a reference points into another resource; `enter` does so at the start of one.
  private mutating func enterResource(of schema: JSONNode) -> Bool {
    guard let resource = library.resource(of: schema), resource.root != schema, resource !== scope.last else {
      return false
    }
    scope.append(resource)
    return true
  }

  /// Whether the dialect of the current schema has a vocabulary.
  ///
  /// Supported dialects have the default: `validation`, but not `format-assertion`.
  private mutating func hasVocabulary(_ name: String, byDefault: Bool) -> Bool {
    guard let resource = scope.last, let dialect = resource.foreignDialect else { return byDefault }
    guard let vocabulary = library.resource(uri: dialect)?.root["$vocabulary"] else {
      _ = cannotCheck(resource.root, "the dialect \"\(dialect)\" is unknown, so draft 2020-12 is used instead")
      return byDefault
    }
    return vocabulary["https://json-schema.org/draft/2020-12/vocab/" + name] != nil
  }

  // MARK: Patterns

  /// Whether a text matches a pattern; nil, and reported, if that can't be decided.
  mutating func matches(_ text: String, pattern: String, at rule: JSONNode) -> Bool? {
    let compiled = patterns[pattern] ?? SchemaRun.compile(pattern)
    patterns[pattern] = compiled
    switch compiled {
    case .failure(let failure):
      _ = cannotCheck(rule, "the pattern is not supported: \(failure.reason)")
      return nil
    case .success(let program):
      switch program.search(text) {
      case .match: return true
      case .noMatch: return false
      case .gaveUp:
        _ = cannotCheck(rule, "the pattern takes too long on this value")
        return nil
      }
    }
  }

  private static func compile(_ pattern: String) -> Result<Pattern, PatternParser.Failure> {
    do throws(PatternParser.Failure) {
      return .success(try Pattern(pattern))
    } catch {
      return .failure(error)
    }
  }

  // MARK: Findings

  /// Reports a violation; always false.
  mutating func fail(
    _ rule: JSONNode, _ instance: JSONNode, weight cost: Int = 1, _ message: String
  ) -> Bool {
    weight += cost
    if let tried, tried == instance, rule.key == "type" { weight += 50 }
    if trials == 0, findings.count < options.maximumFindings {
      findings.append(
        Finding(.violation, subject: subject, instancePointer: pointer(of: instance), rule: rule, message: message))
    }
    return false
  }

  /// Reports that a rule could not be checked, once for each rule; always true.
  mutating func cannotCheck(_ rule: JSONNode, _ message: String) -> Bool {
    if reported.insert(rule).inserted, findings.count < options.maximumFindings {
      findings.append(Finding(.unchecked, subject: subject, instancePointer: prefix, rule: rule, message: message))
    }
    return true
  }

  private func pointer(of instance: JSONNode) -> String {
    let root = instanceRoot.pointer
    let own = instance.pointer
    return own.hasPrefix(root) ? prefix + own.dropFirst(root.count) : own
  }

  /// A value as findings quote it.
  func shown(_ instance: JSONNode) -> String {
    // A trial reports nothing, so no text is needed.
    if trials > 0 { return "" }
    switch instance.kind {
    case .null: return "null"
    case .array: return "an array"
    case .object: return "an object"
    case .bool, .number, .string:
      if hidesValues || binarySizes[instance] != nil { return "the value" }
      let text = instance.compactText
      return text.utf8.count <= 60 ? text : String(text.prefix(56)) + "…"
    }
  }
}
