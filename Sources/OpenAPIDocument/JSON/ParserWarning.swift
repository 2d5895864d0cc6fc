/// Something to report about a value that was read all the same.
struct ParserWarning {
  let code: String
  let message: String
  let hint: String
  /// The number of the value's cell.
  var cell: UInt32

  static func duplicateKey(_ key: String, cell: UInt32) -> ParserWarning {
    ParserWarning(
      code: "duplicate-key", message: "The key \"\(key)\" appears twice in this object; the first one is used",
      hint: "remove or rename one of them", cell: cell)
  }

  static func loneSurrogate(cell: UInt32) -> ParserWarning {
    ParserWarning(
      code: "lone-surrogate", message: "A \\u escape names half a surrogate pair; U+FFFD is read instead",
      hint: "write both halves of the pair, or the character itself", cell: cell)
  }
}

extension Diagnostics {
  /// Reports what a parser noticed about the values of a tree.
  mutating func add(_ warnings: [ParserWarning], in tree: JSONTree) {
    for warning in warnings {
      self.warning(
        warning.code, warning.message, at: JSONNode(tree: tree, index: warning.cell), hint: warning.hint)
    }
  }
}
