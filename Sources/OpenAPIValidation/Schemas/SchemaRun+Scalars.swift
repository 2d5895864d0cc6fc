import OpenAPIDocument
import OpenAPISyntax

extension SchemaRun {
  // MARK: Kinds and fixed values

  /// `type`, `enum`, `const`.
  mutating func applyKind(
    _ keyword: SchemaKeyword, _ value: JSONNode, of schema: JSONNode, _ instance: JSONNode
  ) -> Bool {
    switch keyword {
    case .const:
      if binarySizes[instance] != nil || instance.isEqual(to: value) { return true }
      return fail(value, instance, weight: 8, "\(shown(instance)) is not the fixed value \(value.compactText)")
    case .enumeration:
      guard value.kind == .array else { return cannotCheck(value, "enum is not an array") }
      if binarySizes[instance] != nil || value.elements.contains(where: instance.isEqual(to:)) { return true }
      return fail(value, instance, weight: 8, "\(shown(instance)) is not one of the values in enum")
    default: return applyType(value, of: schema, instance)
    }
  }

  private mutating func applyType(_ value: JSONNode, of schema: JSONNode, _ instance: JSONNode) -> Bool {
    if instance.kind == .null, dialect == .openAPI30, schema["nullable"]?.bool == true { return true }
    if let name = value.string {
      guard let fits = isOfType(name, instance) else { return cannotCheck(value, "there is no type \"\(name)\"") }
      return fits ? true : fail(value, instance, weight: 2, "\(shown(instance)) is not of type \(name)")
    }
    guard value.kind == .array else { return cannotCheck(value, "type is neither a string nor an array") }
    var names: [String] = []
    for element in value.elements {
      let name = element.string ?? ""
      guard let fits = isOfType(name, instance) else { return cannotCheck(element, "there is no type \"\(name)\"") }
      if fits { return true }
      names.append(name)
    }
    return fail(
      value, instance, weight: 2, "\(shown(instance)) is of none of the types \(names.joined(separator: ", "))")
  }

  /// Whether a value is of a type; nil if JSON Schema has no type of that name.
  private func isOfType(_ name: String, _ instance: JSONNode) -> Bool? {
    switch name {
    case "null": return instance.kind == .null
    case "boolean": return instance.kind == .bool
    case "number": return instance.kind == .number
    case "integer":
      guard let text = instance.numberText, let number = ExactDecimal(text) else { return false }
      return number.isInteger
    case "string": return instance.kind == .string
    case "array": return instance.kind == .array
    case "object": return instance.kind == .object
    default: return nil
    }
  }

  // MARK: Numbers

  /// `minimum`, `maximum`, their exclusive forms, `multipleOf`.
  mutating func applyToNumber(
    _ keyword: SchemaKeyword, _ value: JSONNode, of schema: JSONNode, _ instance: JSONNode
  ) -> Bool {
    let isFlag = keyword == .exclusiveMinimum || keyword == .exclusiveMaximum
    if isFlag, dialect != .draft202012 {
      return value.bool != nil ? true : cannotCheck(value, "\(keyword.rawValue) is not true or false in this version")
    }
    guard let text = instance.numberText, let number = ExactDecimal(text) else { return true }
    guard let limitText = value.numberText, let limit = ExactDecimal(limitText) else {
      return cannotCheck(value, "\(keyword.rawValue) is not a number")
    }
    var isExclusive = isFlag
    if dialect != .draft202012 {
      if keyword == .minimum { isExclusive = schema["exclusiveMinimum"]?.bool == true }
      if keyword == .maximum { isExclusive = schema["exclusiveMaximum"]?.bool == true }
    }
    switch keyword {
    case .minimum, .exclusiveMinimum:
      if isExclusive {
        return limit < number ? true : fail(value, instance, "\(shown(instance)) is not above \(limitText)")
      }
      return number < limit
        ? fail(value, instance, "\(shown(instance)) is less than the minimum of \(limitText)") : true
    case .maximum, .exclusiveMaximum:
      if isExclusive {
        return number < limit ? true : fail(value, instance, "\(shown(instance)) is not below \(limitText)")
      }
      return limit < number
        ? fail(value, instance, "\(shown(instance)) is more than the maximum of \(limitText)") : true
    default:
      guard let isMultiple = number.isMultiple(of: limit) else {
        return cannotCheck(value, "multipleOf is not above zero, or has more than 19 digits")
      }
      return isMultiple ? true : fail(value, instance, "\(shown(instance)) is not a multiple of \(limitText)")
    }
  }

  // MARK: Strings

  /// `minLength`, `maxLength`, `pattern`.
  mutating func applyToString(_ keyword: SchemaKeyword, _ value: JSONNode, _ instance: JSONNode) -> Bool {
    let size = binarySizes[instance]
    if keyword == .pattern {
      guard let pattern = value.string else { return cannotCheck(value, "pattern is not a string") }
      if size != nil { return true }
      guard let fits = matches(instance.string ?? "", pattern: pattern, at: value) else { return true }
      return fits ? true : fail(value, instance, "\(shown(instance)) does not match the pattern \(pattern)")
    }
    guard let limit = count(value, keyword) else { return true }
    let length = size ?? (instance.string ?? "").unicodeScalars.count
    let unit = size == nil ? "characters" : "bytes"
    if keyword == .minLength {
      return length < limit ? fail(value, instance, "\(length) \(unit) are fewer than \(limit)") : true
    }
    return length > limit ? fail(value, instance, "\(length) \(unit) are more than \(limit)") : true
  }

  /// The limit that a keyword sets; nil, and reported, if it isn't a whole number from 0.
  mutating func count(_ value: JSONNode, _ keyword: SchemaKeyword) -> Int? {
    if let text = value.numberText, let number = ExactDecimal(text), number.isInteger, !number.isNegative {
      return number.int ?? .max
    }
    _ = cannotCheck(value, "\(keyword.rawValue) is not a whole number from 0")
    return nil
  }

  /// `format`, where formats are asserted; an unknown one fits every value.
  mutating func applyFormat(_ value: JSONNode, _ instance: JSONNode) -> Bool {
    guard let name = value.string, binarySizes[instance] == nil else { return true }
    let number = instance.numberText.flatMap { ExactDecimal($0) }
    let fits =
      number.flatMap { Format.matches(name, number: $0) } ?? instance.string.flatMap { Format.matches(name, text: $0) }
    if fits != false { return true }
    return fail(value, instance, "\(shown(instance)) does not have the format \(name)")
  }
}
