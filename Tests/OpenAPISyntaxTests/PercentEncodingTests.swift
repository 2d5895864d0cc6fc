import OpenAPISyntax
import Testing

@Suite struct PercentEncodingTests {
  private static let kinds: [(PercentEncoding.AllowedBytes, String)] = [
    (.unreserved, "az09-._~%20%21%23%24%25%26%2A%2B%2C%2F%3A%3B%3D%3F%40%5B%5D%22%5C%C3%A9"),
    (.reserved, "az09-._~%20!%23$%25&*+,/:;=?@[]%22%5C%C3%A9"),
    (.path, "az09-._~%20!%23$%25&*+,/:;=%3F@%5B%5D%22%5C%C3%A9"),
    (.fragment, "az09-._~%20!%23$%25&*+,/:;=?@%5B%5D%22%5C%C3%A9"),
    (.cookie, "az09-._~%20!#$%25&*+%2C/:%3B=?@[]%22%5C%C3%A9"),
    (.form, "az09-._%7E+%21%23%24%25%26*%2B%2C%2F%3A%3B%3D%3F%40%5B%5D%22%5C%C3%A9"),
    (.everything, "az09-._~ !#$%&*+,/:;=?@[]\"\\é"),
  ]

  @Test(arguments: kinds) func `each part of a message has its allowed characters`(
    _ allowed: PercentEncoding.AllowedBytes, _ text: String
  ) {
    #expect(PercentEncoding.encode("az09-._~ !#$%&*+,/:;=?@[]\"\\é", allowed) == text)
  }

  @Test func `existing percent-encoding is kept where reserved characters are`() {
    #expect(PercentEncoding.encode("a%2Fb%zz", .path) == "a%2Fb%25zz")
    #expect(PercentEncoding.encode("a%2Fb", .unreserved) == "a%252Fb")
  }

  @Test(arguments: [
    ("a%20b", "a b"), ("%C3%A9", "é"), ("%c3%a9", "é"), ("100%", "100%"), ("%4", "%4"), ("%zz", "%zz"), ("a+b", "a+b"),
    ("%FF", "\u{FFFD}"), ("", ""),
  ])
  func `decoding leaves text alone that is not encoded`(_ text: String, _ decoded: String) {
    #expect(PercentEncoding.decode(text) == decoded)
  }

  @Test func `in forms a plus is a space`() {
    #expect(PercentEncoding.decode("a+b%2B", plusIsSpace: true) == "a b+")
  }

  @Test func `a percent sign needs two digits`() {
    #expect(PercentEncoding.isWellFormed("a%20%C3%a9"))
    #expect(!PercentEncoding.isWellFormed("50%"))
    #expect(!PercentEncoding.isWellFormed("%2"))
    #expect(!PercentEncoding.isWellFormed("%2g"))
  }
}
