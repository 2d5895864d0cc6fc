import OpenAPISyntax

extension JSONTree {
  /// Reads a file by what it holds: JSON, or YAML 1.2, of which JSON is a part.
  ///
  /// The text may be in UTF-8, or in UTF-16 or UTF-32 with or without a byte order mark.
  /// What starts with a brace or bracket is JSON, unless it can't be read as such and its name does not end in `.json`.
  /// - Parameters:
  ///   - bytes: The file's content, at most 512 MiB.
  ///   - file: The name to use in diagnostics.
  ///   - maximumDepth: How many arrays and objects may stand in each other.
  ///   - diagnostics: Where to report.
  /// - Returns: The tree, nil if the bytes are neither JSON nor YAML.
  public static func read(
    _ bytes: [UInt8], file: String, maximumDepth: Int = 512, diagnostics: inout Diagnostics
  ) -> JSONTree? {
    guard let text = decode(bytes, file: file, diagnostics: &diagnostics) else { return nil }
    guard looksLikeJSON(text, file) else {
      return readYAML(text, file: file, maximumDepth: maximumDepth, diagnostics: &diagnostics)
    }
    var problems = Diagnostics()
    if let tree = parse(text, file: file, maximumDepth: maximumDepth, diagnostics: &problems) {
      diagnostics.add(contentsOf: problems)
      return tree
    }
    if !file.utf8.suffix(5).elementsEqual(".json".utf8) {
      var others = Diagnostics()
      let tree = readYAML(text, file: file, maximumDepth: maximumDepth, diagnostics: &others)
      if tree != nil || isNamedYAML(file) { problems = others }
      diagnostics.add(contentsOf: problems)
      return tree
    }
    diagnostics.add(contentsOf: problems)
    return nil
  }

  /// Reads YAML 1.2: any bytes give a tree, or nil and one error diagnostic that says where and why.
  ///
  /// The README of this folder has what is read how. A file must hold one document.
  /// - Parameters:
  ///   - bytes: The file's content, at most 512 MiB.
  ///   - file: The name to use in diagnostics.
  ///   - maximumDepth: How many arrays and objects may stand in each other.
  ///   - diagnostics: Where to report.
  /// - Returns: The tree, nil if the bytes are not YAML, hold no document or several.
  public static func parseYAML(
    _ bytes: [UInt8], file: String, maximumDepth: Int = 512, diagnostics: inout Diagnostics
  ) -> JSONTree? {
    guard let text = decode(bytes, file: file, diagnostics: &diagnostics) else { return nil }
    return readYAML(text, file: file, maximumDepth: maximumDepth, diagnostics: &diagnostics)
  }

  /// Reads all documents of a YAML stream, nil if one of them can't be read.
  package static func parseYAMLStream(
    _ bytes: [UInt8], file: String, maximumDepth: Int = 512, diagnostics: inout Diagnostics
  ) -> [JSONTree]? {
    guard let text = decode(bytes, file: file, diagnostics: &diagnostics) else { return nil }
    do throws(JSONParser.Failure) {
      var parser = YAMLParser(try YAMLSource(text), maximumDepth: maximumDepth)
      var trees: [JSONTree] = []
      while try parser.readDocument() { trees.append(parser.takeTree(file: file, isLast: false, &diagnostics)) }
      return trees
    } catch {
      error.report(in: text, file: file, &diagnostics)
      return nil
    }
  }

  private static func readYAML(
    _ text: [UInt8], file: String, maximumDepth: Int, diagnostics: inout Diagnostics
  ) -> JSONTree? {
    do throws(JSONParser.Failure) {
      var parser = YAMLParser(try YAMLSource(text), maximumDepth: maximumDepth)
      guard try parser.readDocument() else {
        throw JSONParser.Failure(
          code: "invalid-yaml", message: "The file is empty", hint: "it must hold a document", offset: text.count)
      }
      try parser.checkEnd()
      return parser.takeTree(file: file, isLast: true, &diagnostics)
    } catch {
      error.report(in: text, file: file, &diagnostics)
      return nil
    }
  }

  /// The file as UTF-8.
  private static func decode(_ bytes: [UInt8], file: String, diagnostics: inout Diagnostics) -> [UInt8]? {
    do throws(JSONParser.Failure) {
      if bytes.count > JSONParser.maximumSize {
        throw JSONParser.Failure(
          code: "document-too-large", message: "The file has \(bytes.count) bytes; at most 512 MiB can be read",
          hint: "split the document into several files", offset: 0)
      }
      guard let encoding = WideEncoding(of: bytes) else { return bytes }
      return try encoding.decode(bytes)
    } catch {
      error.report(in: [], file: file, &diagnostics)
      return nil
    }
  }

  /// Whether the first byte that is no white space is that of a JSON array or object; nothing at all is as the name says.
  private static func looksLikeJSON(_ text: [UInt8], _ file: String) -> Bool {
    var index = JSONParser.startsWithByteOrderMark(text) ? 3 : 0
    while index < text.count,
      text[index] == UInt8(ascii: " ") || text[index] == UInt8(ascii: "\t") || text[index] == UInt8(ascii: "\n")
        || text[index] == UInt8(ascii: "\r")
    {
      index += 1
    }
    if index == text.count { return !isNamedYAML(file) }
    return text[index] == UInt8(ascii: "{") || text[index] == UInt8(ascii: "[")
  }

  private static func isNamedYAML(_ file: String) -> Bool {
    file.utf8.suffix(5).elementsEqual(".yaml".utf8) || file.utf8.suffix(4).elementsEqual(".yml".utf8)
  }
}
