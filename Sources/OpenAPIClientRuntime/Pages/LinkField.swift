import OpenAPISyntax

/// The header field `Link` (RFC 8288, section 3): `<https://api.example/orders?page=2>; rel="next"`.
enum LinkField {
  /// The target of the first link of a relation; nil where there is none.
  static func target(of relation: String, in values: [String]) -> String? {
    for value in values {
      var rest = Substring(value)
      while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
        // A target may have commas of its own, so links are split one by one.
        let links = FieldValue.split(rest[rest.index(after: end)...], at: UInt8(ascii: ","))
        if let first = links.first, relations(first).contains(relation) {
          return FieldValue.trimmed(rest[rest.index(after: start)..<end])
        }
        rest = Substring(links.dropFirst().joined(separator: ","))
      }
    }
    return nil
  }

  /// The relations that a link's parameters name; only the first `rel` counts (section 3.3).
  private static func relations(_ parameters: String) -> [String] {
    for parameter in FieldValue.split(parameters, at: UInt8(ascii: ";")) {
      let pair = FieldValue.split(parameter, at: UInt8(ascii: "="))
      guard pair.count == 2, pair[0].lowercased() == "rel" else { continue }
      return FieldValue.unquoted(pair[1]).lowercased().split(separator: " ").map(String.init)
    }
    return []
  }
}
