import CommandLineSupport
import Foundation
import HTTPTransport
import OpenAPIClientRuntime
import Seedream

/// Shows the progress on standard error: on a terminal as one line that changes, otherwise as a line for each change.
final class Progress: Sendable {
  private struct State: Sendable {
    var phase = ""
    var phaseBegan = ContinuousClock.now
    var polls = 0
    var detail = ""
    var transfers: [Int: TransferProgress] = [:]
    var pictures = 0
    var frame = 0
    var isLineShown = false
    var isOver = false
  }

  private let state = Locked(State())
  private let isQuiet: Bool
  private let isLive: Bool

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    isLive = Console.isLive && !isQuiet
    guard isLive else { return }
    let state = state
    Task.detached {
      while !state.withLock({ $0.isOver }) {
        state.withLock { Self.draw(&$0) }
        try? await Task.sleep(for: .milliseconds(120))
      }
    }
  }

  /// Shows a phase: sending, queued, drawing, fetching.
  func phase(_ name: String) {
    guard !isQuiet else { return }
    let isNew = state.withLock { state in
      guard state.phase != name else { return false }
      state.phase = name
      state.phaseBegan = .now
      state.detail = ""
      return true
    }
    if isNew && !isLive { Console.error(name) }
  }

  /// Shows the progress of a batch, on a terminal only.
  func overall(_ text: String) {
    guard isLive else { return }
    state.withLock { $0.phase = text }
  }

  /// Removes the changing line and prints something else.
  func aside(_ print: () -> Void) {
    state.withLock { state in
      Self.clear(&state)
      print()
    }
  }

  /// Counts a poll.
  func polled() { state.withLock { $0.polls += 1 } }

  /// Counts a poll, and shows the phase that it has found.
  func polled(_ phase: String) {
    polled()
    self.phase(phase)
  }

  /// Shows a temporary problem: first what is done about it, then why, because a narrow terminal shows only the beginning.
  func problem(_ text: String) {
    guard !isQuiet else { return }
    let isNew = state.withLock { state in
      defer { state.detail = text }
      return state.detail != text
    }
    if isNew && !isLive { Console.error(text) }
  }

  /// Shows how much of the request has been sent.
  func sent(_ progress: TransferProgress) {
    state.withLock { $0.detail = Self.amount(progress) }
  }

  /// Sets how many pictures will be fetched.
  func expect(_ count: Int) { state.withLock { $0.pictures = count } }

  /// Shows how much of a picture has arrived.
  func received(_ number: Int, _ progress: TransferProgress) {
    state.withLock { $0.transfers[number] = progress }
  }

  /// Prints a line that stays.
  func note(_ text: String, evenIfQuiet isImportant: Bool = false) {
    guard !isQuiet || isImportant else { return }
    state.withLock { state in
      Self.clear(&state)
      Console.error(text)
    }
  }

  /// Removes the changing line for good.
  func end() {
    state.withLock { state in
      state.isOver = true
      Self.clear(&state)
    }
  }

  private static func clear(_ state: inout State) {
    guard state.isLineShown else { return }
    Console.write("\r\u{1B}[K", to: 2)
    state.isLineShown = false
  }

  private static func draw(_ state: inout State) {
    guard !state.isOver, !state.phase.isEmpty else { return }
    let frames = Console.isUnicode ? ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] : ["|", "/", "-", "\\"]
    state.frame += 1
    var parts = ["\(state.phase) \(Console.time(ContinuousClock.now - state.phaseBegan))"]
    if state.polls > 0 && state.transfers.isEmpty {
      parts.append(state.polls == 1 ? "polled once" : "polled \(state.polls) times")
    }
    if !state.transfers.isEmpty { parts.append(received(state)) }
    if !state.detail.isEmpty { parts.append(state.detail) }
    let line = "\(frames[state.frame % frames.count]) \(parts.joined(separator: Console.isUnicode ? " · " : ", "))"
    let text = Console.plain(line)
    let columns = Console.size.columns
    let short = text.count >= columns ? String(text.prefix(max(1, columns - 1))) : text
    Console.write("\r\(short)\u{1B}[K", to: 2)
    state.isLineShown = true
  }

  private static func received(_ state: State) -> String {
    let all = state.transfers.values
    let completed = all.reduce(0) { $0 + $1.completedBytes }
    let total = all.reduce(Int64?.some(0)) { sum, next in
      // Services can announce any number.
      guard let sum, let more = next.totalBytes else { return nil }
      let (all, isTooMuch) = sum.addingReportingOverflow(more)
      return isTooMuch ? nil : all
    }
    let done = all.filter { $0.totalBytes == $0.completedBytes }.count
    let known = state.transfers.count == state.pictures ? total : nil
    return "\(done) of \(state.pictures) pictures, "
      + amount(TransferProgress(completedBytes: completed, totalBytes: known))
  }

  private static func amount(_ progress: TransferProgress) -> String {
    guard let total = progress.totalBytes, total > 0 else { return ByteCount.text(progress.completedBytes) }
    let percent = min(100, progress.completedBytes * 100 / total)
    return "\(ByteCount.text(progress.completedBytes)) of \(ByteCount.text(total)) (\(percent) %)"
  }
}
