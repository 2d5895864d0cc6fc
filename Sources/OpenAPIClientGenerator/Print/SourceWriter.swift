/// Swift text under construction: appended line by line, never looked at again.
struct SourceWriter {
  private var buffer = TextBuffer()
  /// What stands before a line.
  private var indentation = ""
  /// Whether the last line opened a block, so that no blank line follows it.
  private var isFresh = true

  /// The columns that are left of a line that should stay readable.
  static let width = 110

  var text: String { buffer.text }
  var isEmpty: Bool { buffer.isEmpty }
  var column: Int { indentation.utf8.count }

  mutating func line(_ content: String) {
    indentLine()
    buffer.append(content)
    buffer.append(0x0A)
    isFresh = false
  }

  /// A line of several parts, which are never put together elsewhere: most lines of most files are such.
  mutating func line(
    _ first: String, _ second: String, _ third: String = "", _ fourth: String = "", _ fifth: String = "",
    _ sixth: String = ""
  ) {
    indentLine()
    buffer.append(first)
    buffer.append(second)
    if !third.isEmpty { buffer.append(third) }
    if !fourth.isEmpty { buffer.append(fourth) }
    if !fifth.isEmpty { buffer.append(fifth) }
    if !sixth.isEmpty { buffer.append(sixth) }
    buffer.append(0x0A)
    isFresh = false
  }

  /// A line that is not indented, such as a part of a literal.
  mutating func raw(_ content: String) {
    buffer.append(content)
    isFresh = false
  }

  /// An empty line, unless the block has just begun.
  mutating func blank() {
    guard !isFresh else { return }
    buffer.append(0x0A)
    isFresh = true
  }

  mutating func open(_ content: String) {
    line(content)
    indent()
    isFresh = true
  }

  mutating func close(_ content: String = "}") {
    outdent()
    line(content)
  }

  mutating func indent() { indentation += "  " }

  mutating func outdent() { indentation = String(indentation.dropLast(2)) }

  private mutating func indentLine() { buffer.append(indentation) }

  /// `head(item, item) tail` on one line; the items on a line of their own, or one a line, where that would be too long.
  mutating func call(_ head: String, _ items: [String], _ tail: String, opensBlock: Bool = false) {
    var length = 0
    for item in items { length += item.utf8.count + 2 }
    if items.isEmpty || column + head.utf8.count + length + tail.utf8.count <= Self.width {
      indentLine()
      buffer.append(head)
      buffer.append("(")
      append(items)
      buffer.append(")")
      buffer.append(tail)
      buffer.append(0x0A)
    } else {
      line(head, "(")
      indent()
      if column + length <= Self.width {
        indentLine()
        append(items)
        buffer.append(0x0A)
      } else {
        let last = items.count - 1
        for (position, item) in items.enumerated() { line(item, position == last ? "" : ",") }
      }
      outdent()
      line(")", tail)
    }
    isFresh = false
    if opensBlock {
      indent()
      isFresh = true
    }
  }

  /// `head[item, item]` on one line, or an item a line where that would be too long.
  mutating func list(_ head: String, _ items: [String]) {
    var length = column + head.utf8.count + 2
    for item in items { length += item.utf8.count + 2 }
    if length <= Self.width {
      indentLine()
      buffer.append(head)
      buffer.append("[")
      append(items)
      buffer.append("]\n")
      isFresh = false
    } else {
      line(head, "[")
      indent()
      for item in items { line(item, ",") }
      outdent()
      line("]")
    }
  }

  private mutating func append(_ items: [String]) {
    var isFirst = true
    for item in items {
      if !isFirst { buffer.append(", ") }
      buffer.append(item)
      isFirst = false
    }
  }
}

/// The bytes of a text under construction.
///
/// Appending to a `String` checks and updates what it says of itself each time, which costs more than the copying, and
/// generated files are made of millions of short pieces.
struct TextBuffer {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(1 << 12) }

  var isEmpty: Bool { bytes.isEmpty }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ bytes.append(contentsOf: $0) }).isNil {
      bytes.append(contentsOf: text.utf8)
    }
  }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }
}
