/// Names put together of two, without saying a word twice.
enum JoinedNames {
  /// The second name behind the first, which lacks what the second begins with: `Order` and `OrderLine` give
  /// `OrderLine`, `Discounts` and `Discount` give `Discount`.
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

  /// All of the names in their order.
  static func join(_ names: [String]) -> String { names.reduce("") { $0.isEmpty ? $1 : join($0, $1) } }

  private static func isSame(_ first: String, _ second: String) -> Bool {
    Singular.word(first.lowercased()) == Singular.word(second.lowercased())
  }
}
