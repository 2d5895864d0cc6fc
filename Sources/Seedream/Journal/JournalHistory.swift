import Foundation

/// What the lines of a journal come to.
struct JournalHistory {
  /// The entries that are still open, in the order they began.
  private(set) var open: [JournalEntry] = []
  /// Whole lines that this version can't read: a later one's, to be kept as they are.
  private var foreign: [[UInt8]] = []

  /// Puts the lines together; `isHeld` tells whether a living process holds a sender's place.
  init(bytes: [UInt8], isHeld: (Int64) -> Bool) {
    var order: [String] = []
    var entries: [String: JournalEntry] = [:]
    var senders: [String: Int64] = [:]
    for line in bytes.split(separator: 10) {
      guard let record = JournalRecord(line: line) else {
        // A torn line is no JSON.
        if (try? JSONSerialization.jsonObject(with: Data(line))) != nil { foreign.append(Array(line) + [10]) }
        continue
      }
      let id = record.entry
      switch record.event {
      case .sending:
        guard let task = record.task, entries[id] == nil else { continue }
        order.append(id)
        entries[id] = JournalEntry(id: id, state: .sending, task: task)
        senders[id] = record.sender
      case .submitted:
        guard let task = record.task else { continue }
        if entries[id] == nil { order.append(id) }
        entries[id] = JournalEntry(id: id, state: .submitted, task: task)
      case .unknown: entries[id]?.state = .unknown
      case .refused, .closed: entries[id] = nil
      }
    }
    var seen: Set<String> = []
    for id in order where seen.insert(id).inserted {
      guard var entry = entries[id] else { continue }
      // What was being sent when its process ended has no answer any more.
      if entry.state == .sending, senders[id].map(isHeld) != true { entry.state = .unknown }
      open.append(entry)
    }
  }

  /// The lines that say the same without what is over.
  func lines(at date: Date) throws -> [UInt8] {
    var result = foreign.flatMap { $0 }
    for entry in open {
      let event: JournalRecord.Event = entry.state == .submitted ? .submitted : .sending
      result += try JournalRecord(event, entry: entry.id, at: date, task: entry.task).line()
    }
    return result
  }
}
