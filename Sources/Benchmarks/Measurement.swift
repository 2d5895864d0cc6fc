import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Processor and wall time of a stretch of work, and the process's peak memory after it.
struct Measurement {
  var processorSeconds: Double
  var wallSeconds: Double
  /// Peak resident memory in bytes: of this process since its start, or of a child.
  var peakBytes: Int

  /// Measures work in this process.
  static func of(_ work: () throws -> Void) rethrows -> Measurement {
    let before = processorTime()
    let start = ContinuousClock.now
    try work()
    let wall = seconds(start.duration(to: .now))
    return Measurement(processorSeconds: processorTime() - before, wallSeconds: wall, peakBytes: peakMemory())
  }

  /// Measures asynchronous work in this process.
  static func of(_ work: () async throws -> Void) async rethrows -> Measurement {
    let before = processorTime()
    let start = ContinuousClock.now
    try await work()
    let wall = seconds(start.duration(to: .now))
    return Measurement(processorSeconds: processorTime() - before, wallSeconds: wall, peakBytes: peakMemory())
  }

  static func processorTime() -> Double {
    var usage = rusage()
    getrusage(self_, &usage)
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

  static func peakMemory() -> Int {
    var usage = rusage()
    getrusage(self_, &usage)
    return peakBytes(usage)
  }

  /// Resident memory now, in bytes; 0 where the system does not say.
  static func residentMemory() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    let fields = text.split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
    return pages * 4096
  }

  static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  #if os(Linux)
    private static var self_: __rusage_who { RUSAGE_SELF }
  #else
    private static var self_: Int32 { RUSAGE_SELF }
  #endif
}

/// The middle of some values.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return .nan }
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
