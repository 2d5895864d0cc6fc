import Foundation

/// A file that is being written beside the place where it will stand.
///
/// It appears under its name only when it is complete, never over another file, and is removed if that never happens.
struct PartFile: ~Copyable {
  let path: String
  private let folder: String
  private let descriptor: Int32
  private(set) var byteCount: Int64 = 0
  /// The first bytes, as many as it takes to know a picture's kind and mostly its size.
  private(set) var head: [UInt8] = []

  /// Begins a file in a folder.
  ///
  /// `stem` is what the names of unfinished files of the same picture share.
  ///
  /// - Throws: `SeedreamError` of kind `notWritable` or `diskFull`.
  init(folder: String, stem: String, token: UInt64) throws(SeedreamError) {
    self.folder = folder
    var token = token
    while true {
      let path = "\(folder)/.\(stem).\(String(token, radix: 36)).part"
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw SystemError.last.writing(folder) }
      // Held while the file is being written: the mark by which leftovers are told from work in progress.
      _ = flock(descriptor, LOCK_EX | LOCK_NB)
      // Until then it looks like a leftover, and another process may just have removed it.
      var own = stat()
      var there = stat()
      let isThere = fstat(descriptor, &own) == 0 && stat(path, &there) == 0 && own.st_ino == there.st_ino
      if isThere || access(folder, F_OK) != 0 {
        self.path = path
        self.descriptor = descriptor
        return
      }
      close(descriptor)
      token &+= 1
    }
  }

  deinit {
    close(descriptor)
    unlink(path)
  }

  /// Appends bytes.
  ///
  /// - Throws: `SeedreamError` of kind `diskFull` or `notWritable`.
  mutating func write(_ bytes: [UInt8]) throws(SeedreamError) {
    if head.count < ImageDimensions.headLength {
      head.append(contentsOf: bytes.prefix(ImageDimensions.headLength - head.count))
    }
    try DescriptorWriter.write(bytes, to: descriptor, of: folder)
    byteCount += Int64(bytes.count)
  }

  /// The last bytes, as many or all there are.
  func tail(_ count: Int) -> [UInt8] {
    let length = Int(min(byteCount, Int64(count)))
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, read in
      read = max(0, pread(descriptor, buffer.baseAddress, length, off_t(byteCount) - off_t(length)))
    }
  }

  /// Gives the file its name: `<stem>.<extension>`, or with `-2`, `-3`… if a different file stands there.
  ///
  /// - Returns: the path. It is an older file's if that has the same bytes, so that fetching again changes nothing.
  /// - Throws: `SeedreamError` of kind `diskFull` or `notWritable`.
  consuming func commit(stem: String, extension suffix: String) throws(SeedreamError) -> String {
    guard fsync(descriptor) == 0 else { throw SystemError.last.writing(folder) }
    _ = fchmod(descriptor, 0o666 & ~Self.creationMask)
    for number in 1...10_000 {
      let target = "\(folder)/\(stem)\(number == 1 ? "" : "-\(number)").\(suffix)"
      if try claim(target) {
        synchronizeFolder()
        return target
      }
      if FileManager.default.contentsEqual(atPath: path, andPath: target) { return target }
    }
    throw SeedreamError(.notWritable, "'\(folder)' holds ten thousand files named '\(stem)'. Choose another folder.")
  }

  /// Takes a name if it is free; in one step, so that of two processes only one gets it.
  private func claim(_ target: String) throws(SeedreamError) -> Bool {
    if link(path, target) == 0 { return true }
    let error = SystemError.last
    if error.code == EEXIST { return false }
    guard
      error.code == EPERM || error.code == ENOTSUP || error.code == EOPNOTSUPP || error.code == ENOSYS
        || error.code == EMLINK || error.code == EXDEV
    else { throw error.writing(folder) }
    // A file system without hard links: reserve the name, then move over the reservation.
    let reservation = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if reservation < 0 {
      let error = SystemError.last
      if error.code == EEXIST { return false }
      throw error.writing(folder)
    }
    close(reservation)
    guard rename(path, target) == 0 else {
      let error = SystemError.last
      unlink(target)
      throw error.writing(folder)
    }
    return true
  }

  private func synchronizeFolder() {
    let directory = open(folder, O_RDONLY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }

  /// The process's own mask for new files, read once: reading it means setting it for a moment.
  private static let creationMask: mode_t = {
    let mask = umask(0o022)
    umask(mask)
    return mask
  }()

  /// Removes what a killed process left of the same picture.
  ///
  /// Files that are being written are locked and stay.
  static func removeLeftovers(folder: String, stem: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where name.hasPrefix(".\(stem).") && name.hasSuffix(".part") {
      let path = "\(folder)/\(name)"
      let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }
}

/// Writes all of some bytes to a file descriptor.
package enum DescriptorWriter {
  static func write(_ bytes: [UInt8], to descriptor: Int32, of folder: String) throws(SeedreamError) {
    do {
      try write(bytes, to: descriptor)
    } catch {
      throw error.writing(folder)
    }
  }

  package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { (buffer: UnsafeRawBufferPointer) -> Int in
        #if canImport(Darwin)
          Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Glibc)
          Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #else
          Musl.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0 {
        let error = SystemError.last
        if error.code == EINTR { continue }
        if error.code == EAGAIN {
          var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&wanted, 1, -1)
          continue
        }
        throw error
      }
      rest = rest.dropFirst(count)
    }
  }
}
