/// The text of a document as a Swift constant, for code that needs the document itself, such as tests and sandboxes.
public enum EmbeddedDocument {
  /// The file of a document.
  ///
  ///     public nonisolated enum PetsDocument {
  ///       public static let json: String = #"""…"""#
  ///     }
  ///
  /// The text is JSON already; what hides or reorders text in it is written as JSON escapes.
  public static func file(namespace: String, access: AccessLevel, fileName: String, text: String) -> SourceFile {
    let source = Literals.oneLine(fileName)
    let access = FilePrinter.modifier(access)
    var out = SourceWriter()
    out.header(source: source)
    out.blank()
    out.line("/// The document `\(source)`.")
    out.open("\(access)nonisolated enum \(OutputNames.documentType(namespace: namespace)) {")
    out.line("/// The document's text.")
    out.line("\(access)static let json: String = \(Literals.raw(text))")
    out.close()
    return SourceFile(name: OutputNames.document(namespace: namespace), text: out.text)
  }
}
