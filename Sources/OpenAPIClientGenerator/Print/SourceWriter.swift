/// Swift text under construction: appended line by line, never looked at again.
struct SourceWriter {
  private(set) var text = ""
  private var indentation = ""
  /// Whether the last line opened a block, so that no blank line follows it.
  private var isFresh = true

  /// The columns that are left of a line that should stay readable.
  static let width = 110

  var isEmpty: Bool { text.isEmpty }
  var column: Int { indentation.utf8.count }

  mutating func line(_ content: String) {
    text += indentation
    text += content
    text += "\n"
    isFresh = false
  }

  /// A line that is not indented, such as a part of a literal.
  mutating func raw(_ content: String) {
    text += content
    isFresh = false
  }

  /// An empty line, unless the block has just begun.
  mutating func blank() {
    guard !isFresh else { return }
    text += "\n"
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

  mutating func outdent() { indentation.removeLast(min(2, indentation.utf8.count)) }

  /// `head(item, item) tail` on one line; the items on a line of their own, or one a line, where that would be too long.
  mutating func call(_ head: String, _ items: [String], _ tail: String, opensBlock: Bool = false) {
    var length = 0
    for item in items { length += item.utf8.count + 2 }
    if items.isEmpty || column + head.utf8.count + length + tail.utf8.count <= Self.width {
      var content = head + "("
      append(items, to: &content)
      content += ")"
      content += tail
      line(content)
    } else {
      line(head + "(")
      indent()
      if column + length <= Self.width {
        var content = ""
        append(items, to: &content)
        line(content)
      } else {
        let last = items.count - 1
        for (position, item) in items.enumerated() { line(position == last ? item : item + ",") }
      }
      outdent()
      line(")" + tail)
    }
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
      var content = head + "["
      append(items, to: &content)
      content += "]"
      line(content)
    } else {
      line(head + "[")
      indent()
      for item in items { line(item + ",") }
      outdent()
      line("]")
    }
  }

  private func append(_ items: [String], to content: inout String) {
    var isFirst = true
    for item in items {
      if !isFirst { content += ", " }
      content += item
      isFirst = false
    }
  }
}
