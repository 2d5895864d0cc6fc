/// A response with its status and header fields.
public struct Response<Output: Sendable>: Sendable {
  /// The status, 200 to 299.
  public var status: Int
  /// The header fields.
  public var fields: HTTPFields
  /// The typed response.
  public var output: Output

  /// Creates a response.
  public init(status: Int, fields: HTTPFields, output: Output) {
    self.status = status
    self.fields = fields
    self.output = output
  }
}
