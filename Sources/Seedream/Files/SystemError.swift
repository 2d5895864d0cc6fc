import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A system call's error number, with its message.
package struct SystemError: Error, Hashable {
  package var code: Int32

  /// What the last call of this thread left.
  static var last: SystemError { SystemError(code: errno) }

  /// The system's own words.
  package var text: String { String(cString: strerror(code)) }

  /// The error of writing into a folder.
  func writing(_ folder: String) -> SeedreamError {
    let path = folder == "." ? "the current folder" : "'\(folder)'"
    switch code {
    case ENOSPC, EDQUOT:
      return SeedreamError(.diskFull, "The disk that holds \(path) is full. Free some space or choose another folder.")
    case EACCES, EPERM:
      return SeedreamError(
        .notWritable, "\(capitalized(path)) may not be written to. Change its permissions or choose another folder.")
    case EROFS:
      return SeedreamError(.notWritable, "\(capitalized(path)) is on a read-only disk. Choose another folder.")
    case ENOENT:
      return SeedreamError(.notWritable, "\(capitalized(path)) is gone. Make it again or choose another folder.")
    case ENOTDIR:
      return SeedreamError(.notWritable, "\(capitalized(path)) is no folder. Choose another one.")
    default:
      return SeedreamError(.notWritable, "\(capitalized(path)) can't be written to: \(text). Choose another folder.")
    }
  }

  private func capitalized(_ path: String) -> String {
    path.hasPrefix("the") ? "T" + path.dropFirst() : path
  }
}
