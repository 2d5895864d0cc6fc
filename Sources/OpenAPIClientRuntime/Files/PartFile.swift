#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file being written, beside the place where it will stand; it gets there whole or not at all.
final class PartFile: Sendable {
  /// What the system refused.
  struct Failure: Error, CustomStringConvertible {
    let action: String
    let code: Int32
    let isExisting: Bool

    init(_ action: String, _ code: Int32) {
      self.action = action
      self.code = code
      isExisting = code == EEXIST
    }

    static func existing(_ path: String) -> Failure { Failure("Can't save '\(path)'", EEXIST) }

    var description: String {
      if isExisting { return "\(action): there is such a file already, and it is not overwritten" }
      return "\(action): \(String(cString: strerror(code)))"
    }
  }

  private let folder: String
  private let path: String
  private struct State {
    var descriptor: Int32
    var count: Int64 = 0
    var head: [UInt8] = []
  }

  /// Held while the disk is written to, too: whoever waits for it waits for that.
  private let state: Locked<State>

  /// How many bytes were written.
  var count: Int64 { state.withLock { $0.count } }
  /// The first bytes, for telling what the file is.
  var head: [UInt8] { state.withLock { $0.head } }

  static let headLength = 512
  /// Up to this size a file is on the disk before it gets its name, so that it outlives a loss of power; a larger one
  /// would keep its caller waiting for the disk longer than for the network.
  private static let syncedLength: Int64 = 64 << 20

  /// Opens a new file `name.part-random` in a folder.
  init(in folder: String, name: String) throws(Failure) {
    self.folder = folder.isEmpty ? "." : folder
    var generator = SystemRandomNumberGenerator()
    path = "\(self.folder)/\(name).part-" + String(generator.next(), radix: 36)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw Failure("Can't create a file in the folder '\(self.folder)'", errno) }
    state = Locked(State(descriptor: descriptor))
  }

  deinit { discard() }

  /// Appends bytes; gives how many there are now.
  @discardableResult
  func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> Int64 {
    try state.withLock { state throws(Failure) in
      if state.head.count < Self.headLength { state.head += bytes.prefix(Self.headLength - state.head.count) }
      var start = 0
      while start < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
        let written = systemWrite(state.descriptor, rest.baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          throw Failure("Can't write to the folder '\(folder)'", errno)
        }
        start += written
      }
      state.count += Int64(bytes.count)
      return state.count
    }
  }

  /// Begins again.
  func clear() throws(Failure) {
    try state.withLock { state throws(Failure) in
      if ftruncate(state.descriptor, 0) != 0 || lseek(state.descriptor, 0, SEEK_SET) != 0 {
        throw Failure("Can't write to the folder '\(folder)'", errno)
      }
      state.count = 0
      state.head = []
    }
  }

  /// Puts the whole file in its place.
  func commit(to destination: String, overwriting: Bool) throws(Failure) {
    try close()
    let action = "Can't save '\(destination)'"
    if overwriting {
      if rename(path, destination) != 0 { throw Failure(action, errno) }
    } else if link(path, destination) == 0 {
      unlink(path)
    } else {
      let code = errno
      if code == EEXIST { throw Failure(action, code) }
      // A file system without links: take the name first, then replace the empty file.
      let placeholder = open(destination, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if placeholder < 0 { throw Failure(action, errno) }
      systemClose(placeholder)
      if rename(path, destination) != 0 {
        let code = errno
        unlink(destination)
        throw Failure(action, code)
      }
    }
    state.withLock { $0.descriptor = -2 }
    syncFolder()
  }

  /// Removes what was written, unless it is in its place.
  func discard() {
    state.withLock { state in
      if state.descriptor == -2 { return }
      if state.descriptor >= 0 { systemClose(state.descriptor) }
      state.descriptor = -2
      unlink(path)
    }
  }

  private func close() throws(Failure) {
    try state.withLock { state throws(Failure) in
      if state.count <= Self.syncedLength, fsync(state.descriptor) != 0, errno != EINVAL {
        throw Failure("Can't write to the folder '\(folder)'", errno)
      }
      let result = systemClose(state.descriptor)
      state.descriptor = -1
      if result != 0 { throw Failure("Can't write to the folder '\(folder)'", errno) }
    }
  }

  /// Makes the new name last; some file systems can't, which is no failure.
  private func syncFolder() {
    let folder = open(folder, O_RDONLY | O_CLOEXEC)
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

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

@discardableResult
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
