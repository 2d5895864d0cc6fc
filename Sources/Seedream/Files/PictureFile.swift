import HTTPTransport
import OpenAPIClientRuntime

/// A picture's file while it is written: hidden, as `.<stem>.<random>.part` in the same folder, until it is complete.
///
/// What a killed process leaves is removed when the same picture is fetched again.
struct PictureFile {
  let part: PartFile
  private let folder: String

  /// Creates a file in a folder.
  ///
  /// - Parameters:
  ///   - folder: an existing folder.
  ///   - stem: the name that all unfinished files of the picture have.
  /// - Throws: `SeedreamError` of kind `notWritable` or `diskFull`.
  init(folder: String, stem: String) throws(SeedreamError) {
    self.folder = folder
    do {
      part = try PartFile(
        in: folder, prefix: ".\(stem).", suffix: ".part", headLength: ImageDimensions.headLength)
    } catch {
      throw SystemError(code: error.code).writing(folder)
    }
  }

  /// Appends bytes.
  ///
  /// - Throws: `SeedreamError` of kind `notWritable` or `diskFull`.
  func write(_ bytes: [UInt8]) throws(SeedreamError) {
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(PartFile.Failure) in try part.append(buffer) }
    }
    if case .failure(let error) = result { throw SystemError(code: error.code).writing(folder) }
  }

  /// Renames the file to `<stem>.<extension>`, or with `-2`, `-3` … if there is a different file of that name.
  ///
  /// - Returns: the path; that of an older file if it has the same bytes, so that fetching again changes nothing.
  /// - Throws: `SeedreamError` of kind `notWritable` or `diskFull`.
  func commit(stem: String, extension fileExtension: String) throws(SeedreamError) -> String {
    let names = (1...10_000).lazy.map { number in
      "\(folder)/\(stem)\(number == 1 ? "" : "-\(number)").\(fileExtension)"
    }
    let path: String?
    do {
      path = try part.commit(toFirstFreeOf: names)
    } catch {
      throw SystemError(code: error.code).writing(folder)
    }
    guard let path else {
      throw SeedreamError(.notWritable, "'\(folder)' holds ten thousand files named '\(stem)'. Choose another folder.")
    }
    return path
  }

  /// Removes unfinished files of a picture.
  static func removeLeftovers(folder: String, stem: String) {
    PartFile.removeLeftovers(in: folder, prefix: ".\(stem).", suffix: ".part")
  }
}

/// A picture that is fetched into memory.
final class PictureBuffer: DownloadSink {
  private let buffer = Locked<[UInt8]>([])

  var bytes: [UInt8] { buffer.withLock { $0 } }
  var count: Int64 { buffer.withLock { Int64($0.count) } }

  func write(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    buffer.withLock { buffer in
      buffer.append(contentsOf: bytes)
      return Int64(buffer.count)
    }
  }

  func clear() { buffer.withLock { $0 = [] } }
}
