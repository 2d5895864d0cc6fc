/// The names of other modules that generated code uses, which is all that the generator knows of the runtime.
enum RuntimeNames {
  static let module = "OpenAPIClientRuntime"

  // Types of the runtime and of the transport module that it re-exports.
  static let model = "JSONModel"
  static let reader = "JSONReader"
  static let writer = "JSONWriter"
  static let jsonNumber = "JSONNumber"
  static let jsonValue = "JSONValue"
  static let calendarDate = "CalendarDate"
  static let extensibleEnum = "ExtensibleEnum"
  static let unionCase = "UnionCase"
  static let nulls = "Nulls"
  static let boxed = "Boxed"
  static let boxedOptional = "BoxedOptional"
  static let form = "MultipartForm"
  static let formWriter = "MultipartWriter"
  static let filePart = "FilePart"
  static let requestBody = "RequestBody"
  static let responseBody = "ResponseBody"
  static let validatable = "Validatable"
  static let validation = "Validation"
  static let operation = "APIOperation"
  static let responseReader = "ResponseReader"
  static let eventStream = "EventStream"
  static let jsonLines = "JSONLines"
  static let server = "APIServer"
  static let client = "APIClient"
  static let configuration = "ClientConfiguration"
  static let clientError = "ClientError"
  static let credential = "Credential"
  static let basicCredential = "BasicCredential"
  static let transport = "Transport"
  static let defaultTransport = "DefaultTransport"
  static let middleware = "Middleware"
  static let method = "HTTPMethod"
  static let pageElements = "PageElements"

  /// A decimal number that JSON has as a string.
  static let decimalText = "DecimalText"

  // A protocol of the standard library.
  static let identifiable = "Identifiable"

  /// The constant for an HTTP method, such as `.get`; nil if the runtime has none.
  static func constant(method: String) -> String? {
    let known = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"]
    return known.contains(method) ? ".\(method.lowercased())" : nil
  }

  /// The module that qualifies a name which a type of the document hides: `Swift` for `String`.
  static func module(of name: String) -> String {
    switch name {
    case "Date", "Data", "UUID", "URL", "Decimal": "Foundation"
    case "String", "Bool", "Int", "Int32", "Int64", "UInt64", "Double", "Float", "UInt8", "Void", "Sendable",
      "Hashable", "Identifiable", "ExpressibleByStringLiteral", "ExpressibleByArrayLiteral",
      "ExpressibleByBooleanLiteral", "ExpressibleByIntegerLiteral", "ExpressibleByFloatLiteral":
      "Swift"
    default: module
    }
  }
}
