/// Everything that a picture depends on: equal values are drawn to equal bytes.
struct Picture: Hashable, Sendable {
  var prompt: String
  var width: Int
  var height: Int
  /// Which picture of its request this is, from 0.
  var index = 0
  /// How many pictures its request has.
  var count = 1
  var seed: UInt64 = 0
  /// Hashes of the reference images, in order.
  var references: [UInt64] = []
  var hasWatermark = false

  /// The picture as a PNG file.
  func png() -> [UInt8] {
    let scene = Scene(self)
    return PNGFile.bytes(width: width, height: height, description: prompt) { scene.row($0) }
  }

  /// A hash that is the same in every process.
  var hash: UInt64 {
    var value = RandomSource.hash(prompt) ^ RandomSource.scramble(seed &+ 1)
    value = RandomSource.scramble(value &+ UInt64(truncatingIfNeeded: index))
    for reference in references { value = RandomSource.scramble(value ^ reference) }
    return RandomSource.scramble(value &+ UInt64(truncatingIfNeeded: width &* 65536 &+ height))
  }
}
