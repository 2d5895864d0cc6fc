import OpenAPISyntax

extension JSONTree {
  /// Reads a JSON or YAML 1.2 file, decided by its content.
  ///
  /// The text may be in UTF-8, or in UTF-16 or UTF-32 with or without a byte order mark. A file that starts with a
  /// brace or bracket is JSON, unless it is invalid JSON and its name does not end in `.json`.
  /// - Parameters:
  ///   - bytes: The file's content, at most 512 MiB.
  ///   - file: The name to use in diagnostics.
  ///   - maximumDepth: How deep arrays and objects may be nested.
  ///   - diagnostics: Where to report.
  /// - Returns: The tree; nil if the bytes are neither JSON nor YAML.
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
  /// The README of this folder describes how values are read. A file must contain one document.
  /// - Parameters:
  ///   - bytes: The file's content, at most 512 MiB.
  ///   - file: The name to use in diagnostics.
  ///   - maximumDepth: How deep arrays and objects may be nested.
  ///   - diagnostics: Where to report.
  /// - Returns: The tree; nil if the bytes are not YAML, or contain no document or several.
  public static func parseYAML(
    _ bytes: [UInt8], file: String, maximumDepth: Int = 512, diagnostics: inout Diagnostics
  ) -> JSONTree? {
    guard let text = decode(bytes, file: file, diagnostics: &diagnostics) else { return nil }
    return readYAML(text, file: file, maximumDepth: maximumDepth, diagnostics: &diagnostics)
  }

  /// Reads all documents of a YAML stream; nil if one of them can't be read.
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
          code: "invalid-yaml", message: "The file is empty", hint: "it must contain a document", offset: text.count)
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
      if bytes.count > JSONParser.maximumSize { throw .tooLarge(bytes.count) }
      guard let encoding = WideEncoding(of: bytes) else { return bytes }
      return try encoding.decode(bytes)
    } catch {
      error.report(in: [], file: file, &diagnostics)
      return nil
    }
  }

  /// Whether the first byte after white space starts a JSON array or object; for an empty file, whether its name is not
  /// that of YAML.
  private static func looksLikeJSON(_ text: [UInt8], _ file: String) -> Bool {
    let content = text[JSONParser.textStart(in: text)...]
    guard let first = content.first(where: { !" \t\n\r".utf8.contains($0) }) else { return !isNamedYAML(file) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  private static func isNamedYAML(_ file: String) -> Bool {
    file.utf8.suffix(5).elementsEqual(".yaml".utf8) || file.utf8.suffix(4).elementsEqual(".yml".utf8)
  }
}
