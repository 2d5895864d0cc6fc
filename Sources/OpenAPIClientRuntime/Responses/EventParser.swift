import OpenAPISyntax

/// A server-sent event.
public struct ServerEvent: Hashable, Sendable {
  /// The event's type; `message` if the stream doesn't name one.
  public var event: String
  /// The lines of data, joined by line feeds.
  public var data: String
  /// The id sent last, of this event or an earlier one.
  public var id: String?
  /// How long to wait before connecting again.
  public var retry: Duration?

  /// Creates an event.
  public init(event: String = "message", data: String, id: String? = nil, retry: Duration? = nil) {
    self.event = event
    self.data = data
    self.id = id
    self.retry = retry
  }
}

/// Parses a stream of server-sent events (WHATWG HTML, section 9.2.6), chunk by chunk.
struct EventParser {
  /// How many bytes one event may have.
  let limit: Int
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var event = ""
  private var id: String?
  private var retry: Duration?
  private var endedWithReturn = false
  private var isFirstLine = true

  init(limit: Int = 64 << 20) { self.limit = limit }

  struct TooLong: Error {}

  /// The events that end within a chunk.
  mutating func parse(_ chunk: [UInt8]) throws(TooLong) -> [ServerEvent] {
    var events: [ServerEvent] = []
    for byte in chunk {
      if endedWithReturn {
        endedWithReturn = false
        if byte == UInt8(ascii: "\n") { continue }
      }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        endedWithReturn = byte == UInt8(ascii: "\r")
        if let event = endLine() { events.append(event) }
      } else {
        line.append(byte)
        if line.count + data.count > limit { throw TooLong() }
      }
    }
    return events
  }

  private mutating func endLine() -> ServerEvent? {
    defer { line.removeAll(keepingCapacity: true) }
    if isFirstLine {
      isFirstLine = false
      if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    }
    if line.isEmpty { return endEvent() }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.count
    if colon == 0 { return nil }
    var value = line[colon...].dropFirst()
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    switch String(decoding: line[..<colon], as: UTF8.self) {
    case "data":
      if hasData { data.append(UInt8(ascii: "\n")) }
      data.append(contentsOf: value)
      hasData = true
    case "event": event = String(decoding: value, as: UTF8.self)
    case "id":
      if !value.contains(0) { id = String(decoding: value, as: UTF8.self) }
    case "retry":
      if value.allSatisfy(\.isDigit),
        let milliseconds = Int64(String(decoding: value, as: UTF8.self))
      {
        retry = .milliseconds(milliseconds)
      }
    default: break
    }
    return nil
  }

  private mutating func endEvent() -> ServerEvent? {
    defer {
      data.removeAll(keepingCapacity: true)
      hasData = false
      event = ""
    }
    guard hasData else { return nil }
    return ServerEvent(
      event: event.isEmpty ? "message" : event, data: String(decoding: data, as: UTF8.self), id: id, retry: retry)
  }
}
