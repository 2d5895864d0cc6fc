import CommandLineSupport

extension Console {
  /// A line on standard output.
  static func print(_ text: String) {
    output(Array((text + "\n").utf8), program: "openapi-client", failure: .inputOutput)
  }

  /// A line on standard error.
  static func report(_ text: String) { write(Array((text + "\n").utf8), to: 2) }
}
