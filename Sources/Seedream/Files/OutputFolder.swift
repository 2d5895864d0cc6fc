import Foundation
import HTTPTransport

/// A folder that pictures go to.
public struct OutputFolder: Hashable, Sendable {
  /// Its path.
  public let path: String

  /// Makes the folder if it is missing, and checks with a temporary file that it can be written to.
  ///
  /// Worth doing before a submission that costs money.
  /// - Throws: `SeedreamError` of kind `notWritable` or `diskFull`.
  public init(path: String) throws(SeedreamError) {
    let path = path.isEmpty ? "." : path
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    var status = stat()
    if PathBytes.withBytes(self.path, { stat($0, &status) }) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw SeedreamError(.notWritable, "'\(path)' is a file, not a folder. Choose another name for the output.")
      }
    } else {
      try Self.make(self.path)
    }
    let probe = try PictureFile(folder: self.path, stem: "seedream-probe")
    defer { probe.part.discard() }
    // A full disk still takes an empty file.
    try probe.write([UInt8](repeating: 0, count: 4096))
  }

  /// Makes the folder and those above it.
  static func make(_ path: String) throws(SeedreamError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/" + part
      if PathBytes.withBytes(made, { mkdir($0, 0o777) }) == 0 { continue }
      let error = SystemError.last
      if error.code == ENOENT {
        throw SeedreamError(.notWritable, "The folder '\(made)' can't be made there. Choose another one.")
      }
      if error.code != EEXIST && error.code != EISDIR { throw error.writing(made) }
    }
  }

  /// A name for files, made of what a service calls a task: letters, digits, dots, dashes and underscores, never hidden.
  static func stem(of task: ImageTask) -> String {
    var result = ""
    for scalar in task.id.unicodeScalars.prefix(100) {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      result += isPlain || scalar == "-" || scalar == "_" || (scalar == "." && !result.isEmpty) ? "\(scalar)" : "_"
    }
    return result.isEmpty ? "image" : result
  }
}
