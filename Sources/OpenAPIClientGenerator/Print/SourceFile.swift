/// A file of generated Swift.
public struct SourceFile: Hashable, Sendable {
  /// The file's name, without folders.
  public let name: String
  /// The whole text.
  public let text: String

  /// Creates a file.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
