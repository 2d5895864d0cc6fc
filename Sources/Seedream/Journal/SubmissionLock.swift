import Foundation
import HTTPTransport

/// Tells other processes that a submission is being sent: a lock on one byte of a file beside the journal.
///
/// The system releases the lock when its process ends, for whatever reason. The ID of a process would not be enough: in
/// containers all processes can have the same one, and after a restart another program may have it.
enum SubmissionLock {
  /// The locks of this process for one journal.
  ///
  /// The file stays open as long as there are any: closing any descriptor of the file would release them all.
  private struct Held: Sendable {
    var descriptor: Int32
    var offsets: [String: Int64] = [:]
  }

  private static let held = Locked<[String: Held]>([:])

  /// Locks an offset that no other process has; nil if the file system has no locks.
  static func take(_ entry: String, of journal: String) -> Int64? {
    held.withLock { held in
      let descriptor = held[journal]?.descriptor ?? open(file(journal), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return nil }
      for _ in 0..<8 {
        let offset = Int64.random(in: 1...0xFFFF_FFFF)
        guard held[journal]?.offsets.values.contains(offset) != true, set(F_WRLCK, offset, descriptor) else { continue }
        held[journal, default: Held(descriptor: descriptor)].offsets[entry] = offset
        return offset
      }
      if held[journal] == nil { close(descriptor) }
      return nil
    }
  }

  /// Releases an offset.
  static func release(_ entry: String, of journal: String) {
    held.withLock { held in
      guard var mine = held[journal], let offset = mine.offsets.removeValue(forKey: entry) else { return }
      if mine.offsets.isEmpty {
        close(mine.descriptor)
        held[journal] = nil
      } else {
        _ = set(F_UNLCK, offset, mine.descriptor)
        held[journal] = mine
      }
    }
  }

  /// Whether a running process has locked that offset.
  static func isHeld(_ offset: Int64, of journal: String) -> Bool {
    held.withLock { held in
      if let mine = held[journal] {
        return mine.offsets.values.contains(offset) || isHeldElsewhere(offset, mine.descriptor)
      }
      let descriptor = open(file(journal), O_RDWR | O_CLOEXEC)
      guard descriptor >= 0 else { return false }
      defer { close(descriptor) }
      return isHeldElsewhere(offset, descriptor)
    }
  }

  private static func file(_ journal: String) -> String { journal + ".senders" }

  private static func set(_ kind: some BinaryInteger, _ offset: Int64, _ descriptor: Int32) -> Bool {
    var lock = lock(kind, offset)
    return fcntl(descriptor, F_SETLK, &lock) == 0
  }

  private static func isHeldElsewhere(_ offset: Int64, _ descriptor: Int32) -> Bool {
    var lock = lock(F_WRLCK, offset)
    return fcntl(descriptor, F_GETLK, &lock) == 0 && Int(lock.l_type) != Int(F_UNLCK)
  }

  private static func lock(_ kind: some BinaryInteger, _ offset: Int64) -> flock {
    var lock = flock()
    lock.l_type = Int16(kind)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = off_t(offset)
    lock.l_len = 1
    return lock
  }
}
