/// The response of a service, before faults of its delivery.
struct SandboxResponse: Sendable {
  var status: Int
  var fields: [(String, String)]
  var body: [UInt8]

  init(status: Int, fields: [(String, String)] = [], body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }

  static func json(_ value: JSONText, status: Int = 200, fields: [(String, String)] = []) -> SandboxResponse {
    SandboxResponse(status: status, fields: [("Content-Type", "application/json")] + fields, body: value.bytes)
  }

  static func html(status: Int, title: String? = nil) -> SandboxResponse {
    let title = title.map { "\(status) \($0)" } ?? "\(status)"
    let page = "<!DOCTYPE html>\n<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n"
    return SandboxResponse(
      status: status, fields: [("Content-Type", "text/html; charset=utf-8")], body: Array(page.utf8))
  }
}
