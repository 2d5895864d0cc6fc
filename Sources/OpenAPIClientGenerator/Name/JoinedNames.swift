/// Joins names without repeating a word.
enum JoinedNames {
  /// The first name and then the second, without the words of the first with which the second begins again.
  ///
  ///     Order + Line, Order + OrderLine, Discounts + Discount  → OrderLine, OrderLine, Discount
  static func join(_ first: String, _ second: String) -> String {
    let (before, after) = (Words.split(first), Words.split(second))
    var count = min(before.count, after.count)
    while count > 0 {
      if zip(before.suffix(count), after).allSatisfy({ isSame($0, $1) }) {
        let repeated = before.suffix(count).joined()
        return first.hasSuffix(repeated) ? first.dropLast(repeated.count) + second : first + second
      }
      count -= 1
    }
    return first + second
  }

  /// Joins all names, in their order.
  static func join(_ names: [String]) -> String { names.reduce("") { $0.isEmpty ? $1 : join($0, $1) } }

  private static func isSame(_ first: String, _ second: String) -> Bool {
    Singular.word(first.lowercased()) == Singular.word(second.lowercased())
  }
}
