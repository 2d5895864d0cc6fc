import OpenAPISyntax
import Testing

@Suite struct ExactDecimalTests {
  @Test(arguments: [
    ("1", "1.0"), ("100", "1e2"), ("0.001", "1E-3"), ("-0", "0"), ("-0.0e9", "0"), ("12.50", "1250e-2"),
    ("1e+20", "100000000000000000000"),
  ])
  func `numbers are equal by value, however they are written`(_ left: String, _ right: String) throws {
    let (one, other) = (try #require(ExactDecimal(left)), try #require(ExactDecimal(right)))
    #expect(one == other)
    #expect(one.canonical == other.canonical)
  }

  @Test(arguments: ["", "-", "01", "-01", "1.", ".5", "1e", "1e+", "+1", "1 ", "1a", "0x1", "inf", "nan", "1e1.5"])
  func `only JSON's numbers are read`(_ text: String) {
    #expect(ExactDecimal(text) == nil)
    #expect(ExactDecimal(Array(text.utf8)[...]) == nil)
  }

  @Test func `digits beyond any double tell numbers apart`() {
    #expect(ExactDecimal("12345678901234567890.12345") != ExactDecimal("12345678901234567890.12346"))
    #expect(ExactDecimal("1e4000000000") != ExactDecimal("1e4000000001"))
    #expect(ExactDecimal("1e99999999999999999999999") != nil)
  }

  @Test(
    arguments: [
      ("0", 0), ("1.0", 1), ("1e2", 100), ("-7", -7), ("9223372036854775807", Int.max),
      ("-9223372036854775808", Int.min),
      ("0.5", nil), ("9223372036854775808", nil), ("-9223372036854775809", nil), ("1e19", nil),
      ("1e1000000000000", nil),
    ] as [(String, Int?)])
  func `whole numbers that fit into an Int have one`(_ text: String, _ int: Int?) throws {
    #expect(try #require(ExactDecimal(text)).int == int)
  }

  @Test(arguments: [0, 7, -120, Int.max, Int.min]) func `an integer is the number of its text`(_ value: Int) {
    #expect(ExactDecimal(value) == ExactDecimal("\(value)"))
    #expect(ExactDecimal(value).int == value)
  }

  @Test func `they are ordered by value`() throws {
    let ordered = try ["-1e3", "-20", "-19.5", "-0.1", "0", "0.01", "0.1", "0.11", "1", "9", "10", "1e100"].map {
      try #require(ExactDecimal($0))
    }
    for (index, number) in ordered.enumerated() {
      for (otherIndex, other) in ordered.enumerated() { #expect((number < other) == (index < otherIndex)) }
    }
  }

  @Test(arguments: [
    ("10", "2.5", true), ("10", "3", false), ("0.3", "0.1", true), ("1e30", "7", false), ("7e30", "7", true),
    ("0", "3", true), ("-9", "3", true), ("0.35", "0.1", false),
  ])
  func `multiples are found exactly`(_ number: String, _ divisor: String, _ isMultiple: Bool) throws {
    let divisor = try #require(ExactDecimal(divisor))
    #expect(try #require(ExactDecimal(number)).isMultiple(of: divisor) == isMultiple)
  }

  @Test func `multiples of zero, of negative numbers and of numbers with too many digits are not decided`() throws {
    let one = try #require(ExactDecimal("1"))
    for text in ["0", "-1", "123456789012345678901"] {
      #expect(one.isMultiple(of: try #require(ExactDecimal(text))) == nil)
    }
  }
}
