import OpenAPIDocument

/// One operation: a static function that makes the value and a client method that sends it.
public struct OperationPlan: Sendable {
  /// Name of the function that makes its value.
  public let name: String
  /// Name of the method that sends it, of the client or of a group.
  public let methodName: String
  /// The group whose method it is; nil: the client's own.
  public let group: OperationGroupPlan?
  /// The operationId, else `POST /path`: unique in the document, and shown in messages.
  public let identifier: String
  /// The HTTP method in capitals.
  public let method: String
  /// The path template as in the document.
  public let path: String
  /// The tags, in the document's order.
  public let tags: [String]
  /// Its documentation.
  public let documentation: Documentation
  /// The arguments of the function and of the method, in order.
  public let arguments: [ArgumentPlan]
  /// The parameters in the order in which they are put into the request, including those with a fixed value.
  public let parameters: [ParameterPlan]
  /// The body, nil where none is sent.
  public let body: BodyPlan?
  /// The success response.
  public let response: ResponsePlan
  /// The documented media types of the response, for the header field `Accept`; nil where the runtime sends the same.
  public let accept: String?
  /// Whether the method is `@discardableResult`.
  public let isResultDiscardable: Bool
  /// The documented error responses.
  public let failures: [FailurePlan]
  /// The documented error responses one by one, for documentation.
  public let failureNotes: [FailureNote]
  /// The type of the header fields of successes; nil where none are documented.
  public let headers: TypeUse?
  /// The type of the header fields of failures; nil where none are documented.
  public let failureHeaders: TypeUse?
  /// The alternatives, each with the keys of the schemes that it needs together; nil: the client's default.
  public let security: [[String]]?
  /// The server of the path or the operation, where it has one of its own.
  public let server: OperationServerPlan?
  /// The types inside the operation, printed as `enum Name { … }`; nil where there are none.
  public let types: TypePlan?
  /// The call that its documentation shows.
  public let example: ExampleCall?
  /// The method that gives the elements of all pages; nil where there is none.
  public let paging: PagingPlan?

  /// The method as a client's callers write it: `listPets`, `pets.list`.
  public var methodPath: String { memberPath(methodName) }

  /// Another method beside it, as callers write it.
  func memberPath(_ name: String) -> String { group.map { "\($0.name).\(name)" } ?? name }

  /// `GET /pets`.
  public var endpoint: String { "\(method) \(path)" }
}

/// The operations of a tag, as a property of the client.
public struct OperationGroupPlan: Sendable {
  /// The property.
  public let name: String
  /// The name of its type, which is nested in the client.
  public let type: String
  /// The documentation of the tag.
  public let documentation: Documentation
}

/// The server of a path or an operation.
public enum OperationServerPlan: Sendable {
  /// One URL.
  case fixed(String)
  /// Several servers, or one with variables: an argument of a type inside the operation.
  case choice(type: TypeUse, first: ServerPlan)
}

/// An argument of an operation's function and method.
public struct ArgumentPlan: Sendable {
  /// The argument's label and name.
  public let name: String
  /// Its type, optionality included.
  public let type: TypeUse
  /// Its default value; nil: callers must give one.
  public let defaultValue: ValuePlan?
  /// Its documentation.
  public let documentation: Documentation
  /// The part of the request that it becomes.
  public let target: Target

  /// The part of a request that an argument becomes.
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
  /// Its documentation.
  public let documentation: Documentation
  /// The document's example of its value.
  public let example: JSONLiteral?
  /// How values are written.
  public let style: ParameterStyle
  /// Whether elements and members are written separately (`explode`).
  public let explode: Bool
  /// Whether reserved characters are sent as they are.
  public let allowReserved: Bool
  /// What `validate()` checks.
  public let rules: [RulePlan]
  /// The value of a required `const`, which is always sent and no argument.
  public let constant: ValuePlan?
}
