/// Pixels row by row, each as red, green and blue.
package struct PixelGrid: Hashable, Sendable {
  package var width: Int
  package var height: Int
  package var bytes: [UInt8]
}

/// Makes a picture smaller while it is read: adds each pixel, in any order, to the pixel of the result that covers it.
struct PixelSums {
  let source: (width: Int, height: Int)
  let target: (width: Int, height: Int)
  private var sums: [UInt32]
  private var counts: [UInt32]

  /// Starts without pixels; the target must not be larger than the source.
  init(source: (width: Int, height: Int), target: (width: Int, height: Int)) {
    self.source = source
    self.target = target
    sums = [UInt32](repeating: 0, count: target.width * target.height * 3)
    counts = [UInt32](repeating: 0, count: target.width * target.height)
  }

  /// Adds a pixel of the source, blended with black where it is transparent.
  mutating func add(x: Int, y: Int, red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8) {
    let index = y * target.height / source.height * target.width + x * target.width / source.width
    let alpha = UInt32(alpha)
    sums[index * 3] &+= UInt32(red) &* alpha / 255
    sums[index * 3 + 1] &+= UInt32(green) &* alpha / 255
    sums[index * 3 + 2] &+= UInt32(blue) &* alpha / 255
    counts[index] &+= 1
  }

  /// The smaller picture: the average of the pixels that were added to each of its own.
  var average: PixelGrid {
    var bytes = [UInt8](repeating: 0, count: sums.count)
    for index in sums.indices where counts[index / 3] > 0 {
      bytes[index] = UInt8(truncatingIfNeeded: sums[index] / counts[index / 3])
    }
    return PixelGrid(width: target.width, height: target.height, bytes: bytes)
  }
}
