import Dispatch
import Foundation
import HTTPTransport

/// A thread with a large stack, for documents that nest deep.
///
/// Without optimization a level of a wide type takes up to 8 KB of stack, and secondary threads of Apple's systems have
/// 512 KB.
enum LargeStack {
  /// How deep a document may nest to be read or written on any thread.
  static let ordinaryDepth = 32
  /// How deep a value may nest to be written at all.
  static let maximumDepth = 1024

  /// Runs work on such a thread, and waits for it.
  static func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) throws -> T {
    let result = Locked<Result<T, any Error>?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    let thread = Thread {
      let outcome = Result(catching: work)
      result.withLock { $0 = outcome }
      isDone.signal()
    }
    // Memory that is never touched costs nothing.
    thread.stackSize = 64 << 20
    thread.start()
    isDone.wait()
    guard let outcome = result.withLock({ $0 }) else { return try work() }
    return try outcome.get()
  }
}

extension JSONReader {
  /// Reads the document that this is the root of.
  func document<T: JSONCodable>(as type: T.Type) throws -> T {
    guard arena.depth > LargeStack.ordinaryDepth else { return try T(json: self) }
    let root = LentReader(reader: self)
    return try LargeStack.run { try T(json: root.reader) }
  }
}

/// A reader that another thread uses.
///
/// `@unchecked Sendable`: the thread that lends it waits until the other one is done, so that never two use it at once.
private struct LentReader: @unchecked Sendable {
  let reader: JSONReader
}
