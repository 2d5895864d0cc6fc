import Foundation
import HTTPTransport

/// Tells other processes that a submission is under way: a lock on one byte of a file beside the journal.
///
/// It goes with its process, whatever happens to that. The number of a process would not do: in containers all have
/// the same one, and after a restart another program may have it.
enum SubmissionLock {
  /// The submissions of this process on one journal.
  ///
  /// The file is open as long as there are any: to close it once more in between would give up all of them.
  private struct Held: Sendable {
    var descriptor: Int32
    var offsets: [String: Int64] = [:]
  }

  private static let held = Locked<[String: Held]>([:])

  /// Locks an offset that nobody else has; nil where the file system knows no locks.
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

  /// Whether a living process has locked that offset.
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
