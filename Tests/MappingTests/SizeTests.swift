import Foundation
import OpenAPIClientRuntime
import Testing

@Suite("Sizes of types") struct SizeTests {
  /// Strings of a tuple, or of the members of `Flat`.
  private static let texts = (0..<64).map { "text \($0)" }
  private static let row = "[\(texts.prefix(40).map { "\"\($0)\"" }.joined(separator: ",")),1,2]"
  private static let flat =
    #"{"object":"flat","default":1,\#(texts.enumerated().map { "\"s\($0)\":\"\($1)\"" }.joined(separator: ",")),"#
    + #""old":"o","id":"i","again":{"object":"flat","default":2,"s0":"s"},"short":"s","more":3}"#

  @Test func `no type is larger than 512 bytes, however its members are nested`() {
    #expect(MemoryLayout<Sizes.L0>.size <= 512)
    #expect(MemoryLayout<Sizes.L1>.size <= 512)
    #expect(MemoryLayout<Sizes.L2>.size <= 512)
    #expect(MemoryLayout<Sizes.L3>.size <= 512)
    #expect(MemoryLayout<Sizes.Flat>.size <= 512)
    #expect(MemoryLayout<Sizes.Row>.size <= 512)
    #expect(MemoryLayout<Sizes.Choice>.size <= 512)
    #expect(MemoryLayout<Sizes.All>.size <= 512)
    #expect(MemoryLayout<Sizes.AllOperation.Output>.size <= 512)
  }

  @Test func `a response is read and written on a thread with a stack of 512 KB`() async throws {
    let deep = #"{"m0":{"m1":{"m2":{"m3":{"id":"4"},"id":"3"},"id":"2"},"id":"1"},"id":"0"}"#
    let text = #"{"deep":\#(deep),"flat":\#(Self.flat),"row":\#(Self.row),"choice":\#(Self.row)}"#
    let written = try await onSmallStack { try Sizes.All(jsonString: text).jsonString() }
    #expect(written == text)
  }

  @Test func `a chain as deep as a document may be is read on that stack`() async throws {
    let depth = 255
    let open = String(repeating: #"{"object":"flat","default":1,"s0":"a","again":"#, count: depth)
    let text = open + #"{"object":"flat","default":1,"s0":"a"}"# + String(repeating: "}", count: depth)
    let written = try await onSmallStack { try Sizes.Flat(jsonString: text).jsonString() }
    #expect(written == text)
  }

  @Test func `a value that nests deeper than documents may is written and compared on that stack`() async throws {
    let bytes = try await onSmallStack {
      var value = Sizes.Flat(default: 1, s0: "a")
      for _ in 0..<600 { value = Sizes.Flat(default: 1, s0: "a", again: value) }
      #expect(value == value)
      return try value.jsonBytes()
    }
    #expect(bytes.count > 600 * 40)
  }

  @Test func `a value without end is an error`() async throws {
    await #expect(throws: JSONError(path: "$", expected: "at most 1024 levels", found: "more")) {
      try await onSmallStack {
        var value: JSONValue = [:]
        for _ in 0..<1100 { value = ["a": value] }
        return try value.jsonBytes()
      }
    }
  }

  @Test func `members that are kept in groups behave as others do`() throws {
    var value = try Sizes.Flat(jsonString: Self.flat)
    #expect(value.object == "flat")
    #expect(value.default == 1)
    #expect(value.s0 == "text 0")
    #expect(value.s63 == "text 63")
    #expect(value.id == "i")
    #expect(value.again?.default == 2)
    #expect(value.additionalProperties == ["more": 3])
    #expect(try value.jsonString() == Self.flat)

    let copy = value
    value.s40 = nil
    value.again?.s1 = "changed"
    #expect(copy.s40 == "text 40")
    #expect(copy.again?.s1 == nil)
    #expect(value.s40 == nil)
    #expect(value.s41 == "text 41")
    #expect(value.again?.s1 == "changed")
    #expect(value != copy)
  }

  @Test func `a type with groups is made as any other, and checked`() throws {
    let value = Sizes.Flat(default: 1, s0: "a", short: "long", nulls: [.note])
    #expect(try value.jsonString() == #"{"object":"flat","default":1,"s0":"a","note":null,"short":"long"}"#)
    #expect(value.id == nil)
    #expect(value.problems().count == 1)
  }

  @Test func `a missing member of a group is named as any other`() {
    #expect(throws: (any Error).self) { try Sizes.Flat(jsonString: #"{"object":"flat","default":1}"#) }
    #expect(throws: (any Error).self) { try Sizes.Flat(jsonString: "[]") }
  }

  /// Runs work on a thread with the stack that secondary threads have on Apple's systems.
  private func onSmallStack<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread { continuation.resume(with: Result(catching: work)) }
      thread.stackSize = 512 * 1024
      thread.start()
    }
  }
}
