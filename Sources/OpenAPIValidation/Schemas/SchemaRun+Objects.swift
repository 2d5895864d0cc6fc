import OpenAPIDocument
import OpenAPISyntax

extension SchemaRun {
  /// The keywords of objects.
  mutating func applyToObject(
    _ keyword: SchemaKeyword, _ value: JSONNode, of schema: JSONNode, _ instance: JSONNode
  ) -> Bool {
    switch keyword {
    case .properties: return applyProperties(value, instance)
    case .patternProperties: return applyPatternProperties(value, instance)
    case .additionalProperties: return applyAdditionalProperties(value, of: schema, instance)
    case .propertyNames: return applyPropertyNames(value, instance)
    case .required: return applyRequired(value, of: schema, instance)
    case .dependentRequired, .dependentSchemas, .dependencies: return applyDependencies(value, instance)
    default: return applyCount(keyword, value, instance)
    }
  }

  private mutating func applyCount(_ keyword: SchemaKeyword, _ value: JSONNode, _ instance: JSONNode) -> Bool {
    guard let limit = count(value, keyword) else { return true }
    let count = instance.count
    if keyword == .minProperties {
      return count < limit ? fail(value, instance, "\(count) properties are fewer than \(limit)") : true
    }
    return count > limit ? fail(value, instance, "\(count) properties are more than \(limit)") : true
  }

  private mutating func applyProperties(_ properties: JSONNode, _ instance: JSONNode) -> Bool {
    var fits = true
    for member in instance.members {
      guard let schema = properties[member.key] else { continue }
      if !evaluateChild(schema, member.value) { fits = false }
      if isCollecting { evaluated.insert(member.value) }
    }
    return fits
  }

  private mutating func applyPatternProperties(_ patterns: JSONNode, _ instance: JSONNode) -> Bool {
    var fits = true
    for pattern in patterns.members {
      for member in instance.members {
        guard matches(member.key, pattern: pattern.key, at: pattern.value) == true else { continue }
        if !evaluateChild(pattern.value, member.value) { fits = false }
        if isCollecting { evaluated.insert(member.value) }
      }
    }
    return fits
  }

  private mutating func applyAdditionalProperties(
    _ value: JSONNode, of schema: JSONNode, _ instance: JSONNode
  ) -> Bool {
    var fits = true
    for member in instance.members where !isNamed(member.key, in: schema) {
      if value.bool == false {
        fits = failAdditional(value, member)
      } else if !evaluateChild(value, member.value) {
        fits = false
      }
      if isCollecting { evaluated.insert(member.value) }
    }
    return fits
  }

  private mutating func isNamed(_ key: String, in schema: JSONNode) -> Bool {
    if schema["properties"]?[key] != nil { return true }
    guard dialect != .openAPI30, let patterns = schema["patternProperties"] else { return false }
    return hasMatch(key, patterns)
  }

  private mutating func failAdditional(_ rule: JSONNode, _ member: JSONMember) -> Bool {
    fail(rule, member.value, "the property \"\(member.key)\" is not allowed")
  }

  /// A pattern that can't be checked may match, so its property is left alone.
  private mutating func hasMatch(_ key: String, _ patterns: JSONNode) -> Bool {
    for pattern in patterns.members where matches(key, pattern: pattern.key, at: pattern.value) != false { return true }
    return false
  }

  private mutating func applyPropertyNames(_ schema: JSONNode, _ instance: JSONNode) -> Bool {
    var fits = true
    for member in instance.members {
      guard let name = JSONText.parse(JSONEscapes.quoted(member.key)) else { continue }
      if !attempt(schema, name).fits {
        _ = fail(schema, member.value, "the name \"\(member.key)\" is not allowed")
        fits = false
      }
    }
    return fits
  }

  private mutating func applyRequired(_ names: JSONNode, of schema: JSONNode, _ instance: JSONNode) -> Bool {
    guard names.kind == .array else { return cannotCheck(names, "required is not an array") }
    var fits = true
    for element in names.elements {
      guard let name = element.string, instance[name] == nil, !isExempt(name, of: schema) else { continue }
      fits = fail(element, instance, weight: 3, "the required property \"\(name)\" is missing")
    }
    return fits
  }

  /// Whether a required property may be missing in this direction: read-only in requests, write-only in responses.
  private func isExempt(_ name: String, of schema: JSONNode) -> Bool {
    guard let direction, var property = schema["properties"]?[name] else { return false }
    let keyword = direction == .request ? "readOnly" : "writeOnly"
    for _ in 0..<16 {
      if property[keyword]?.bool == true { return true }
      guard let reference = property["$ref"]?.string, let target = library.target(of: reference, at: property) else {
        return false
      }
      property = target.node
    }
    return false
  }

  /// `dependentRequired`, `dependentSchemas`, and draft 4's `dependencies`, which is both in one.
  private mutating func applyDependencies(_ value: JSONNode, _ instance: JSONNode) -> Bool {
    var fits = true
    for dependency in value.members where instance[dependency.key] != nil {
      if dependency.value.kind == .array {
        for element in dependency.value.elements {
          guard let name = element.string, instance[name] == nil else { continue }
          fits = fail(element, instance, "the property \"\(name)\" is required beside \"\(dependency.key)\"")
        }
      } else if !evaluate(dependency.value, instance) {
        fits = false
      }
    }
    return fits
  }
}
