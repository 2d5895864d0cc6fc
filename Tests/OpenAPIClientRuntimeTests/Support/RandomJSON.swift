import OpenAPIClientRuntime

/// The same numbers for the same seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Documents of all shapes.
enum RandomJSON {
  static func value(_ random: inout SeededRandom, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .int(Int.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random))
    case 3: return .double(Double.random(in: -1e6...1e6, using: &random))
    case 4, 5: return .string(text(&random))
    case 6:
      return .array((0..<Int.random(in: 0..<5, using: &random)).map { _ in value(&random, depth: depth - 1) })
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0..<20, using: &random) { object[text(&random)] = value(&random, depth: depth - 1) }
      return .object(object)
    }
  }

  static func text(_ random: inout SeededRandom) -> String {
    let letters: [Character] = [
      "a", "b", "Z", "0", " ", "\"", "\\", "/", "\n", "\u{1}", "é", "ß", "漢", "😀", "\u{7F}", "\t",
    ]
    return String(
      (0..<Int.random(in: 0..<12, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
  }
}
