/// The method of a request: any token of RFC 9110, section 5.6.2; case matters.
public struct HTTPMethod: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The method as it is sent, such as `GET`.
  public var rawValue: String

  /// Makes a method of any name; a name that isn't a token is refused when the request is sent.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Reads a resource.
  public static let get = HTTPMethod(rawValue: "GET")
  /// Replaces a resource.
  public static let put = HTTPMethod(rawValue: "PUT")
  /// Sends data to a resource; never repeated unless the request says so.
  public static let post = HTTPMethod(rawValue: "POST")
  /// Removes a resource.
  public static let delete = HTTPMethod(rawValue: "DELETE")
  /// Lists the methods that a resource supports.
  public static let options = HTTPMethod(rawValue: "OPTIONS")
  /// Reads only the header fields of a resource.
  public static let head = HTTPMethod(rawValue: "HEAD")
  /// Changes a part of a resource; not idempotent (RFC 5789).
  public static let patch = HTTPMethod(rawValue: "PATCH")
  /// Echoes the request.
  public static let trace = HTTPMethod(rawValue: "TRACE")
  /// A safe request with a body (OpenAPI 3.2, Path Item Object).
  public static let query = HTTPMethod(rawValue: "QUERY")

  /// Whether sending a request several times has the same effect as once (RFC 9110, section 9.2.2).
  public var isIdempotent: Bool {
    switch rawValue {
    case "GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE": true
    default: false
    }
  }

  /// The method as it is sent.
  public var description: String { rawValue }
}
