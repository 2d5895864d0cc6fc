import OpenAPISyntax

/// Reads forms (`application/x-www-form-urlencoded`) into types that read JSON.
enum FormReader {
  /// Each member is read by its own type: the text `5` is a string, a number or an array of either.
  static func read<T: JSONCodable>(_ bytes: [UInt8]) throws -> T {
    var root = Node()
    for (name, text) in pairs(bytes) { root.add(text, at: path(of: name)[...]) }
    return try T(json: JSONReader(texts: root.value, from: .form))
  }

  private static func pairs(_ bytes: [UInt8]) -> [(String, String)] {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(separator: "&").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (decode(halves[0]), halves.count > 1 ? decode(halves[1]) : "")
    }
  }

  private static func decode(_ text: Substring) -> String {
    PercentEncoding.decode(text, plusIsSpace: true)
  }

  /// `a[b][]` is `a`, `b` and an empty name; a name whose brackets don't match is one name.
  private static func path(of name: String) -> [String] {
    guard let open = name.firstIndex(of: "["), open != name.startIndex, name.hasSuffix("]") else { return [name] }
    let inner = name[name.index(after: open)...].dropLast()
    let names = inner.split(separator: "]", omittingEmptySubsequences: false)
    guard names.dropFirst().allSatisfy({ $0.hasPrefix("[") }) else { return [name] }
    return [name[..<open], names[0]].map { String($0) } + names.dropFirst().map { String($0.dropFirst()) }
  }

  /// A name of the form with its texts, or with the names in brackets after it.
  private struct Node {
    var texts: [String] = []
    var isList = false
    var members: [(name: String, node: Node)] = []

    mutating func add(_ text: String, at path: ArraySlice<String>) {
      guard let name = path.first else {
        texts.append(text)
        return
      }
      if name.isEmpty && path.count == 1 {
        isList = true
        texts.append(text)
      } else if let position = members.firstIndex(where: { $0.name == name }) {
        members[position].node.add(text, at: path.dropFirst())
      } else {
        var node = Node()
        node.add(text, at: path.dropFirst())
        members.append((name, node))
      }
    }

    /// Repeated names, names that end in `[]` and names that are positions are arrays.
    var value: JSONValue {
      if members.isEmpty {
        if let text = texts.first, texts.count == 1, !isList { return .string(text) }
        return texts.isEmpty && !isList ? .object(JSONObject()) : .array(texts.map(JSONValue.string))
      }
      if members.enumerated().allSatisfy({ $0.element.name == String($0.offset) }) {
        return .array(members.map(\.node.value))
      }
      var object = JSONObject()
      for member in members { object[member.name] = member.node.value }
      return .object(object)
    }
  }
}
