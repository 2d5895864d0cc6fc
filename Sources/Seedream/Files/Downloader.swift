import Foundation
import HTTPTransport
import OpenAPIClientRuntime
import OpenAPISyntax

/// Fetches pictures: without any key, repeatedly until the deadline, and completely or not at all.
struct Downloader: Sendable {
  var transport: any Transport
  var time: ClientClock
  var userAgent: String
  /// Whether the service, asked again, gives other links to the same pictures.
  var linksMayBeRenewed = true

  /// No picture of these services is nearly this large.
  static let largest: Int64 = 1 << 30
  /// How often a link may refuse, or return something other than a picture, before that counts as a failure.
  static let refusals = 3
  private static let schedule = PollingSchedule(first: .milliseconds(500), factor: 2, longest: .seconds(15))

  /// Where a picture goes.
  struct Destination: Sendable {
    var folder: String
    /// The file's name without its ending.
    var stem: String
    /// Its ending; nil: by its content.
    var fileExtension: String?
    /// What unfinished files of this picture are called, and of no other one.
    var unfinishedStem: String
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
      var decoder = Base64.Decoder()
      // In pieces, so that text and picture are not in memory at once a second time.
      var rest = text.utf8[...]
      while !rest.isEmpty {
        var bytes: [UInt8] = []
        guard decoder.decode(Array(rest.prefix(1 << 20))[...], into: &bytes) else { throw Self.damaged() }
        try file.write(bytes)
        rest = rest.dropFirst(1 << 20)
      }
      var end: [UInt8] = []
      guard decoder.finish(into: &end) else { throw Self.damaged() }
      try file.write(end)
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
      byteCount: content.byteCount, dimensions: ImageDimensions(head: content.head), isCutOff: !content.isWhole)
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

  /// Downloads a link until a picture has arrived, the deadline has passed, or a failure is permanent.
  private func load(
    _ link: String, into sink: some DownloadSink, until deadline: ContinuousClock.Instant,
    _ report: @escaping @Sendable (TransferProgress) -> Void, content: () -> PictureContent
  ) async throws(SeedreamError) -> PictureContent {
    let filter = ProgressFilter()
    var download = Download(try Self.encoded(link), transport: LinkTransport(transport: transport))
    // No key and no cookie is ever sent, on whichever host it leads to.
    download.fields["User-Agent"] = userAgent
    download.maximumSize = Self.largest
    download.idleTimeout = .seconds(30)
    download.onProgress = { progress in if filter.passes(progress) { report(progress) } }
    var attempts = DownloadAttempts(link: link)
    var found: PictureContent?
    do {
      _ = try await download.load(into: sink) {
        // The client's clock need not be the transport's.
        .now + max(time.now().duration(to: deadline), .seconds(1))
      } check: { file in
        var content = content()
        content.announcedType = file.contentType
        try attempts.check(content)
        found = content
      } again: { failure in
        try await waitForNext(&attempts, after: problem(failure, link), until: deadline)
      }
    } catch let error as SeedreamError {
      throw error
    } catch {
      throw problem(error, link)
    }
    guard let found else { throw PictureContent([]).noPicture(isLink: true) }
    return found
  }

  private func waitForNext(
    _ attempts: inout DownloadAttempts, after error: SeedreamError, until deadline: ContinuousClock.Instant
  ) async throws(SeedreamError) {
    attempts.count += 1
    if error.kind == .downloadFailed && error.status != nil { attempts.refusals += 1 }
    guard error.isTransient, attempts.refusals < Self.refusals, !Task.isCancelled else { throw error }
    let left = time.now().duration(to: deadline)
    guard left > .zero else {
      var late = SeedreamError(
        .deadlineExceeded, "Time is up while fetching a picture. The last trouble: \(error.message)",
        status: error.status)
      late.isTransient = true
      throw late
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
    SeedreamError(.downloadFailed, "A picture came as damaged base64 text. Ask the service's support.")
  }
}

/// The outcome of the attempts to fetch one picture.
private struct DownloadAttempts {
  let link: String
  var count = 0
  var refusals = 0
  /// The lengths of pictures without their end: connections without a length that broke, or all there is.
  private var shortLengths: [Int64] = []

  init(link: String) { self.link = link }

  /// Checks whether the download is a picture, and complete.
  ///
  /// Takes what ends at the same byte again and again for all there is: it is paid for, and better than none.
  mutating func check(_ content: PictureContent) throws(SeedreamError) {
    guard content.isPicture else { throw content.noPicture(isLink: true) }
    guard !content.isWhole else { return }
    shortLengths.append(content.byteCount)
    guard shortLengths.filter({ $0 == content.byteCount }).count < Downloader.refusals else { return }
    var error = SeedreamError(
      .downloadFailed,
      "A picture ends early, after \(content.byteCount) bytes: \(Downloader.shown(link)). Resume the task to fetch it "
        + "again.")
    error.isTransient = true
    throw error
  }
}
