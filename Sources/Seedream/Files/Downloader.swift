import Foundation
import HTTPTransport
import OpenAPIClientRuntime
import OpenAPISyntax

/// Fetches pictures, without a key; tries again until the deadline, and never leaves an incomplete file.
struct Downloader: Sendable {
  var transport: any Transport
  var time: ClientClock
  var userAgent: String
  /// Whether a later poll returns new links to the same pictures.
  var linksMayBeRenewed = true

  /// Far more than any picture of these services has.
  static let maximumBytes: Int64 = 1 << 30
  /// How often a link may be refused, or lead to something other than a complete picture, before that is a failure.
  static let maximumRefusals = 3
  private static let schedule = PollingSchedule(first: .milliseconds(500), factor: 2, longest: .seconds(15))

  /// Where a picture is saved.
  struct Destination: Sendable {
    var folder: String
    /// The file's name without its extension.
    var stem: String
    /// The extension; nil: that of the content.
    var fileExtension: String?
    /// The name of unfinished files of this picture, different from that of other pictures.
    var unfinishedStem: String
    /// The picture's number, from 1.
    var number: Int
  }

  /// Saves a picture as a file.
  func save(
    _ source: ImageSource, to destination: Destination, until deadline: ContinuousClock.Instant,
    _ report: @escaping @Sendable (TransferProgress) -> Void
  ) async throws(SeedreamError) -> SavedImage {
    PictureFile.removeLeftovers(folder: destination.folder, stem: destination.unfinishedStem)
    let file = try PictureFile(folder: destination.folder, stem: destination.unfinishedStem)
    defer { file.part.discard() }
    let content: PictureContent
    switch source {
    case .link(let link):
      content = try await load(link, into: file.part, until: deadline, report) {
        PictureContent(head: file.part.head, tail: file.part.tail(ImageKind.tailLength), byteCount: file.part.count)
      }
    case .base64(let text):
      try Self.decode(text, into: file)
      let count = file.part.count
      report(TransferProgress(completedBytes: count, totalBytes: count))
      content = PictureContent(
        head: file.part.head, tail: file.part.tail(ImageKind.tailLength), byteCount: count)
      guard content.kind != nil else { throw content.noPicture(isLink: false) }
    case .missing(let reason): throw Self.missing(reason)
    }
    let path = try file.commit(stem: destination.stem, extension: destination.fileExtension ?? content.fileExtension)
    return SavedImage(
      number: destination.number, path: path, kind: content.kind, mediaType: content.mediaType,
      byteCount: content.byteCount, dimensions: ImageDimensions(head: content.head), isCutOff: !content.isComplete)
  }

  /// Decodes base64 into a file, in pieces, so that text and picture don't double the memory.
  private static func decode(_ text: String, into file: PictureFile) throws(SeedreamError) {
    var decoder = Base64.Decoder()
    var rest = text.utf8[...]
    while !rest.isEmpty {
      var bytes: [UInt8] = []
      guard decoder.decode(Array(rest.prefix(1 << 20))[...], into: &bytes) else { throw damaged() }
      try file.write(bytes)
      rest = rest.dropFirst(1 << 20)
    }
    var end: [UInt8] = []
    guard decoder.finish(into: &end) else { throw damaged() }
    try file.write(end)
  }

  /// Fetches a picture into memory.
  func bytes(of source: ImageSource, until deadline: ContinuousClock.Instant) async throws(SeedreamError) -> [UInt8] {
    switch source {
    case .missing(let reason): throw Self.missing(reason)
    case .base64(let text):
      guard let bytes = Base64.decode(text) else { throw Self.damaged() }
      let content = PictureContent(bytes)
      guard content.kind != nil else { throw content.noPicture(isLink: false) }
      return bytes
    case .link(let link):
      let buffer = PictureBuffer()
      _ = try await load(link, into: buffer, until: deadline, { _ in }) { PictureContent(buffer.bytes) }
      return buffer.bytes
    }
  }

  /// Downloads a link until a complete picture has arrived, the deadline has passed, or a failure is permanent.
  private func load(
    _ link: String, into sink: some DownloadSink, until deadline: ContinuousClock.Instant,
    _ report: @escaping @Sendable (TransferProgress) -> Void, content: () -> PictureContent
  ) async throws(SeedreamError) -> PictureContent {
    let filter = ProgressFilter()
    var download = Download(try Self.encoded(link), transport: LinkTransport(transport: transport))
    // No key and no cookie is sent, whatever host the link names.
    download.fields["User-Agent"] = userAgent
    download.maximumSize = Self.maximumBytes
    download.idleTimeout = .seconds(30)
    download.onProgress = { progress in if filter.passes(progress) { report(progress) } }
    var attempts = DownloadAttempts(link: link)
    var found: PictureContent?
    do {
      _ = try await download.load(into: sink) {
        // The deadline is by the client's clock, which may be a test's; the download's is by the system's.
        .now + max(time.now().duration(to: deadline), .seconds(1))
      } check: { file in
        var content = content()
        content.announcedType = file.contentType
        try attempts.check(content)
        found = content
      } again: { failure in
        try await wait(&attempts, after: error(for: failure, link), until: deadline)
      }
    } catch {
      throw self.error(for: error, link)
    }
    guard let found else { throw PictureContent([]).noPicture(isLink: true) }
    return found
  }

  /// Waits before the next attempt; throws if there won't be one.
  private func wait(
    _ attempts: inout DownloadAttempts, after error: SeedreamError, until deadline: ContinuousClock.Instant
  ) async throws(SeedreamError) {
    attempts.count += 1
    if error.kind == .downloadFailed && error.status != nil { attempts.refusals += 1 }
    guard error.isTransient, attempts.refusals < Self.maximumRefusals, !Task.isCancelled else { throw error }
    let left = time.now().duration(to: deadline)
    guard left > .zero else {
      var timeout = SeedreamError(
        .deadlineExceeded, "Time is up while fetching a picture. The last attempt failed: \(error.message)",
        status: error.status)
      timeout.isTransient = true
      throw timeout
    }
    let wait = Self.schedule.wait(before: attempts.count - 1, random: time.random(), retryAfter: error.retryAfter)
    do {
      try await time.sleep(time.now() + min(wait, left))
    } catch {
      throw SeedreamError(.cancelled, "Interrupted while fetching pictures.")
    }
  }

  private static func missing(_ reason: String) -> SeedreamError {
    SeedreamError(.noImages, "The service didn't draw this picture: \(reason).")
  }

  private static func damaged() -> SeedreamError {
    SeedreamError(.downloadFailed, "The base64 text of a picture is damaged. Ask the service's support.")
  }
}

/// The attempts to fetch one picture.
private struct DownloadAttempts {
  let link: String
  var count = 0
  var refusals = 0
  /// The lengths of the incomplete pictures that have come.
  private var incompleteLengths: [Int64] = []

  init(link: String) { self.link = link }

  /// Checks that the download is a picture, and complete.
  ///
  /// Accepts an incomplete picture that ends at the same byte each time: it is paid for, and better than none.
  mutating func check(_ content: PictureContent) throws(SeedreamError) {
    guard content.isPicture else { throw content.noPicture(isLink: true) }
    guard !content.isComplete else { return }
    incompleteLengths.append(content.byteCount)
    guard incompleteLengths.filter({ $0 == content.byteCount }).count < Downloader.maximumRefusals else { return }
    var error = SeedreamError(
      .downloadFailed,
      "A picture ends early, after \(content.byteCount) bytes: \(Downloader.shown(link)). Resume the task to fetch it "
        + "again.")
    error.isTransient = true
    throw error
  }
}
