#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file being written beside its final path, where it appears complete or not at all.
package final class PartFile: DownloadSink {
  /// An operation that the system refused.
  package struct Failure: Error, CustomStringConvertible {
    package let action: String
    package let code: Int32
    /// The folder that was being written to.
    package let folder: String

    init(_ action: String, _ code: Int32, in folder: String) {
      self.action = action
      self.code = code
      self.folder = folder
    }

    static func existing(_ path: String) -> Failure {
      Failure("Can't save '\(path)'", EEXIST, in: PartFile.split(path).folder)
    }

    package var isExisting: Bool { code == EEXIST }

    package var description: String {
      if isExisting { return "\(action): there is such a file already, and it is not overwritten" }
      return "\(action): \(String(cString: strerror(code)))"
    }
  }

  private let folder: String
  private let path: String
  /// Stands for a descriptor of a complete file, which is closed and waits for its name.
  private static let closed: Int32 = -1
  /// Stands for a descriptor of a file that has its final name or was removed.
  private static let released: Int32 = -2

  private struct State {
    var descriptor: Int32
    var count: Int64 = 0
    var head: [UInt8] = []
  }

  /// Also held during writes, so waiting for it means waiting for the disk.
  private let state: Locked<State>
  private let headLength: Int

  /// How many bytes were written.
  package var count: Int64 { state.withLock { $0.count } }
  /// The first bytes, which show what the file is.
  package var head: [UInt8] { state.withLock { $0.head } }

  static let headLength = 512
  /// Up to this size a file is synced to the disk before it gets its name, so that it survives a loss of power; for a
  /// larger one the caller would wait longer for the disk than for the network.
  private static let syncedLength: Int64 = 64 << 20

  /// Opens a new file `prefix` and random digits, then `suffix`, in a folder.
  ///
  /// - Parameters:
  ///   - folder: an existing folder.
  ///   - prefix: what unfinished files of the same kind begin with.
  ///   - suffix: what they end with.
  ///   - headLength: how many of the first bytes are kept.
  /// - Throws: `Failure` where the system refuses.
  package init(
    in folder: String, prefix: String, suffix: String = "", headLength: Int = PartFile.headLength
  ) throws(Failure) {
    self.folder = folder.isEmpty ? "." : folder
    self.headLength = headLength
    var generator = SystemRandomNumberGenerator()
    while true {
      let path = "\(self.folder)/\(prefix)\(String(generator.next(), radix: 36))\(suffix)"
      let descriptor = PathBytes.withBytes(path) { open($0, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
      if descriptor < 0 { throw Failure("Can't create a file in the folder '\(self.folder)'", errno, in: folder) }
      // The lock tells files that are being written from leftovers.
      _ = flock(descriptor, LOCK_EX | LOCK_NB)
      // Before the lock the file looked like a leftover, and another process may have removed it.
      var own = stat()
      var found = stat()
      let isFound = PathBytes.withBytes(path) { stat($0, &found) } == 0
      let isThere = fstat(descriptor, &own) == 0 && isFound && own.st_ino == found.st_ino
      if isThere || !Self.exists(self.folder) {
        self.path = path
        state = Locked(State(descriptor: descriptor))
        return
      }
      systemClose(descriptor)
    }
  }

  /// Opens a new file `name.part-random` in a folder.
  convenience init(in folder: String, name: String) throws(Failure) {
    try self.init(in: folder, prefix: "\(name).part-")
  }

  deinit { discard() }

  /// Appends bytes; returns how many there are now.
  @discardableResult
  package func write(_ bytes: UnsafeRawBufferPointer) throws -> Int64 { try append(bytes) }

  /// Appends bytes; returns how many there are now.
  @discardableResult
  package func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> Int64 {
    try state.withLock { state throws(Failure) in
      if state.head.count < headLength { state.head += bytes.prefix(headLength - state.head.count) }
      var start = 0
      while start < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
        let written = systemWrite(state.descriptor, rest.baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          throw Failure("Can't write to the folder '\(folder)'", errno, in: folder)
        }
        start += written
      }
      state.count += Int64(bytes.count)
      return state.count
    }
  }

  /// The last bytes, as many as are wanted or all there are.
  package func tail(_ length: Int) -> [UInt8] {
    state.withLock { state in
      let length = Int(min(state.count, Int64(length)))
      return [UInt8](unsafeUninitializedCapacity: length) { buffer, read in
        read = max(0, pread(state.descriptor, buffer.baseAddress, length, off_t(state.count) - off_t(length)))
      }
    }
  }

  /// Discards what was written, to begin again.
  package func clear() throws {
    try state.withLock { state throws(Failure) in
      if ftruncate(state.descriptor, 0) != 0 || lseek(state.descriptor, 0, SEEK_SET) != 0 {
        throw Failure("Can't write to the folder '\(folder)'", errno, in: folder)
      }
      state.count = 0
      state.head = []
    }
  }

  /// Renames the whole file to its final name.
  package func commit(to destination: String, overwriting: Bool) throws(Failure) {
    try finish()
    if overwriting {
      if !Self.move(path, to: destination) { throw Failure("Can't save '\(destination)'", errno, in: folder) }
    } else if try !claim(destination) {
      throw .existing(destination)
    }
    state.withLock { $0.descriptor = Self.released }
    Self.remove(path)
    syncFolder()
  }

  /// Gives the whole file the first name that is free, or that a file with the same content has already.
  ///
  /// - Parameter names: paths, in the order in which they are tried.
  /// - Returns: the path; nil if other files have all of the names.
  /// - Throws: `Failure` where the system refuses.
  package func commit(toFirstFreeOf names: some Sequence<String>) throws(Failure) -> String? {
    try finish()
    for destination in names {
      let isClaimed = try claim(destination)
      guard isClaimed || hasSameContent(destination) else { continue }
      state.withLock { $0.descriptor = Self.released }
      Self.remove(path)
      if isClaimed { syncFolder() }
      return destination
    }
    return nil
  }

  /// Takes a name if it is free; in one step, so that of two processes only one gets it.
  private func claim(_ destination: String) throws(Failure) -> Bool {
    let isLinked = PathBytes.withBytes(path) { path in
      PathBytes.withBytes(destination) { link(path, $0) }
    }
    if isLinked == 0 { return true }
    let code = errno
    if code == EEXIST { return false }
    guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK, EXDEV].contains(code) else {
      throw Failure("Can't save '\(destination)'", code, in: folder)
    }
    // A file system without links: take the name first, then replace the empty file.
    let placeholder = PathBytes.withBytes(destination) { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
    if placeholder < 0 {
      let code = errno
      if code == EEXIST { return false }
      throw Failure("Can't save '\(destination)'", code, in: folder)
    }
    systemClose(placeholder)
    if !Self.move(path, to: destination) {
      let code = errno
      Self.remove(destination)
      throw Failure("Can't save '\(destination)'", code, in: folder)
    }
    return true
  }

  private func hasSameContent(_ other: String) -> Bool {
    let first = PathBytes.withBytes(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard first >= 0 else { return false }
    defer { systemClose(first) }
    let second = PathBytes.withBytes(other) { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard second >= 0 else { return false }
    defer { systemClose(second) }
    var (one, two) = (stat(), stat())
    guard fstat(first, &one) == 0, fstat(second, &two) == 0, one.st_size == two.st_size,
      two.st_mode & S_IFMT == S_IFREG
    else { return false }
    var offset: off_t = 0
    while offset < one.st_size {
      let left = Self.bytes(of: first, at: offset)
      guard !left.isEmpty, left == Self.bytes(of: second, at: offset) else { return false }
      offset += off_t(left.count)
    }
    return true
  }

  private static func bytes(of descriptor: Int32, at offset: off_t) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 262_144) { buffer, read in
      read = max(0, pread(descriptor, buffer.baseAddress, buffer.count, offset))
    }
  }

  /// Removes what was written, unless it has its final name.
  package func discard() {
    state.withLock { state in
      if state.descriptor == Self.released { return }
      if state.descriptor >= 0 { systemClose(state.descriptor) }
      state.descriptor = Self.released
      Self.remove(path)
    }
  }

  /// Removes what killed processes left in a folder; files that are being written are locked and stay.
  package static func removeLeftovers(in folder: String, prefix: String, suffix: String) {
    guard let directory = PathBytes.withBytes(folder, { opendir($0) }) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        PathBytes.text(bytes.prefix { $0 != 0 })
      }
      guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { continue }
      let path = "\(folder)/\(name)"
      let descriptor = PathBytes.withBytes(path) { open($0, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { remove(path) }
      systemClose(descriptor)
    }
  }

  /// Sets the file's permissions, and syncs it to the disk.
  private func finish() throws(Failure) {
    try state.withLock { state throws(Failure) in
      guard state.descriptor >= 0 else { return }
      _ = fchmod(state.descriptor, 0o666 & ~Self.creationMask)
      if state.count <= Self.syncedLength, fsync(state.descriptor) != 0, errno != EINVAL {
        throw Failure("Can't write to the folder '\(folder)'", errno, in: folder)
      }
      let result = systemClose(state.descriptor)
      state.descriptor = Self.closed
      if result != 0 { throw Failure("Can't write to the folder '\(folder)'", errno, in: folder) }
    }
  }

  /// The process's own mask for new files, read once: reading it means setting it for a moment.
  private static let creationMask: mode_t = {
    let mask = umask(0o022)
    umask(mask)
    return mask
  }()

  /// Syncs the folder, so that the new name survives a loss of power; a file system that can't do so is no reason to fail.
  private func syncFolder() {
    let folder = PathBytes.withBytes(folder) { open($0, O_RDONLY | O_CLOEXEC) }
    if folder >= 0 {
      fsync(folder)
      systemClose(folder)
    }
  }

  /// The folder and the name of a path.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  static func exists(_ path: String) -> Bool { PathBytes.withBytes(path) { access($0, F_OK) } == 0 }

  private static func remove(_ path: String) { _ = PathBytes.withBytes(path) { unlink($0) } }

  private static func move(_ path: String, to destination: String) -> Bool {
    PathBytes.withBytes(path) { path in PathBytes.withBytes(destination) { rename(path, $0) } } == 0
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

@discardableResult
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
