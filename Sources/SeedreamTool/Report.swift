import CommandLineSupport
import Foundation
import Seedream

/// What `--json` puts on standard output: one object, whatever happens.
struct Report: Encodable {
  struct Failure: Encodable {
    var kind: String
    var message: String
    var code: String?
    var httpStatus: Int?
    /// Whether the service may have charged for what was not delivered.
    var mayBeCharged: Bool
    /// Whether the same may work later.
    var isTransient = false
    /// How long the service asks to wait.
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
  /// What made each picture, as `--sidecar` writes it.
  var provenance: [ImageProvenance]?
  var warnings: [ImageWarning] = []
  var error: Failure?
  /// What resumes the task, if it lives on.
  var resume: String?
  var exitStatus: Int32 = 0

  static func print(_ value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    guard let data = try? encoder.encode(value) else { return }
    Console.output(String(decoding: data, as: UTF8.self))
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
    retryAfterSeconds = error.retryAfter.map { wait in
      Double(wait.components.seconds) + Double(wait.components.attoseconds / 1_000_000_000_000_000) / 1000
    }
    response = error.response
    missing = error.missing.isEmpty ? nil : error.missing
  }
}
