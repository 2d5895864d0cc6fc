extension JSONText: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByDictionaryLiteral {
  init(stringLiteral value: String) {
    self = .string(value)
  }

  init(integerLiteral value: Int) {
    self = .integer(value)
  }

  /// Members whose value is nil are left out.
  init(dictionaryLiteral elements: (String, JSONText?)...) {
    self = .object(elements.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }

  /// The links of finished pictures, in the documented form or in that of a fault.
  static func links(_ links: [String], faults: [SandboxFault], key: String) -> JSONText {
    if faults.contains(.noPictures) { return .array([]) }
    if faults.contains(.emptyLinks) { return .array(links.map { _ in "" }) }
    if faults.contains(.urlAsString) { return .string(links.first ?? "") }
    if let failed = faults.first(of: .failedItems)?.value {
      return .array(links.enumerated().map { $0 < failed ? failedItem : .string($1) })
    }
    if faults.contains(.linksAsObjects) {
      return .array(links.map { .object([Member(name: key, value: .string($0))]) })
    }
    return .strings(links)
  }
}

extension JSONText {
  /// The item in place of a picture that could not be drawn.
  static let failedItem: JSONText = [
    "error": ["code": "InternalServiceError", "message": "This picture could not be drawn (simulated)"]
  ]
}

extension [SandboxFault] {
  /// The value of fields that have none; nil if they are left out.
  var unusedField: JSONText? {
    if contains(.nulls) { return .null }
    return contains(.emptyStrings) ? "" : nil
  }
}
