import Foundation
import HTTPTransport

/// A folder in which pictures are saved.
public struct OutputFolder: Hashable, Sendable {
  /// Its path.
  public let path: String

  /// Creates the folder if it is missing, and checks with a temporary file that it can be written to.
  ///
  /// Do this before a submission that costs money.
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
    // On a full disk an empty file can still be created.
    try probe.write([UInt8](repeating: 0, count: 4096))
  }

  /// Creates the folder and those above it.
  static func make(_ path: String) throws(SeedreamError) {
    var folder = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      folder += folder.isEmpty || folder.hasSuffix("/") ? String(part) : "/" + part
      if PathBytes.withBytes(folder, { mkdir($0, 0o777) }) == 0 { continue }
      let error = SystemError.last
      if error.code == ENOENT {
        throw SeedreamError(.notWritable, "The folder '\(folder)' can't be created there. Choose another one.")
      }
      if error.code != EEXIST && error.code != EISDIR { throw error.writing(folder) }
    }
  }

  /// A name for files from the ID of a task: letters, digits, dots, dashes and underscores, and no dot at its beginning,
  /// which would hide the file.
  static func stem(of task: ImageTask) -> String {
    var result = ""
    for scalar in task.id.unicodeScalars.prefix(100) {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      result += isPlain || scalar == "-" || scalar == "_" || (scalar == "." && !result.isEmpty) ? "\(scalar)" : "_"
    }
    return result.isEmpty ? "image" : result
  }
}
