/// Words with a meaning of their own in Swift, by where a name stands.
enum ReservedWords {
  /// Words that need backticks wherever they are declared.
  static let keywords = Words.set(
    """
    associatedtype class deinit enum extension fileprivate func import inout internal let operator precedencegroup
    private protocol public rethrows static struct subscript typealias var break case catch continue default defer do
    else fallthrough for guard if in repeat return throw switch where while as await false is nil super throws true
    try
    """)

  /// The name with backticks if it is a keyword.
  static func escaped(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

  /// Names of members that no backtick makes usable or that the runtime's protocols own, with the names used instead.
  static func member(_ name: String) -> String {
    if name == "hashValue" { return "hashText" }
    return ["self", "init", "json", "form", "rules", "deinit", "debugDescription"].contains(name)
      ? name + "Value" : name
  }

  /// Names of constants of an open enum and of cases of a union.
  ///
  /// `.none` and `.some` would silently mean those of `Optional` where a property is optional; `RawValue` is a type there.
  static func constant(_ name: String) -> String {
    ["none", "some", "self", "init", "deinit", "RawValue"].contains(name) ? name + "Value" : name
  }

  /// Names of parameters of an operation; `operation` is a local variable of what is printed.
  static func parameter(_ name: String) -> String {
    ["self", "init", "operation", "deinit"].contains(name) ? name + "Value" : name
  }

  /// Names of operations, beside the members of a client.
  static func operation(_ name: String) -> String {
    let isTaken = ["self", "init", "send", "response", "with", "configuration", "deinit"].contains(name)
    return isTaken ? name + "Request" : name
  }

  /// Names of arguments of the client's initializer.
  static func credential(_ name: String) -> String {
    let isTaken = ["self", "init", "server", "transport", "middleware", "configuration", "deinit"].contains(name)
    return isTaken ? name + "Credential" : name
  }

  /// Names of servers.
  static func server(_ name: String) -> String {
    ["self", "init", "url", "hashValue", "deinit"].contains(name) ? name + "Server" : name
  }

  /// Names of types: some words can't name one, some would break lookups of what is printed.
  static func type(_ name: String) -> String {
    switch name {
    case "Type": return "Kind"
    case "Protocol": return "ProtocolKind"
    case "Self": return "SelfValue"
    case "Any": return "AnyValue"
    default: return unusableTypes.contains(name) ? name + "Model" : name
    }
  }

  private static let unusableTypes = Words.set(
    """
    Swift Foundation FoundationEssentials OpenAPIClientRuntime HTTPTransport RawValue CodingKeys ArrayLiteralElement
    StringLiteralType IntegerLiteralType FloatLiteralType BooleanLiteralType
    """)

  /// Standard names that the printer prints: a type of the same name hides them.
  static let printed = Words.set(
    """
    String Bool Int Int32 Int64 UInt64 Double Float Array Dictionary Optional Void Never Error Hashable Equatable Sendable
    Codable Decodable Encodable Decoder Encoder Hasher RawRepresentable Result UInt8 Set Sequence Character Substring
    Range ClosedRange Date Data UUID URL Decimal CalendarDate JSONValue JSONReader JSONWriter JSONCodable JSONKind
    JSONNumber JSONObject ExtensibleEnum UnionCase Nulls Boxed BoxedOptional FilePart RequestBody ResponseBody MultipartForm
    MultipartWriter APIOperation ResponseReader Response EventStream ServerSentEvent JSONLines StatusPattern ParameterStyle
    HTTPMethod HTTPFields HTTPRequest HTTPResponse APIServer APIClient ClientConfiguration ClientError Credential
    SchemeCredential BasicCredential RefreshingToken Transport TransportFailure DefaultTransport Middleware Validation
    ExpressibleByStringLiteral ExpressibleByArrayLiteral ExpressibleByBooleanLiteral ExpressibleByIntegerLiteral
    ExpressibleByFloatLiteral Validatable CallContext TransferProgress CredentialLocation Identifiable DecimalText
    PageElements JSONModel
    """)
}
