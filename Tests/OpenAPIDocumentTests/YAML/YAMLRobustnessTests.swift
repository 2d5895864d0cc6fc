import OpenAPIDocument
import Testing

@Suite struct YAMLRobustnessTests {
  private let sample = """
    %YAML 1.2
    --- # a document
    openapi: 3.1.0
    info: &info {title: "T\\u00e9", 'version': 1.0, x: [a, "b": c, ? d : e]}
    paths:
      /a/{id}:
        get:
          parameters:
          - name: id
            in: path
            required: true
            schema: !!map
              type: string
              enum: [yes, 0x1F, .5, ~, 2001-01-01]
          description: >-
            folded
              text

            here
          responses:
            '200': {description: ""}
            "404":
              <<: *info
              description: |2+
                 kept

            default: *info
        ? complex
        : - plain text
            over lines
    ...
    """

  @Test func `the sample itself is correct`() {
    #expect(yaml(sample).diagnostics.isEmpty)
    #expect(yaml(sample).root != nil)
  }

  /// A tree or exactly one error.
  private func expectOutcome(_ bytes: [UInt8]) {
    var diagnostics = Diagnostics()
    let tree = JSONTree.parseYAML(bytes, file: "a", diagnostics: &diagnostics)
    #expect(diagnostics.hasErrors == (tree == nil), "\(String(decoding: bytes, as: UTF8.self))")
    guard let tree else {
      #expect(diagnostics.all.last?.severity == .error)
      return
    }
    // What was read is JSON.
    var others = Diagnostics()
    let again = JSONTree.parse(Array(tree.root.compactText.utf8), file: "b", diagnostics: &others)
    #expect(again.map { $0.root.isEqual(to: tree.root) } == true, "\(String(decoding: bytes, as: UTF8.self))")
  }

  @Test func `bytes changed at random give a document or one error`() {
    var generator = RandomNumbers(state: 7)
    let original = Array(sample.utf8)
    let bytes = Array("{}[]\"',:&*!|>%@?-#~ \n\n  \t\\01ab.<".utf8) + [0x00, 0x0D, 0x80, 0xC3, 0xEF, 0xFF]
    for _ in 0..<2000 {
      var mutated = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0..<mutated.count, using: &generator)
        let byte = bytes[Int.random(in: 0..<bytes.count, using: &generator)]
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: mutated[index] = byte
        case 1: mutated.remove(at: index)
        case 2: mutated.insert(byte, at: index)
        default:
          let end = min(index + Int.random(in: 1...20, using: &generator), mutated.count)
          mutated.insert(contentsOf: mutated[index..<end], at: Int.random(in: 0..<mutated.count, using: &generator))
        }
      }
      expectOutcome(mutated)
    }
  }

  @Test func `a text cut off anywhere is a document or one error`() {
    let original = Array(sample.utf8)
    for length in 0..<original.count { expectOutcome(Array(original[0..<length])) }
  }

  @Test func `nesting is limited as in JSON`() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")] {
      #expect(yaml(String(repeating: open, count: 10_000) + String(repeating: close, count: 10_000)).root == nil)
    }
    let flow = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(yaml(flow).root != nil)
    #expect(yaml("[\(flow)]").diagnostics.map(\.code) == ["yaml-too-deep"])
    #expect(yaml(String(repeating: "- ", count: 513) + "a").diagnostics.map(\.code) == ["yaml-too-deep"])
    let lines = (0..<600).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(yaml(lines).diagnostics.first.map { "\($0.code) \($0.location.line)" } == "yaml-too-deep 513")
  }

  @Test func `a file that is not text is refused`() {
    #expect(yaml([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]).diagnostics.map(\.code) == ["invalid-utf8"])
    #expect(yaml([0x61, 0x3A, 0x20, 0xC3, 0x28]).error == "1:4 These bytes are not UTF-8")
    #expect(
      yaml([0x61, 0x61, 0x61, 0x61, 0x00, 0x01]).error == "1:5 A control character is not allowed in YAML: the byte 0x0"
    )
    #expect(yaml([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80]).diagnostics.map(\.code) == ["invalid-utf8"])
  }

  @Test func `other encodings of Unicode are read, with a mark or without`() {
    let text = "a: \"é😀\"\nb: [1]"
    let expected = #"{"a":"é😀","b":[1]}"#
    func bytes(_ units: [UInt32], _ width: Int, bigEndian: Bool) -> [UInt8] {
      units.flatMap { unit in
        (0..<width).map { UInt8(truncatingIfNeeded: unit >> UInt32((bigEndian ? width - 1 - $0 : $0) * 8)) }
      }
    }
    let utf16 = text.utf16.map { UInt32($0) }
    let utf32 = text.unicodeScalars.map(\.value)
    for bigEndian in [false, true] {
      for mark in [[], [0xFEFF]] as [[UInt32]] {
        #expect(yaml(bytes(mark + utf16, 2, bigEndian: bigEndian)).result == expected)
        #expect(yaml(bytes(mark + utf32, 4, bigEndian: bigEndian)).result == expected)
      }
    }
    #expect(yaml([0xEF, 0xBB, 0xBF] + Array(text.utf8)).result == expected)
    #expect(yaml([0xFE, 0xFF, 0xD8, 0x3D]).diagnostics.map(\.code) == ["invalid-utf8"])
    #expect(yaml([0xFF, 0xFE, 0x61]).diagnostics.map(\.code) == ["invalid-utf8"])
  }
}
