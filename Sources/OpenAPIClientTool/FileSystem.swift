import CommandLineSupport
import OpenAPISyntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file operations that the tool needs, by POSIX: Foundation would double the time to build the tool.
enum FileSystem {
  /// The system's message for the last error.
  static var reason: String { String(cString: strerror(errno)) }

  /// A file's bytes; nil where there is no such file.
  static func read(_ path: String) throws(CommandError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .inputOutput("\(path) can't be read: \(reason).")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .inputOutput("\(path) can't be read: \(reason).") }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .inputOutput("\(path) is a folder, not a file.") }
    guard let bytes = readToEnd(descriptor) else { throw .inputOutput("\(path) can't be read: \(reason).") }
    return bytes
  }

  /// The bytes of an open file; nil where they can't be read, for the reason in `errno`.
  private static func readToEnd(_ descriptor: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes.append(contentsOf: chunk[..<count])
      } else if count == 0 {
        return bytes
      } else if errno == EAGAIN {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&wanted, 1, -1)
      } else if errno != EINTR {
        return nil
      }
    }
  }

  /// The size of a file in bytes; nil where there is none.
  static func size(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Int(status.st_size)
  }

  /// The names in a folder, sorted.
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a folder and those around it.
  static func makeFolder(_ path: String) throws(CommandError) {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else { throw .inputOutput("\(path) is a file, not a folder.") }
      return
    }
    let parent = FilePath.folder(of: path)
    if parent != path && !parent.isEmpty && parent != "." { try makeFolder(parent) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw .inputOutput("The folder \(path) can't be made: \(reason).")
    }
  }

  /// Replaces a file as a whole, unless it has the same bytes already.
  ///
  /// - Returns: whether it was written.
  static func replace(_ path: String, with text: String) throws(CommandError) -> Bool {
    let bytes = Array(text.utf8)
    if let size = size(path), size == bytes.count, try read(path) == bytes { return false }
    let temporary = path + ".\(getpid()).temporary"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .inputOutput("\(path) can't be written: \(reason).") }
    let failure = Console.write(bytes, to: descriptor)
    let problem = String(cString: strerror(failure == 0 ? errno : failure))
    guard close(descriptor) == 0, failure == 0 else {
      unlink(temporary)
      throw .inputOutput("\(path) can't be written: \(problem).")
    }
    guard rename(temporary, path) == 0 else {
      let problem = reason
      unlink(temporary)
      throw .inputOutput("\(path) can't be written: \(problem).")
    }
    return true
  }

  static func remove(_ path: String) throws(CommandError) {
    guard unlink(path) == 0 else { throw .inputOutput("\(path) can't be removed: \(reason).") }
  }

  /// Removes an empty folder, if it is there.
  static func removeFolder(_ path: String) { rmdir(path) }

  /// Makes a symbolic link, unless there is one.
  static func makeLink(_ path: String, to file: String) throws(CommandError) {
    guard symlink(file, path) == 0 || errno == EEXIST else {
      throw .inputOutput("The link \(path) can't be made: \(reason).")
    }
  }
}

/// The system's function, which `FileSystem.read` hides inside the type.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}

extension FilePath {
  /// The path from the root, normalized, so that two paths of one file are equal.
  static func absolute(_ path: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") { return normalized(path) }
    guard let current = getcwd(nil, 0) else { return normalized(path) }
    defer { free(current) }
    return normalized(String(cString: current) + "/" + path)
  }
}
