import OpenAPIDocument

extension SchemaRun {
  /// The keywords of arrays.
  mutating func applyToArray(
    _ keyword: SchemaKeyword, _ value: JSONNode, of schema: JSONNode, _ instance: JSONNode
  ) -> Bool {
    switch keyword {
    case .items: return applyItems(value, of: schema, instance)
    case .prefixItems: return applyPositions(value, instance)
    case .additionalItems:
      guard let positions = schema["items"], positions.kind == .array else { return true }
      return applyRest(value, instance, after: positions.count)
    case .contains: return applyContains(value, of: schema, instance)
    case .uniqueItems: return value.bool == true ? applyUniqueness(value, instance) : true
    default: return applyCount(keyword, value, instance)
    }
  }

  private mutating func applyCount(_ keyword: SchemaKeyword, _ value: JSONNode, _ instance: JSONNode) -> Bool {
    guard let limit = count(value, keyword) else { return true }
    let count = instance.count
    if keyword == .minItems {
      return count < limit ? fail(value, instance, "\(count) elements are fewer than \(limit)") : true
    }
    return count > limit ? fail(value, instance, "\(count) elements are more than \(limit)") : true
  }

  private mutating func applyItems(_ value: JSONNode, of schema: JSONNode, _ instance: JSONNode) -> Bool {
    guard value.kind == .array else {
      let positions = dialect == .draft202012 ? schema["prefixItems"]?.count ?? 0 : 0
      return applyRest(value, instance, after: positions)
    }
    if dialect == .draft202012 {
      return cannotCheck(value, "an array of schemas is called prefixItems in this version")
    }
    return applyPositions(value, instance)
  }

  private mutating func applyPositions(_ schemas: JSONNode, _ instance: JSONNode) -> Bool {
    var fits = true
    for (schema, element) in zip(schemas.elements, instance.elements) {
      if !evaluateChild(schema, element) { fits = false }
      if isCollecting { evaluated.insert(element) }
    }
    return fits
  }

  private mutating func applyRest(_ schema: JSONNode, _ instance: JSONNode, after start: Int) -> Bool {
    var fits = true
    for element in instance.elements.dropFirst(start) {
      if !evaluateChild(schema, element) { fits = false }
      if isCollecting { evaluated.insert(element) }
    }
    return fits
  }

  private mutating func applyContains(_ value: JSONNode, of schema: JSONNode, _ instance: JSONNode) -> Bool {
    var found = 0
    for element in instance.elements {
      let wasCollecting = isCollecting
      isCollecting = false
      let fits = attempt(value, element).fits
      isCollecting = wasCollecting
      if fits {
        found += 1
        if isCollecting { evaluated.insert(element) }
      }
    }
    var minimum = 1
    if let keyword = schema["minContains"], let limit = count(keyword, .minContains) { minimum = limit }
    if found < minimum { return fail(value, instance, "\(found) elements fit, at least \(minimum) must") }
    if let keyword = schema["maxContains"], let limit = count(keyword, .maxContains), found > limit {
      return fail(keyword, instance, "\(found) elements fit, at most \(limit) may")
    }
    return true
  }

  private mutating func applyUniqueness(_ value: JSONNode, _ instance: JSONNode) -> Bool {
    // Bytes, because to Swift two strings are equal in whatever way their accents are encoded.
    var seen: Set<[UInt8]> = []
    for element in instance.elements where !seen.insert(Array(JSONText.canonical(element).utf8)).inserted {
      return fail(value, element, "\(shown(element)) occurs twice in the array")
    }
    return true
  }
}
