import CommandLineSupport
import Foundation
import Seedream

/// The object that `--json` prints on standard output, also after a failure.
struct Report: Encodable {
  struct Failure: Encodable {
    var kind: String
    var message: String
    var code: String?
    var httpStatus: Int?
    /// Whether the service may have charged although there are no pictures.
    var mayBeCharged: Bool
    /// Whether the same command may succeed later.
    var isTransient = false
    /// How long to wait before trying again, if the service says so.
    var retryAfterSeconds: Double?
    /// The beginning of a response that can't be read.
    var response: String?
    var missing: [SeedreamError.MissingImage]?
  }

  /// The number in a batch, from 1.
  var number: Int?
  var service: ImageService?
  var model: String?
  var task: String?
  var images: [SavedImage] = []
  /// How each picture was made, as `--sidecar` writes it.
  var provenance: [ImageProvenance]?
  var warnings: [ImageWarning] = []
  var error: Failure?
  /// The command that resumes the task, if it can be resumed.
  var resume: String?
  var exitStatus: Int32 = 0

  /// Prints a value as a line of JSON on standard output.
  static func print(_ value: some Encodable) {
    guard let data = try? JSONLine.encoder().encode(value) else { return }
    Console.output(String(decoding: data, as: UTF8.self))
  }
}

extension ImageProvenance {
  /// Writes the JSON of each picture beside it.
  static func save(_ details: [ImageProvenance], beside images: [SavedImage]) throws(SeedreamError) {
    for (image, details) in zip(images, details) { try details.save(beside: image) }
  }
}

extension Report.Failure {
  init(_ error: SeedreamError) {
    kind = error.kind.rawValue
    message = error.message
    code = error.code
    httpStatus = error.status
    mayBeCharged = error.mayBeCharged
    isTransient = error.isTransient
    // In whole milliseconds.
    retryAfterSeconds = error.retryAfter.map { ($0.inSeconds * 1000).rounded() / 1000 }
    response = error.response
    missing = error.missing.isEmpty ? nil : error.missing
  }
}
