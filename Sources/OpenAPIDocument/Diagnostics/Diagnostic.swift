/// An error, a warning or a note about a document.
public struct Diagnostic: Equatable, Sendable, CustomStringConvertible {
  /// How serious a diagnostic is.
  public enum Severity: String, Sendable {
    /// The document can't be used.
    case error
    /// The value at the location was read in a way that its author may not have meant.
    case warning
    /// Worth knowing; nothing is wrong.
    case note
  }

  /// How serious it is.
  public var severity: Severity
  /// A stable name in kebab case, such as `unresolved-reference`.
  public let code: String
  /// What happened, in a sentence without a final stop.
  public let message: String
  /// What to do next; nil if there is nothing to do.
  public var hint: String?
  /// Where it is in the source.
  public let location: FileLocation
  /// The JSON pointer of the value, in fragment form, such as `#/paths/~1a/get`.
  public let pointer: String

  /// Creates a diagnostic.
  public init(
    severity: Severity, code: String, message: String, hint: String? = nil, location: FileLocation, pointer: String
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.hint = hint
    self.location = location
    self.pointer = pointer
  }

  /// `file:line:column: warning: message; hint (#/pointer) [code]`, on one line.
  public var description: String {
    var text = "\(location): \(severity.rawValue): \(message)"
    if let hint {
      if text.utf8.last == UInt8(ascii: ".") { text.unicodeScalars.removeLast() }
      text += "; " + hint
    }
    return Diagnostic.onOneLine("\(text) (\(pointer)) [\(code)]")
  }

  /// Escapes control characters: in names from the document they could break the line or control a terminal.
  private static func onOneLine(_ text: String) -> String {
    var clean = ""
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        clean += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        clean.unicodeScalars.append(scalar)
      }
    }
    return clean
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: return true
    default: return false
    }
  }
}

/// A location in a file: file, line and column.
///
/// Lines and columns start at 1. A line ends at a line feed; columns count UTF-8 bytes, as compilers do;
/// a byte order mark at the start of the file is not counted.
public struct FileLocation: Hashable, Sendable, CustomStringConvertible {
  /// The file's name, as the caller gave it.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in UTF-8 bytes, from 1.
  public let column: Int

  /// Creates a location.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line:column`, the form that editors turn into links.
  public var description: String { "\(file):\(line):\(column)" }
}
