/// Words with a meaning of their own in Swift, by the place where a name stands.
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
  static func escaped(_ name: String) -> String { keywords.contains(name) ? "`" + name + "`" : name }

  /// Names of members that no backtick makes usable or that the runtime's protocols own, with the names used instead.
  static func member(_ name: String) -> String {
    switch name {
    case "self", "init", "json", "form", "rules", "deinit": return name + "Value"
    case "hashValue": return "hashText"
    default: return name
    }
  }

  /// Names of constants of an open enum and of cases of a union.
  ///
  /// `.none` and `.some` would silently mean those of `Optional` where a property is optional; `RawValue` is a type there.
  static func constant(_ name: String) -> String {
    switch name {
    case "none", "some", "self", "init", "deinit", "RawValue": return name + "Value"
    default: return name
    }
  }

  /// Names of parameters of an operation; `operation` is a local variable of what is printed.
  static func parameter(_ name: String) -> String {
    switch name {
    case "self", "init", "operation", "deinit": return name + "Value"
    default: return name
    }
  }

  /// Names of operations, beside the members of a client.
  static func operation(_ name: String) -> String {
    switch name {
    case "self", "init", "send", "response", "with", "configuration", "deinit": return name + "Request"
    default: return name
    }
  }

  /// Names of arguments of the client's initializer.
  static func credential(_ name: String) -> String {
    switch name {
    case "self", "init", "server", "transport", "middleware", "configuration", "deinit": return name + "Credential"
    default: return name
    }
  }

  /// Names of servers.
  static func server(_ name: String) -> String {
    switch name {
    case "self", "init", "url", "hashValue", "deinit": return name + "Server"
    default: return name
    }
  }

  /// Names of types: some words can't name one, some would break lookups of what is printed.
  static func type(_ name: String) -> String {
    switch name {
    case "Type": return "Kind"
    case "Protocol": return "ProtocolKind"
    case "Self": return "SelfValue"
    case "Any": return "AnyValue"
    case "Swift", "Foundation", "FoundationEssentials", "OpenAPIClientRuntime", "HTTPTransport": return name + "Model"
    case "RawValue", "CodingKeys", "ArrayLiteralElement", "StringLiteralType", "IntegerLiteralType",
      "FloatLiteralType", "BooleanLiteralType":
      return name + "Model"
    default: return name
    }
  }

  /// Standard names that the printer prints: a type of the same name hides them.
  static let printed = Words.set(
    """
    String Bool Int Int32 Int64 Double Float Array Dictionary Optional Void Never Error Hashable Equatable Sendable
    Codable Decodable Encodable Decoder Encoder Hasher RawRepresentable Result UInt8 Set Sequence Character Substring
    Range ClosedRange Date Data UUID URL Decimal CalendarDate JSONValue JSONReader JSONWriter JSONCodable JSONKind
    JSONNumber JSONObject OpenEnum UnionCase Nullable Boxed FilePart RequestBody ResponseBody MultipartForm
    MultipartWriter APIOperation Answer Response EventStream ServerSentEvent JSONLines StatusPattern ParameterStyle
    HTTPMethod HTTPFields HTTPRequest HTTPResponse APIServer APIClient ClientConfiguration ClientError Credential
    SchemeCredential BasicCredential RefreshingToken Transport TransportFailure DefaultTransport Middleware Validation
    Validatable CallContext TransferProgress CredentialLocation
    """)
}

/// Names that types of the document hide.
enum HiddenNames {
  static func of(_ types: [TypePlan], _ operations: [OperationPlan], namespace: String) -> Set<String> {
    var top: Set<String> = ["Client", "Server", namespace]
    for type in types { top.insert(type.name) }
    for operation in operations {
      if let holder = operation.types { top.insert(holder.name) }
    }
    var hidden: Set<String> = []
    for name in top where ReservedWords.printed.contains(name) { hidden.insert(name) }
    func look(_ type: TypePlan) {
      for nested in type.nested where top.contains(nested.name) || ReservedWords.printed.contains(nested.name) {
        hidden.insert(nested.name)
      }
    }
    for type in types { look(type) }
    for operation in operations {
      if let holder = operation.types { look(holder) }
    }
    return hidden
  }
}
