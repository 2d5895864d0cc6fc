import OpenAPIDocument

/// Words of a schema → documentation.
enum SchemaDocumentation {
  /// The documentation of a type: its description, else its title.
  static func type(_ shape: Shape, root: String) -> Documentation {
    guard let schema = shape.schema else { return Documentation() }
    var documentation = place(schema, pointer: pointer(schema, root: root))
    if documentation.paragraphs.isEmpty {
      // `allOf: [{description: …}]`: the words of the part nearest to the schema.
      for part in shape.parts.reversed() {
        guard part.componentName == nil, let text = part.description else { continue }
        documentation.paragraphs = [text]
        break
      }
    }
    return documentation
  }

  /// The documentation of a place of this schema.
  static func place(_ schema: Schema, pointer: String?) -> Documentation {
    var paragraphs: [String] = []
    if let text = schema.description ?? schema.title, !text.isEmpty { paragraphs = [text] }
    return Documentation(paragraphs, pointer: pointer, deprecation: schema.deprecated ? Deprecation() : nil)
  }

  /// The pointer of a schema, with its file's name where it isn't the document itself.
  static func pointer(_ schema: Schema, root: String) -> String {
    let file = schema.file
    return file == root ? schema.pointer : file + schema.pointer
  }

  /// The format of a text or number that its Swift type doesn't express.
  static func format(_ schemas: [Schema], _ kind: Shape.Kind) -> String? {
    guard case .value(let type) = kind, !Formats.isExpressed(type) else { return nil }
    for schema in schemas {
      if let format = schema.format ?? schema.resolved.format, !format.isEmpty { return format }
    }
    return nil
  }

  /// What a text says first: up to the end of a sentence, at most a line.
  static func firstSentence(_ text: String) -> String {
    let line = text.drop { $0.isWhitespace }.prefix { !$0.isNewline }
    var end = line.startIndex
    while let dot = line[end...].firstIndex(of: ".") {
      end = line.index(after: dot)
      let isAbbreviation = ["e.g.", "i.e.", "etc.", "vs."].contains { line[..<end].hasSuffix($0) }
      if end == line.endIndex || (line[end] == " " && !isAbbreviation) { return String(line[..<end]) }
    }
    return String(line)
  }

  /// A value as it is shown in a sentence.
  static func shown(_ node: JSONNode) -> String {
    let text = node.string ?? node.compactText
    return text.isEmpty ? "\"\"" : text
  }

  /// Whether a description speaks of the default itself.
  static func mentionsDefault(_ text: String?) -> Bool {
    guard let text else { return false }
    let bytes = Array(text.utf8)
    let word: [UInt8] = [0x65, 0x66, 0x61, 0x75, 0x6C, 0x74]
    var index = 0
    while index + 6 < bytes.count {
      // `d` or `D`, then `efault`.
      if bytes[index] | 0x20 == 0x64, bytes[index + 1] == word[0] {
        var length = 1
        while length < 6, bytes[index + 1 + length] == word[length] { length += 1 }
        if length == 6 { return true }
      }
      index += 1
    }
    return false
  }

  /// Whether a title is only the key in other letters, as some frameworks write it.
  static func repeats(_ title: String, _ key: String) -> Bool {
    Words.split(title).joined().lowercased() == Words.split(key).joined().lowercased()
  }
}
