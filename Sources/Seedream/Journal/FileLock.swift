import Foundation

/// A lock between processes, held by an open file: the system releases it when its process ends, for whatever reason.
struct FileLock {
  private let descriptor: Int32

  /// The wait after which `onWait` is called.
  private static let noticeDelay: Duration = .seconds(2)

  /// Waits for the lock; blocks its thread.
  ///
  /// - Parameters:
  ///   - path: the file, created if it is missing.
  ///   - timeout: how long to wait.
  ///   - onWait: called once if the wait takes longer than two seconds.
  /// - Throws: `SeedreamError` of kind `journal`.
  init(path: String, timeout: Duration, onWait: () -> Void) throws(SeedreamError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let folder = (path as NSString).deletingLastPathComponent
      throw SeedreamError(
        .journal,
        "The folder '\(folder)' for the journal of tasks can't be written to: \(SystemError.last.text). "
          + "Change its permissions, or set XDG_STATE_HOME to another folder.")
    }
    let start = ContinuousClock.now
    var isNotified = false
    /// In microseconds.
    var pause: UInt32 = 1000
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let error = SystemError.last
      if error.code == EINTR { continue }
      // The file system has no locks: to write without one is better than not to write.
      guard error.code == EWOULDBLOCK else { break }
      let waited = ContinuousClock.now - start
      if waited >= timeout {
        close(descriptor)
        throw SeedreamError(
          .journal,
          "Another process has held the journal's lock '\(path)' for \(waited.components.seconds) s. Find the process that "
            + "has the file open (with lsof or fuser) and end it, or try again later.")
      }
      if waited >= Self.noticeDelay, !isNotified {
        isNotified = true
        onWait()
      }
      usleep(pause)
      pause = min(pause * 2, 50_000)
    }
  }

  func release() { close(descriptor) }
}
