import OpenAPIDocument

/// One operation: a static function that makes the value and a client method that sends it.
public struct OperationPlan: Sendable {
  /// Name of the function that makes its value.
  public let name: String
  /// Name of the method that sends it, of the client or of a group.
  public let methodName: String
  /// The group whose method it is; nil: the client's own.
  public let group: OperationGroupPlan?
  /// For messages, and unique in the document: the operationId, else `POST /path`.
  public let identifier: String
  /// The HTTP method in capitals.
  public let method: String
  /// The path template as in the document.
  public let path: String
  /// The tags, in the document's order.
  public let tags: [String]
  /// What the document says of it.
  public let documentation: Documentation
  /// The arguments of the function and of the method, in order.
  public let arguments: [ArgumentPlan]
  /// The parameters in the order in which they are put into the request, those with a fixed value among them.
  public let parameters: [ParameterPlan]
  /// The body, nil where none is sent.
  public let body: BodyPlan?
  /// What comes back.
  public let response: ResponsePlan
  /// The documented media types of the response; nil where it is asked for as what it is read from.
  public let accept: String?
  /// Whether what comes back may be left unused without a warning.
  public let isResultDiscardable: Bool
  /// The documented error responses.
  public let failures: [FailurePlan]
  /// What the document says of each failure, in its order.
  public let failureNotes: [FailureNote]
  /// The type of the header fields of successes; nil where none are documented.
  public let headers: TypeUse?
  /// The type of the header fields of failures; nil where none are documented.
  public let failureHeaders: TypeUse?
  /// The alternatives, each the keys of schemes that go together; nil: the client's default.
  public let security: [[String]]?
  /// The server of the path or the operation, where it has one of its own.
  public let server: OperationServerPlan?
  /// Types that stand inside this operation: printed as `enum Name { … }` beside it; nil when there are none.
  public let types: TypePlan?
  /// The call that its documentation shows.
  public let example: ExampleCall?
  /// The method that gives the elements of all pages; nil where there is none.
  public let paging: PagingPlan?

  /// The method as a client's callers write it: `listPets`, `pets.list`.
  public var methodPath: String { memberPath(methodName) }

  /// A member beside the method.
  func memberPath(_ name: String) -> String { group.map { "\($0.name).\(name)" } ?? name }

  /// `GET /pets`.
  public var endpoint: String { "\(method) \(path)" }
}

/// The operations of a tag, as a property of the client.
public struct OperationGroupPlan: Sendable {
  /// The property.
  public let name: String
  /// Its type, inside of the client's.
  public let type: String
  /// What the document says of the tag.
  public let documentation: Documentation
}

/// The server of a path or an operation.
public enum OperationServerPlan: Sendable {
  /// One address.
  case fixed(String)
  /// Several servers, or one with variables: an argument of a type that stands inside the operation.
  case choice(type: TypeUse, first: ServerPlan)
}

/// An argument of an operation's function and method.
public struct ArgumentPlan: Sendable {
  /// The argument's label and name.
  public let name: String
  /// Its type, optionality included.
  public let type: TypeUse
  /// What it is where it is left out; nil: it must be given.
  public let defaultValue: ValuePlan?
  /// What the document says of it.
  public let documentation: Documentation
  /// What it fills.
  public let target: Target

  /// What an argument fills.
  public enum Target: Sendable {
    case parameter(ParameterPlan)
    case body
    case server
  }

  /// Whether callers must give it.
  public var isRequired: Bool { defaultValue == nil }
}

/// A parameter of an operation.
public struct ParameterPlan: Sendable {
  /// The name of its argument.
  public let name: String
  /// Its name on the wire.
  public let wireName: String
  /// The part of the request that carries it.
  public let location: ParameterLocation
  /// Its type, without optionality.
  public let type: TypeUse
  /// Whether it must be given.
  public let isRequired: Bool
  /// What the document says of it.
  public let documentation: Documentation
  /// What the document shows of its value.
  public let example: JSONLiteral?
  /// How values are written.
  public let style: ParameterStyle
  /// Whether elements and members are written apart.
  public let explode: Bool
  /// Whether reserved characters are sent as they are.
  public let allowReserved: Bool
  /// What `validate()` checks.
  public let rules: [RulePlan]
  /// A fixed value (`const`, required): sent always, no argument.
  public let constant: ValuePlan?
}
