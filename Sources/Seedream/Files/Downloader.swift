import Foundation
import OpenAPIClientRuntime

/// Fetches pictures: without any key, again and again until the deadline, and never half.
struct Downloader: Sendable {
  var transport: any Transport
  var time: ClientClock
  var userAgent: String
  /// Whether the service, asked again, gives other links to the same pictures.
  var linksMayBeRenewed = true

  /// No picture of these services comes near this.
  static let largest: Int64 = 1 << 30
  /// How often a link may refuse, or give something else than a picture, before it is believed.
  private static let refusals = 3
  private static let schedule = PollingSchedule(first: .milliseconds(500), factor: 2, longest: .seconds(15))

  /// Where a picture goes.
  struct Destination: Sendable {
    var folder: String
    var stem: String
    var number: Int
  }

  /// Saves a picture as a file.
  func save(
    _ source: ImageSource, to destination: Destination, until deadline: ContinuousClock.Instant,
    _ report: @escaping @Sendable (TransferProgress) -> Void
  ) async throws(SeedreamError) -> SavedImage {
    PartFile.removeLeftovers(folder: destination.folder, stem: destination.stem)
    var short = ShortPictures()
    return try await retrying(until: deadline) { () async throws(SeedreamError) -> SavedImage in
      var file = try PartFile(folder: destination.folder, stem: destination.stem, token: UInt64.random(in: 0 ... .max))
      switch source {
      case .link(let link):
        let response = try await open(link, until: deadline)
        try Self.check(response.body.expectedLength ?? 0)
        var progress = TransferProgress(completedBytes: 0, totalBytes: response.body.expectedLength)
        let filter = ProgressFilter()
        var chunks = response.body.makeAsyncIterator()
        while let chunk = try await Self.next(&chunks, link) {
          try file.write(chunk)
          try Self.check(file.byteCount)
          progress.completedBytes = file.byteCount
          if filter.passes(progress) { report(progress) }
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
        report(TransferProgress(completedBytes: file.byteCount, totalBytes: file.byteCount))
      case .missing(let reason): throw Self.missing(reason)
      }
      let head = file.head
      let byteCount = file.byteCount
      let (kind, isWhole) = try short.check(head, file.tail(ImageKind.tailLength), byteCount, source)
      let path = try file.commit(stem: destination.stem, extension: kind.fileExtension)
      return SavedImage(
        number: destination.number, path: path, kind: kind, byteCount: byteCount,
        dimensions: ImageDimensions(head: head), isCutOff: !isWhole)
    }
  }

  /// Fetches a picture into memory.
  func bytes(of source: ImageSource, until deadline: ContinuousClock.Instant) async throws(SeedreamError) -> [UInt8] {
    var short = ShortPictures()
    return try await retrying(until: deadline) { () async throws(SeedreamError) -> [UInt8] in
      var bytes: [UInt8] = []
      switch source {
      case .base64(let text):
        guard let decoded = Base64.decode(text) else { throw Self.damaged() }
        bytes = decoded
      case .link(let link):
        var chunks = try await open(link, until: deadline).body.makeAsyncIterator()
        while let chunk = try await Self.next(&chunks, link) {
          bytes += chunk
          try Self.check(Int64(bytes.count))
        }
      case .missing(let reason): throw Self.missing(reason)
      }
      _ = try short.check(bytes, Array(bytes.suffix(ImageKind.tailLength)), Int64(bytes.count), source)
      return bytes
    }
  }

  /// Tries until it works, the deadline comes, or the trouble is of a kind that stays.
  private func retrying<Value: Sendable>(
    until deadline: ContinuousClock.Instant, _ attempt: () async throws(SeedreamError) -> Value
  ) async throws(SeedreamError) -> Value {
    var tries = 0
    var refused = 0
    while true {
      let error: SeedreamError
      do throws(SeedreamError) {
        return try await attempt()
      } catch let failure {
        error = failure
      }
      tries += 1
      if error.kind == .downloadFailed && error.status != nil { refused += 1 }
      let left = time.now().duration(to: deadline)
      guard error.isTransient, left > .zero, refused < Self.refusals, !Task.isCancelled else { throw error }
      let wait = Self.schedule.wait(before: tries - 1, random: time.random(), retryAfter: error.retryAfter)
      do {
        try await time.sleep(time.now() + min(wait, left))
      } catch {
        throw SeedreamError(.cancelled, "Interrupted while fetching pictures.")
      }
    }
  }

  /// Pictures without their end: connections without a length that broke, or all there is.
  private struct ShortPictures {
    private var lengths: [Int64] = []

    /// Whether what came is a picture, and has its end.
    mutating func check(
      _ head: [UInt8], _ tail: [UInt8], _ byteCount: Int64, _ source: ImageSource
    ) throws(SeedreamError) -> (kind: ImageKind, isWhole: Bool) {
      guard let kind = ImageKind(firstBytes: head) else { throw Downloader.noPicture(head, source) }
      let isWhole = kind.isWhole(head: head, tail: tail, byteCount: byteCount)
      if !isWhole { try accept(byteCount, source) }
      return (kind, isWhole)
    }

    /// Takes what ends at the same byte again and again for all there is: it is paid for, and better than none.
    private mutating func accept(_ byteCount: Int64, _ source: ImageSource) throws(SeedreamError) {
      guard case .link(let link) = source else { return }
      lengths.append(byteCount)
      guard lengths.filter({ $0 == byteCount }).count < Downloader.refusals else { return }
      var error = SeedreamError(
        .downloadFailed,
        "A picture ends early, after \(byteCount) bytes: \(Downloader.shown(link)). Resume the task to fetch it again.")
      error.isTransient = true
      throw error
    }
  }

  private static func check(_ count: Int64) throws(SeedreamError) {
    guard count > largest else { return }
    throw SeedreamError(.downloadFailed, "A result has more than 1 GB and can't be a picture of this service.")
  }

  private static func missing(_ reason: String) -> SeedreamError {
    SeedreamError(.noImages, "The service didn't draw this picture: \(reason).")
  }

  private static func damaged() -> SeedreamError {
    SeedreamError(.downloadFailed, "A picture came as damaged base64 text. Ask the service's support.")
  }

  private static func noPicture(_ head: [UInt8], _ source: ImageSource) -> SeedreamError {
    var start = ServiceErrorBody.oneLine(String(decoding: head.prefix(60), as: UTF8.self))
    if start.unicodeScalars.contains("\u{FFFD}") { start = "\(head.prefix(8).map { String($0, radix: 16) })" }
    let what = head.isEmpty ? "is empty" : "is no picture (it begins: \(start))"
    var error = SeedreamError(
      .downloadFailed, "What came for a picture \(what). Resume the task later to fetch it again.")
    if case .link = source {
      error.isTransient = true
      error.status = 200
    }
    return error
  }
}
