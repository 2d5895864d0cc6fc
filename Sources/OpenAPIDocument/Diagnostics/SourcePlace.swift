/// A place in a source file: the file's name as it was given, a line and a column.
///
/// Lines and columns start at 1. A line ends at a line feed; columns count UTF-8 bytes, as compilers do;
/// a byte order mark at the start of the file is not counted.
public struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
  /// The file's name, as the caller gave it.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column in UTF-8 bytes, from 1.
  public var column: Int

  /// Creates a place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line:column`, the form that editors turn into links.
  public var description: String { "\(file):\(line):\(column)" }
}
