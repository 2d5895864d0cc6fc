import OpenAPIClientRuntime
import Testing

@Suite struct ValidationTests {
  private func problems(_ check: (inout Validation) -> Void) -> [String] {
    var rules = Validation()
    check(&rules)
    return rules.problems
  }

  @Test func `a broken rule names property, value and rule`() {
    #expect(problems { $0.check("n", 20, in: 1...15) } == ["'n' is 20, but must be 1 to 15."])
    #expect(problems { $0.check("n", 0, in: 1...) } == ["'n' is 0, but must be at least 1."])
    #expect(problems { $0.check("n", 1.5, in: ...1.0) } == ["'n' is 1.5, but must be at most 1.0."])
    #expect(problems { $0.check("n", 0, above: 0) } == ["'n' is 0, but must be greater than 0."])
    #expect(problems { $0.check("n", 10, below: 10) } == ["'n' is 10, but must be less than 10."])
    #expect(problems { $0.multiple("n", 7, of: 5) } == ["'n' is 7, but must be a multiple of 5."])
    #expect(problems { $0.multiple("n", 0.25, of: 0.1) } == ["'n' is 0.25, but must be a multiple of 0.1."])
    #expect(problems { $0.count("n", [1, 2, 3], 0...2) } == ["'n' has 3 elements, but must have 0 to 2."])
    #expect(problems { $0.unique("n", [1, 2, 1]) } == ["'n' has equal elements, but all must be different."])
  }

  @Test func `texts are not shown`() {
    #expect(problems { $0.length("s", "secret", 1...3) } == ["'s' has 6 characters, but must have 1 to 3."])
    #expect(problems { $0.pattern("s", "secret", "^[0-9]+$") } == ["'s' does not match the pattern ^[0-9]+$."])
  }

  @Test func `values that follow the rules, and absent ones, are not reported`() {
    let none = problems {
      $0.check("n", 15, in: 1...15)
      $0.check("n", Int?.none, in: 1...15)
      $0.check("n", 0.1, above: 0)
      $0.length("s", "😀é", 2...2)
      $0.length("s", nil, 1...)
      $0.pattern("s", "abc1", "[0-9]")
      $0.count("d", ["a": 1], 1...1)
      $0.multiple("n", 0.3, of: 0.1)
      $0.multiple("n", 10, of: 5)
      $0.unique("n", ["a", "b"])
      $0.nested("x", Images.GeneralResponse?.none)
    }
    #expect(none == [])
  }

  @Test func `nested values are named by their path`() {
    let bad = Images.GeneralResponse(code: 0, msg: "m")
    #expect(problems { $0.nested("a", bad) } == ["'a.code' is 0, but must be 1 to 15."])
    #expect(problems { $0.nested("a", [bad, bad]) }.last == "'a[1].code' is 0, but must be 1 to 15.")
    #expect(problems { $0.nested("a", ["k": bad]) } == ["'a[k].code' is 0, but must be 1 to 15."])
    #expect(bad.problems() == ["'code' is 0, but must be 1 to 15."])
  }

  @Test func `a pattern that can't be read refuses nothing`() {
    #expect(problems { $0.pattern("s", "x", "(?<=unclosed") } == [])
  }
}
