/// The names of other modules that generated code uses; nothing else of the runtime is known here.
enum RuntimeNames {
  static var module: String { "OpenAPIClientRuntime" }

  // Types of the runtime and of the transport module that it re-exports.
  static var model: String { "JSONCodable" }
  static var reader: String { "JSONReader" }
  static var writer: String { "JSONWriter" }
  static var jsonValue: String { "JSONValue" }
  static var calendarDate: String { "CalendarDate" }
  static var openEnum: String { "OpenEnum" }
  static var unionCase: String { "UnionCase" }
  static var nullable: String { "Nullable" }
  static var boxed: String { "Boxed" }
  static var form: String { "MultipartForm" }
  static var formWriter: String { "MultipartWriter" }
  static var filePart: String { "FilePart" }
  static var requestBody: String { "RequestBody" }
  static var responseBody: String { "ResponseBody" }
  static var validatable: String { "Validatable" }
  static var validation: String { "Validation" }
  static var operation: String { "APIOperation" }
  static var answer: String { "Answer" }
  static var eventStream: String { "EventStream" }
  static var jsonLines: String { "JSONLines" }
  static var server: String { "APIServer" }
  static var client: String { "APIClient" }
  static var configuration: String { "ClientConfiguration" }
  static var clientError: String { "ClientError" }
  static var credential: String { "Credential" }
  static var basicCredential: String { "BasicCredential" }
  static var transport: String { "Transport" }
  static var defaultTransport: String { "DefaultTransport" }
  static var middleware: String { "Middleware" }
  static var method: String { "HTTPMethod" }

  /// The constant of a method, nil where it has none.
  static func constant(method: String) -> String? {
    guard method.isOne(of: "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY") else {
      return nil
    }
    return "." + method.lowercased()
  }

  /// The module of a name, for where a type of the document hides it.
  static func module(of name: String) -> String {
    if name.isOne(of: "Date", "Data", "UUID", "URL", "Decimal") { return "Foundation" }
    let isStandard = name.isOne(
      of: "String", "Bool", "Int", "Int32", "Int64", "Double", "Float", "UInt8", "Void", "Sendable", "Hashable")
    return isStandard ? "Swift" : module
  }
}
