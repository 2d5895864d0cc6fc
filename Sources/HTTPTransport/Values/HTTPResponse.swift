/// A response: its status and header fields, and its body as it arrives.
public struct HTTPResponse: Sendable {
  /// The status code, 200...999.
  public var status: Int
  /// The header fields as received.
  public var fields: HTTPFields
  /// The body; dropping it ends the transfer.
  public var body: ResponseBody

  /// Makes a response.
  public init(status: Int, fields: HTTPFields = HTTPFields(), body: ResponseBody = .bytes([])) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}
