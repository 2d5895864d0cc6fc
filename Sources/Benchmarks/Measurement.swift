import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The processor time and memory of this process.
enum Measurement {
  /// `RUSAGE_SELF`, which on Linux is imported with another type than that of `getrusage`'s parameter.
  private static let own: Int32 = 0

  /// The processor seconds of some work, all threads of this process together.
  static func processorSeconds(of work: () throws -> Void) rethrows -> Double {
    let before = processorSeconds()
    try work()
    return processorSeconds() - before
  }

  /// Processor seconds since the process began.
  static func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(own, &usage)
    return processorSeconds(usage)
  }

  static func processorSeconds(_ usage: rusage) -> Double {
    Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(Int(usage.ru_utime.tv_usec) + Int(usage.ru_stime.tv_usec)) / 1_000_000
  }

  /// Linux counts kilobytes, Apple's systems bytes.
  static func peakBytes(_ usage: rusage) -> Int {
    #if os(Linux)
      Int(usage.ru_maxrss) * 1024
    #else
      Int(usage.ru_maxrss)
    #endif
  }

  /// The largest resident memory of this process so far, in bytes.
  ///
  /// On Linux it isn't the value of `getrusage`, which starts with the memory of the parent.
  static func peakMemory() -> Int {
    if let kilobytes = status("VmHWM") { return kilobytes * 1024 }
    var usage = rusage()
    getrusage(own, &usage)
    return peakBytes(usage)
  }

  /// The current resident memory in bytes; 0 if the system doesn't tell it.
  static func residentMemory() -> Int { (status("VmRSS") ?? 0) * 1024 }

  private static func status(_ name: String) -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix(name + ":") {
      return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
    }
    return nil
  }

  static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}

/// Costs of several subjects, measured in rounds: each round runs every subject once, so that whatever disturbs the
/// machine disturbs all of them alike.
struct Rounds {
  private(set) var costs: [String: [Child.Cost]] = [:]

  /// Runs the rounds.
  init(_ count: Int, _ subjects: [(name: String, run: () throws -> Child.Cost)]) throws {
    for _ in 0..<count {
      for subject in subjects { costs[subject.name, default: []].append(try subject.run()) }
    }
  }

  /// The median of some values.
  static func middle(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The median of a subject's figures.
  func median(_ subject: String, _ figure: (Child.Cost) throws -> Double) rethrows -> Double {
    Self.middle(try (costs[subject] ?? []).map(figure))
  }

  /// The median of the ratios of two subjects, each within one round.
  func ratio(
    _ subject: String, to other: String, _ figure: (Child.Cost) throws -> Double
  ) rethrows -> Double {
    Self.middle(
      try zip(costs[subject] ?? [], costs[other] ?? []).map { try figure($0) / figure($1) })
  }
}
