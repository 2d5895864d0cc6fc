import Foundation

/// A lock between processes, held by an open file: it goes with its process, whatever happens.
struct FileLock {
  private let descriptor: Int32

  /// After how long the caller is notified that it waits.
  private static let noticed: Duration = .seconds(2)

  /// Waits for the lock; blocks its thread.
  ///
  /// - Parameters:
  ///   - path: the file, made if it is missing.
  ///   - timeout: how long to wait.
  ///   - onWait: called once when it takes long.
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
    var isNoticed = false
    var pause: UInt32 = 1000
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let error = SystemError.last
      if error.code == EINTR { continue }
      // A file system without locks: better written without one than not at all.
      guard error.code == EWOULDBLOCK else { break }
      let waited = ContinuousClock.now - start
      if waited >= timeout {
        close(descriptor)
        throw SeedreamError(
          .journal,
          "Another process has kept the journal's lock '\(path)' for \(waited.components.seconds) s. Find the process that "
            + "has the file open (lsof or fuser shows it) and end it, or try again later.")
      }
      if waited >= Self.noticed, !isNoticed {
        isNoticed = true
        onWait()
      }
      usleep(pause)
      pause = min(pause * 2, 50_000)
    }
  }

  func release() { close(descriptor) }
}
