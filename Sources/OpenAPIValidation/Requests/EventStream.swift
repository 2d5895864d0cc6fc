import OpenAPISyntax

/// The events of a `text/event-stream` (WHATWG HTML, server-sent events) in the form that OpenAPI 3.2 checks by
/// `itemSchema`: objects with `data`, `event`, `id` and `retry`, each only if it was sent.
enum EventStream {
  /// The events as JSON texts; as in clients, one without an empty line after it is left out.
  static func events(in text: String) -> [String] {
    var events: [String] = []
    var event = Event()
    for line in lines(of: text) {
      if line.isEmpty {
        if let json = event.json { events.append(json) }
        event = Event()
      } else {
        event.add(line)
      }
    }
    return events
  }

  private struct Event {
    private var data: [String] = []
    private var members: [(name: String, json: String)] = []

    mutating func add(_ line: String) {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      var value = parts.count == 2 ? parts[1] : ""
      if value.hasPrefix(" ") { value = value.dropFirst() }
      switch name {
      case "data": data.append(String(value))
      case "event", "id": set(name, JSONEscapes.quoted(String(value)))
      case "retry": set(name, ExactDecimal(String(value)) == nil ? JSONEscapes.quoted(String(value)) : String(value))
      default: break
      }
    }

    private mutating func set(_ name: String, _ json: String) {
      members.removeAll { $0.name == name }
      members.append((name, json))
    }

    /// The event as an object; nil if it has no field but comments.
    var json: String? {
      var all = members
      if !data.isEmpty { all.insert(("data", JSONEscapes.quoted(data.joined(separator: "\n"))), at: 0) }
      if all.isEmpty { return nil }
      return "{" + all.map { JSONEscapes.quoted($0.name) + ":" + $0.json }.joined(separator: ",") + "}"
    }
  }

  /// The lines that end in LF, CR or both.
  private static func lines(of text: String) -> [String] {
    let ends: [Character] = ["\n", "\r", "\r\n"]
    return text.split(omittingEmptySubsequences: false, whereSeparator: ends.contains).dropLast().map(String.init)
  }
}
