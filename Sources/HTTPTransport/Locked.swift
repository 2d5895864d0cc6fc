#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A value behind a mutex; the oldest systems that this package supports don't have the standard library's own.
///
/// `@unchecked Sendable`: the value is `Sendable`, is private, and is touched only while the mutex is held; the mutex
/// is a cell of the heap that is made once and never moves.
package final class Locked<Value: Sendable>: @unchecked Sendable {
  private var value: Value
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  package init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    _ = pthread_mutex_init(mutex, nil)
  }

  deinit {
    _ = pthread_mutex_destroy(mutex)
    mutex.deinitialize(count: 1)
    mutex.deallocate()
  }

  /// Runs a short body that holds the mutex; it must not wait, and must not resume a task that may need this mutex.
  package func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    _ = pthread_mutex_lock(mutex)
    defer { _ = pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}

extension Locked: CustomReflectable {
  /// Shows nothing: a mirror would read the value without the mutex.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
