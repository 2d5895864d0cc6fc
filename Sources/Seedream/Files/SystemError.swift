import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A system call's error number, with its message.
package struct SystemError: Error, Hashable {
  package var code: Int32

  /// The error of this thread's last system call.
  static var last: SystemError { SystemError(code: errno) }

  /// The system's message.
  package var text: String { String(cString: strerror(code)) }

  /// The error of writing into a folder.
  func writing(_ folder: String) -> SeedreamError {
    let path = folder == "." ? "the current folder" : "'\(folder)'"
    switch code {
    case ENOSPC, EDQUOT:
      return SeedreamError(.diskFull, "The disk that holds \(path) is full. Free some space or choose another folder.")
    case EACCES, EPERM:
      return SeedreamError(
        .notWritable, "\(capitalized(path)) can't be written to. Change its permissions or choose another folder.")
    case EROFS:
      return SeedreamError(.notWritable, "\(capitalized(path)) is on a read-only disk. Choose another folder.")
    case ENOENT:
      return SeedreamError(.notWritable, "\(capitalized(path)) does not exist. Create it or choose another folder.")
    case ENOTDIR:
      return SeedreamError(.notWritable, "\(capitalized(path)) is not a folder. Choose another one.")
    default:
      return SeedreamError(.notWritable, "\(capitalized(path)) can't be written to: \(text). Choose another folder.")
    }
  }

  private func capitalized(_ path: String) -> String {
    path.hasPrefix("the") ? "T" + path.dropFirst() : path
  }
}
