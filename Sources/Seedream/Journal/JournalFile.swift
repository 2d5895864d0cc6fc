import Foundation

/// Appends to a journal's file, and rewrites it when most of its entries are closed.
struct JournalFile {
  let path: String

  private var folder: String { (path as NSString).deletingLastPathComponent }

  /// Appends lines and waits until the disk has them; blocks its thread.
  ///
  /// - Parameters:
  ///   - lines: whole lines.
  ///   - timeout: how long to wait for other processes.
  ///   - onWait: called once if the wait takes longer than two seconds.
  ///   - compact: given the size of the file, returns the lines to replace its content by, or nil to leave it.
  /// - Throws: `SeedreamError` of kind `journal` or `diskFull`.
  func append(
    _ lines: [UInt8], timeout: Duration, onWait: () -> Void, compact: (_ size: Int64) -> [UInt8]?
  ) throws(SeedreamError) {
    try makeFolder()
    let lock = try FileLock(path: path + ".lock", timeout: timeout, onWait: onWait)
    defer { lock.release() }
    var status = stat()
    if stat(path, &status) == 0, let compacted = compact(Int64(status.st_size)) { replace(with: compacted) }
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(SystemError.last, path) }
    defer { close(descriptor) }
    let end = lseek(descriptor, 0, SEEK_END)
    var last: [UInt8] = [UInt8(ascii: "\n")]
    if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last[0] != UInt8(ascii: "\n") {
      // A crash has left an incomplete line: end it.
      try write([UInt8(ascii: "\n")] + lines, to: descriptor)
    } else {
      try write(lines, to: descriptor)
    }
    guard fsync(descriptor) == 0 else { throw Self.failure(SystemError.last, path) }
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(SeedreamError) {
    do {
      try DescriptorWriter.write(bytes, to: descriptor)
    } catch {
      if error.code == ENOSPC || error.code == EDQUOT {
        throw SeedreamError(.diskFull, "The disk is full: the journal '\(path)' can't be written. Free some space.")
      }
      throw Self.failure(error, path)
    }
  }

  /// Replaces the file by one with other lines; if that fails, the old file stays.
  private func replace(with lines: [UInt8]) {
    let new = path + ".new"
    let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    do {
      try DescriptorWriter.write(lines, to: descriptor)
    } catch {
      unlink(new)
      return
    }
    if fsync(descriptor) == 0 { _ = rename(new, path) }
  }

  func makeFolder() throws(SeedreamError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw SeedreamError(
        .journal,
        "The folder '\(folder)' for the journal of tasks can't be created. Create it, or set XDG_STATE_HOME to another one."
      )
    }
  }

  private static func failure(_ error: SystemError, _ path: String) -> SeedreamError {
    SeedreamError(
      .journal,
      "The journal of tasks '\(path)' can't be written: \(error.text). "
        + "Change its permissions, or set XDG_STATE_HOME to another folder.")
  }
}
