/// Downloads a URL to a file without credentials: completely or not at all, resuming where a connection broke.
///
/// The bytes go to `name.part-random` in the same folder, which is renamed at the end and removed on any failure.
public struct Download: Sendable {
  /// The address.
  public var url: String
  /// The transport that sends the requests.
  public var transport: any Transport
  /// Whether an existing file is replaced; off by default.
  public var overwrites = false
  /// How large the file may be, in bytes; 4 GiB by default.
  public var maximumSize: Int64 = 4 << 30
  /// How often a request is sent at most, the first time included; 5 by default.
  public var attempts = 5
  /// How long the connection may stall; 60 seconds by default.
  public var idleTimeout: Duration? = .seconds(60)
  /// How long it may take in all; nil for no limit.
  public var timeout: Duration?
  /// Called with the bytes written, on a thread of the transport, so it must return at once.
  public var onProgress: (@Sendable (TransferProgress) -> Void)?
  /// Header fields of the requests, such as `User-Agent`.
  public var fields = HTTPFields()
  /// The clock and random numbers between the attempts.
  public var timing = RetryMiddleware.Timing.system

  /// Creates a download.
  public init(_ url: String, transport: any Transport = DefaultTransport.shared) {
    self.url = url
    self.transport = transport
  }

  /// Downloads to a file.
  ///
  /// - Throws: `ClientError`; of kind `file` where the file can't be written or exists already.
  public func save(to path: String) async throws(ClientError) -> SavedFile {
    let (folder, name) = PartFile.split(path)
    return try await save(in: folder) { _ throws -> String in name }
  }

  /// Downloads into a folder, where the file's name may depend on its content.
  ///
  /// - Parameters:
  ///   - folder: an existing folder.
  ///   - naming: gives the file's name by its first bytes, at most 512; what it throws ends the download.
  /// - Returns: the file.
  /// - Throws: `ClientError`; of kind `file` where the file can't be written or exists already.
  public func save(
    in folder: String, naming: @escaping @Sendable (_ head: [UInt8]) throws -> String
  ) async throws(ClientError) -> SavedFile {
    do {
      return try await DownloadRun(download: self, folder: folder).run(naming)
    } catch let failure as PartFile.Failure {
      throw report.error(.file, failure.description)
    } catch let refusal as RedirectRefusal {
      throw ClientError(refusal.parts(report))
    } catch let failure as DownloadTooLarge {
      throw report.error(.decoding, "The file has more than \(failure.limit) bytes.")
    } catch {
      throw report.failure(error)
    }
  }

  var report: FailureReport {
    FailureReport(
      operationID: "download", method: .get, path: URLParts(url)?.path ?? "",
      // The query can have a signature, with which anybody could download.
      redaction: Redaction(secrets: URLParts(url)?.query.map { [$0] } ?? []), maximumResponseSize: Int.max)
  }
}

/// A file that has been saved.
public struct SavedFile: Hashable, Sendable {
  /// Its path.
  public var path: String
  /// Its size in bytes.
  public var size: Int64
  /// The content type that the service gave.
  public var contentType: String?

  /// Creates a file.
  public init(path: String, size: Int64, contentType: String? = nil) {
    self.path = path
    self.size = size
    self.contentType = contentType
  }
}

extension ResponseBody {
  /// Writes the body to a file as it comes: whole or not at all.
  ///
  /// - Parameters:
  ///   - path: where to; the bytes go to `name.part-random` in the same folder first.
  ///   - overwriting: whether an existing file is replaced.
  ///   - onProgress: called with the bytes written, on a thread of the transport, so it must return at once.
  /// - Returns: the file.
  /// - Throws: `ClientError`; of kind `file` where the file can't be written or exists already.
  @discardableResult
  public func save(
    to path: String, overwriting: Bool = false, onProgress: (@Sendable (TransferProgress) -> Void)? = nil
  ) async throws(ClientError) -> SavedFile {
    let report = FailureReport(
      operationID: "", method: .get, path: "", redaction: Redaction(secrets: []), maximumResponseSize: Int.max)
    let (folder, name) = PartFile.split(path)
    do {
      if !overwriting && PartFile.exists(path) { throw PartFile.Failure.existing(path) }
      let part = try PartFile(in: folder, name: name)
      defer { part.discard() }
      let total = expectedLength
      _ = try await receive { bytes in
        let count = try part.append(bytes)
        onProgress?(TransferProgress(completedBytes: count, totalBytes: total))
      }
      if let total, total != part.count {
        throw report.error(.connection, "The body has \(part.count) bytes, where \(total) were announced.")
      }
      try Task.checkCancellation()
      try part.commit(to: path, overwriting: overwriting)
      return SavedFile(path: path, size: part.count)
    } catch let failure as PartFile.Failure {
      throw report.error(.file, failure.description)
    } catch {
      throw report.failure(error)
    }
  }
}
