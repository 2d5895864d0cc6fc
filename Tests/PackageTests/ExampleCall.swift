/// A call that the documentation of a generated client shows.
struct ExampleCall {
  let namespace: Substring
  let lines: [Substring]

  /// The calls of a file.
  static func all(in source: String) -> [ExampleCall] {
    var calls: [ExampleCall] = []
    var namespace: Substring?
    var lines: [Substring]?
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.drop { $0 == " " }
      if line.hasPrefix("nonisolated extension ") {
        let type = line.dropFirst("nonisolated extension ".count).prefix { $0 != " " }
        let names = type.split(separator: ".")
        namespace = names.count > 1 && names[1] == "Client" ? names[0] : nil
      } else if text == "/// ```swift", namespace != nil {
        lines = []
      } else if text == "/// ```", let found = lines, let namespace {
        lines = nil
        if found.contains(where: { $0.contains("client.") }) {
          calls.append(ExampleCall(namespace: namespace, lines: found))
        }
      } else if lines != nil {
        lines?.append(text.dropFirst("/// ".count))
      }
    }
    return calls
  }

  /// A function that makes the call; deprecated, for some operations are.
  func function(_ name: String) -> String {
    let use = lines.contains { $0.hasPrefix("let response") } ? "\n  _ = response" : ""
    return """
      @available(*, deprecated)
      private func \(name)(_ client: \(namespace).Client) async throws {
        \(lines.joined(separator: "\n  "))\(use)
      }

      """
  }
}
