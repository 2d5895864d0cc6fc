/// Changes names that Swift or the printed code already uses, for each kind of declaration.
enum ReservedWords {
  /// Words that need backticks in any declaration.
  static let keywords = Words.set(
    """
    associatedtype class deinit enum extension fileprivate func import inout internal let operator precedencegroup
    private protocol public rethrows static struct subscript typealias var break case catch continue default defer do
    else fallthrough for guard if in repeat return throw switch where while as await false is nil super throws true
    try
    """)

  /// The name with backticks if it is a keyword.
  static func escaped(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

  /// The name of a property, unless backticks wouldn't make it usable or a protocol of the runtime requires a member of
  /// that name; then another one.
  static func member(_ name: String) -> String {
    if name == "hashValue" { return "hashText" }
    return ["self", "init", "json", "form", "rules", "deinit", "debugDescription"].contains(name)
      ? name + "Value" : name
  }

  /// The name of a constant of an extensible enum or of a case of a union.
  ///
  /// For an optional property `.none` and `.some` would mean the cases of `Optional`; `RawValue` is a type of the enum.
  static func constant(_ name: String) -> String {
    ["none", "some", "self", "init", "deinit", "RawValue"].contains(name) ? name + "Value" : name
  }

  /// The name of an operation's parameter; `operation` is a local variable in the printed function.
  static func parameter(_ name: String) -> String {
    ["self", "init", "operation", "deinit"].contains(name) ? name + "Value" : name
  }

  /// The name of an operation, which must differ from the members that every client has.
  static func operation(_ name: String) -> String {
    let isTaken = ["self", "init", "send", "response", "with", "configuration", "deinit"].contains(name)
    return isTaken ? name + "Request" : name
  }

  /// The name of a credential, which must differ from the other arguments of the client's initializer.
  static func credential(_ name: String) -> String {
    let isTaken = ["self", "init", "server", "transport", "middleware", "configuration", "deinit"].contains(name)
    return isTaken ? name + "Credential" : name
  }

  /// The name of a server, which is a static member of the server type.
  static func server(_ name: String) -> String {
    ["self", "init", "url", "hashValue", "deinit"].contains(name) ? name + "Server" : name
  }

  /// The name of a type, unless Swift doesn't allow it or other names in the printed code would no longer be found.
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

  /// Names of other modules in the printed code, which a type of the same name in the document hides.
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
