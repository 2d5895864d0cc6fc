import LoopbackHTTP
import OpenAPIValidation

extension SandboxCore {
  private static let credentialFields: Set<String> = [
    "authorization", "proxy-authorization", "cookie", "x-api-key", "api-key",
  ]

  /// The form of a request's credentials, and the key in them.
  static func credential(_ request: ServerRequest) -> (form: SandboxRequest.Credential, key: String) {
    guard let value = request.field("Authorization"), !value.isEmpty else { return (.none, "") }
    // An empty key leaves "Bearer" alone, because spaces at the end of a field are not part of its value.
    let lower = value.lowercased()
    guard lower == "bearer" || lower.hasPrefix("bearer ") else { return (.bare, value) }
    return (.bearer, String(value.dropFirst(7).drop { $0 == " " }))
  }

  /// The record of a request, with known keys and all credentials redacted.
  static func record(
    of request: ServerRequest, keys known: Set<String>, isAtOtherOrigin: Bool
  ) -> SandboxRequest {
    var carriesCredential = false
    var fields: [(name: String, value: String)] = []
    for field in request.fields {
      let isSecret =
        credentialFields.contains(field.name.lowercased()) || known.contains { field.value.contains($0) }
      if isSecret { carriesCredential = true }
      fields.append((field.name, isSecret ? redacted(field.value) : field.value))
    }
    var query: [(name: String, value: String)] = []
    for item in request.query {
      let isSecret = known.contains { item.value.contains($0) }
      if isSecret { carriesCredential = true }
      query.append((item.name, isSecret ? "<redacted>" : item.value))
    }
    return SandboxRequest(
      method: request.method, path: request.path, query: query, fields: fields, credential: credential(request).form,
      carriesCredential: carriesCredential, isAtOtherOrigin: isAtOtherOrigin)
  }

  static func part(_ part: Multipart.Part) -> SandboxRequest.Part {
    var text: String?
    if part.content.count <= 1 << 16 { text = String(validating: part.content, as: UTF8.self) }
    return SandboxRequest.Part(
      name: part.name ?? "", filename: part.filename, contentType: part.contentType?.essence,
      length: part.content.count, text: text)
  }

  private static func redacted(_ value: String) -> String {
    value.lowercased().hasPrefix("bearer ") ? "Bearer <redacted>" : "<redacted>"
  }
}
