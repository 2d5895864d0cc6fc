import Foundation
import OpenAPISyntax

/// The entries that the lines of a journal have left open; more lines can be added.
struct JournalHistory {
  /// A line of a later version, which this one can't read and keeps as it is.
  private struct ForeignLine {
    var entry: String?
    var bytes: [UInt8]
  }

  /// The names of entries in the order in which they began, also of closed ones.
  private var order: [String] = []
  private var entries: [String: JournalEntry] = [:]
  /// The offset that the sender of an entry has locked, by the entry's name.
  private var senders: [String: Int64] = [:]
  /// The names of entries by their tasks.
  private var entryOfTask: [TaskName: String] = [:]
  private var foreignLines: [ForeignLine] = []
  private var unknownServices: [String: UnknownServiceEntry] = [:]

  private struct TaskName: Hashable {
    var service: ImageService
    var id: String
  }

  /// Adds whole lines.
  mutating func read(_ bytes: some Collection<UInt8>) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if let record = JournalRecord(line: line) {
        apply(record)
      } else if let record = ForeignRecord(line: line) {
        applyForeign(record, Array(line))
      }
    }
    if order.count > 2 * entries.count + 64 { order = open { _ in false }.map(\.id) }
  }

  private mutating func apply(_ record: JournalRecord) {
    let id = record.entry
    switch record.event {
    case .sending:
      guard let task = record.task, entries[id] == nil else { return }
      order.append(id)
      entries[id] = JournalEntry(id: id, state: .sending, task: task)
      senders[id] = record.sender
    case .submitted:
      guard let task = record.task else { return }
      if entries[id] == nil { order.append(id) }
      entries[id] = JournalEntry(id: id, state: .submitted, task: task)
      senders[id] = nil
      entryOfTask[TaskName(service: task.service, id: task.id)] = id
    case .unknown:
      entries[id]?.state = .unknown
      entries[id]?.response = record.response
      senders[id] = nil
    case .refused, .closed:
      if let task = entries.removeValue(forKey: id)?.task {
        entryOfTask[TaskName(service: task.service, id: task.id)] = nil
      }
      senders[id] = nil
      if unknownServices.removeValue(forKey: id) != nil { foreignLines.removeAll { $0.entry == id } }
    }
  }

  private mutating func applyForeign(_ record: ForeignRecord, _ line: [UInt8]) {
    foreignLines.append(ForeignLine(entry: record.entry, bytes: line + [UInt8(ascii: "\n")]))
    guard let entry = record.entry, let task = record.task, let service = task.service,
      ImageService(rawValue: service) == nil
    else { return }
    unknownServices[entry] = UnknownServiceEntry(
      id: entry, service: service, task: task.id ?? entry, prompt: task.prompt ?? "", submitted: task.submitted)
  }

  /// The open entries, in the order in which they began; `isHeld` returns whether a running process has locked an offset.
  func open(isHeld: (Int64) -> Bool) -> [JournalEntry] {
    order.uniqued().compactMap { id in
      guard var entry = entries[id] else { return nil }
      // Its process ended while it was being sent: the response is lost.
      if entry.state == .sending, senders[id].map(isHeld) != true { entry.state = .unknown }
      return entry
    }
  }

  /// The open entries of services that this version doesn't know, the oldest first.
  var ofUnknownServices: [UnknownServiceEntry] {
    foreignLines.compactMap { $0.entry.flatMap { unknownServices[$0] } }.uniqued()
  }

  /// The open entry of a task.
  func entry(of task: ImageTask) -> String? {
    entryOfTask[TaskName(service: task.service, id: task.id)]
  }

  /// The shortest lines with the same open entries.
  func lines() throws(SeedreamError) -> [UInt8] {
    var result = foreignLines.flatMap(\.bytes)
    for entry in open(isHeld: { _ in true }) {
      let date = entry.task.submitted
      if entry.state == .submitted {
        result += try JournalRecord(.submitted, entry: entry.id, at: date, task: entry.task).line()
        continue
      }
      result += try JournalRecord(.sending, entry: entry.id, at: date, task: entry.task, sender: senders[entry.id])
        .line()
      if entry.state == .unknown, senders[entry.id] == nil {
        result += try JournalRecord(.unknown, entry: entry.id, at: date, response: entry.response).line()
      }
    }
    return result
  }
}
