import Foundation

/// Appends to a journal's file, and rewrites it when most of it is over.
struct JournalFile {
  let path: String
  /// From which size on the file is rewritten, when nothing in it is open any more.
  static let roomy = 262_144

  /// Appends lines and waits until the disk has them.
  ///
  /// - Throws: `SeedreamError` of kind `journal` or `diskFull`.
  func append(_ lines: [UInt8]) throws(SeedreamError) {
    try makeFolder()
    let folder = (path as NSString).deletingLastPathComponent
    let lock = try FileLock(path: path + ".lock", folder: folder)
    defer { lock.release() }
    try renewIfRoomy(folder)
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(SystemError.last, path) }
    defer { close(descriptor) }
    let end = lseek(descriptor, 0, SEEK_END)
    var last: [UInt8] = [10]
    if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last[0] != 10 {
      // A crash tore the last line: begin a new one.
      try write([10] + lines, to: descriptor)
    } else {
      try write(lines, to: descriptor)
    }
    guard fsync(descriptor) == 0 else { throw Self.failure(SystemError.last, path) }
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(SeedreamError) {
    do {
      try DescriptorWriter.write(bytes, to: descriptor, of: path)
    } catch {
      if error.kind == .diskFull {
        throw SeedreamError(.diskFull, "The disk is full: the journal '\(path)' can't be written. Free some space.")
      }
      throw Self.failure(SystemError.last, path)
    }
  }

  /// Rewrites a large file without what is over.
  ///
  /// The old one stands until the new one is complete.
  private func renewIfRoomy(_ folder: String) throws(SeedreamError) {
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    guard size > Self.roomy, let data = FileManager.default.contents(atPath: path) else { return }
    let history = JournalHistory(bytes: Array(data)) { SubmissionLock.isHeld($0, of: path) }
    guard history.open.allSatisfy({ $0.state != .sending }), let lines = try? history.lines(at: Date()),
      lines.count < size / 2
    else { return }
    let fresh = path + ".new"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    do {
      try DescriptorWriter.write(lines, to: descriptor, of: folder)
    } catch {
      unlink(fresh)
      return
    }
    if fsync(descriptor) == 0 { _ = rename(fresh, path) }
  }

  func makeFolder() throws(SeedreamError) {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw SeedreamError(
        .journal,
        "The folder '\(folder)' for the journal of tasks can't be made. Make it, or set XDG_STATE_HOME to another one.")
    }
  }

  private static func failure(_ error: SystemError, _ path: String) -> SeedreamError {
    SeedreamError(
      .journal,
      "The journal of tasks '\(path)' can't be written: \(error.text). "
        + "Change its permissions, or set XDG_STATE_HOME to another folder.")
  }
}

/// A lock between processes, held by an open file: it goes with its process, whatever happens.
struct FileLock {
  private let descriptor: Int32

  /// Waits for the lock.
  ///
  /// - Throws: `SeedreamError` of kind `journal`.
  init(path: String, folder: String) throws(SeedreamError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw SeedreamError(
        .journal,
        "The folder '\(folder)' for the journal of tasks can't be written to: \(SystemError.last.text). "
          + "Change its permissions, or set XDG_STATE_HOME to another folder.")
    }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { break }
    }
  }

  func release() { close(descriptor) }
}
