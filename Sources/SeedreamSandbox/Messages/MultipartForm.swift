import OpenAPISyntax
import OpenAPIValidation

/// A `multipart/form-data` body, read by the validator's parser, which is stricter than servers are.
struct MultipartForm: Sendable {
  var parts: [Multipart.Part] = []

  init() {}

  /// Reads a body; nil if it is not such a form, which `DocumentChecker` reports.
  init?(_ body: [UInt8], contentType: String) {
    guard let type = MIMEType(contentType), type.essence == "multipart/form-data", let boundary = type["boundary"],
      let form = try? Multipart(body, boundary: boundary, isForm: true)
    else { return nil }
    parts = form.parts
  }

  /// The text of the first part of that name.
  func text(_ name: String) -> String? {
    parts.first { $0.name == name }.map { String(decoding: $0.content, as: UTF8.self) }
  }
}
