/// One operation: a static function that makes the value and a client method that sends it.
public final class OperationPlan: Sendable {
  /// Name of the function and of the method.
  public let name: String
  /// For messages, and unique in the document: the operationId, else `POST /path`.
  public let identifier: String
  /// The HTTP method in capitals.
  public let method: String
  /// The path template as in the document.
  public let path: String
  /// The documentation to print.
  public let documentation: Documentation
  /// The parameters, required ones first.
  public let parameters: [ParameterPlan]
  /// The body, nil where none is sent.
  public let body: BodyPlan?
  /// What comes back.
  public let answer: AnswerPlan
  /// The documented error answers.
  public let failures: [FailurePlan]
  /// The alternatives, each the keys of schemes that go together; nil: the client's default.
  public let security: [[String]]?
  /// The server of the path or the operation, where it has one of its own.
  public let server: OperationServerPlan?
  /// Types that stand inside this operation: printed as `enum Name { … }` beside it; nil when there are none.
  public let types: TypePlan?

  /// Creates the plan from its parts.
  public init(
    name: String, identifier: String, method: String, path: String, documentation: Documentation,
    parameters: [ParameterPlan] = [], body: BodyPlan? = nil, answer: AnswerPlan, failures: [FailurePlan] = [],
    security: [[String]]? = nil, server: OperationServerPlan? = nil, types: TypePlan? = nil
  ) {
    self.name = name
    self.identifier = identifier
    self.method = method
    self.path = path
    self.documentation = documentation
    self.parameters = parameters
    self.body = body
    self.answer = answer
    self.failures = failures
    self.security = security
    self.server = server
    self.types = types
  }
}

/// The server of a path or an operation.
public enum OperationServerPlan: Sendable {
  /// One address.
  case fixed(String)
  /// Several servers, or one with variables: an argument of a type that stands inside the operation.
  case choice(type: TypeUse, first: ServerPlan)
}

/// A parameter of an operation.
public final class ParameterPlan: Sendable {
  /// The argument's label and name.
  public let name: String
  /// Its name on the wire.
  public let wireName: String
  /// The part of the request that carries it.
  public let location: Location
  /// Its type, without optionality.
  public let type: TypeUse
  /// Required parameters come first and have no default.
  public let isRequired: Bool
  /// The documentation to print.
  public let documentation: Documentation
  /// How values are written.
  public let style: Style
  /// Whether elements and members are written apart.
  public let explode: Bool
  /// Whether reserved characters are sent as they are.
  public let allowReserved: Bool
  /// What `validate()` checks.
  public let rules: [RulePlan]
  /// A fixed value (an enum of one, required): sent always, no argument.
  public let constant: ValuePlan?

  /// The parts of a request that carry parameters.
  public enum Location: String, Sendable { case path, query, header, cookie, querystring }
  /// `content` is JSON in a parameter.
  public enum Style: String, Sendable {
    case simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject, cookie, content
  }

  /// Creates the plan from its parts.
  public init(
    name: String, wireName: String, location: Location, type: TypeUse, isRequired: Bool, documentation: Documentation,
    style: Style, explode: Bool, allowReserved: Bool = false, rules: [RulePlan] = [], constant: ValuePlan? = nil
  ) {
    self.name = name
    self.wireName = wireName
    self.location = location
    self.type = type
    self.isRequired = isRequired
    self.documentation = documentation
    self.style = style
    self.explode = explode
    self.allowReserved = allowReserved
    self.rules = rules
    self.constant = constant
  }
}

/// How a body is sent.
public final class BodyPlan: Sendable {
  /// `body` in most cases.
  public let name: String
  /// True: the only argument of the operation, so it has no label.
  public let isUnlabeled: Bool
  /// Whether a body must be given.
  public let isRequired: Bool
  /// Its type, without optionality.
  public let type: TypeUse
  /// How it is written.
  public let content: BodyContentPlan
  /// The documentation to print.
  public let documentation: Documentation

  /// Creates the plan from its parts.
  public init(
    name: String, isUnlabeled: Bool, isRequired: Bool, type: TypeUse, content: BodyContentPlan,
    documentation: Documentation = Documentation()
  ) {
    self.name = name
    self.isUnlabeled = isUnlabeled
    self.isRequired = isRequired
    self.type = type
    self.content = content
    self.documentation = documentation
  }
}

/// The content of a body.
public indirect enum BodyContentPlan: Equatable, Sendable {
  case json(contentType: String)
  /// Styles of fields that are not the default, from `encoding`.
  case form([FieldEncodingPlan])
  /// The type is a `MultipartForm`.
  case multipart(contentType: String)
  /// The type is JSON-codable; its properties become parts.
  case multipartJSON(contentType: String)
  case text(contentType: String)
  case binary(contentType: String)
  case jsonLines(contentType: String)
  /// The type is a body choice.
  case choice
}

/// The style of a form field.
public struct FieldEncodingPlan: Equatable, Sendable {
  /// The name of the field.
  public let key: String
  /// How its value is written.
  public let style: ParameterPlan.Style
  /// Whether elements and members are written apart.
  public let explode: Bool

  /// Creates the plan from its parts.
  public init(key: String, style: ParameterPlan.Style, explode: Bool) {
    self.key = key
    self.style = style
    self.explode = explode
  }
}

/// The bodies of several content types.
///
///     enum Body { case json(Pet), form(Pet), … }
public final class BodyChoicePlan: Sendable {
  /// The content types, in the document's order.
  public let cases: [Case]

  /// A body of one content type.
  public final class Case: Sendable {
    /// The name of the case.
    public let name: String
    /// The type of its payload.
    public let type: TypeUse
    /// How it is written.
    public let content: BodyContentPlan
    /// The content type as sent.
    public let contentType: String

    /// Creates the plan from its parts.
    public init(name: String, type: TypeUse, content: BodyContentPlan, contentType: String) {
      self.name = name
      self.type = type
      self.content = content
      self.contentType = contentType
    }
  }

  /// Creates the plan from its parts.
  public init(cases: [Case]) { self.cases = cases }
}

/// What an operation returns.
public struct AnswerPlan: Sendable {
  /// The Swift type the method returns.
  public let type: TypeUse
  /// How it is read.
  public let content: Content

  /// What of a server-sent event its type describes.
  public enum EventForm: String, Sendable {
    /// The data.
    case data
    /// The whole event, its data a text.
    case event
    /// The whole event, its data any JSON.
    case eventWithJSONData
  }

  /// The ways to read an answer.
  public indirect enum Content: Sendable {
    case empty, json, text, bytes, body, jsonLines, form
    case events(EventForm)
    /// Some success statuses carry no body: the type is optional.
    case optional(Content)
    /// The type is an answer choice.
    case choice
  }

  /// Creates the plan from its parts.
  public init(type: TypeUse, content: Content) {
    self.type = type
    self.content = content
  }
}

/// The answers of an operation that has several.
///
///     enum Output { case ok(User), accepted(Job), noContent }
public final class AnswerChoicePlan: Sendable {
  /// The answers, in the document's order.
  public let cases: [Case]

  /// One of several answers.
  public final class Case: Sendable {
    /// The name of the case.
    public let name: String
    /// The statuses that it stands for.
    public let status: StatusPattern
    /// Set where several content types of one status differ.
    public let contentType: String?
    /// nil: no payload.
    public let type: TypeUse?
    /// How its payload is read.
    public let content: AnswerPlan.Content
    /// The documentation to print.
    public let documentation: Documentation

    /// Creates the plan from its parts.
    public init(
      name: String, status: StatusPattern, contentType: String? = nil, type: TypeUse?, content: AnswerPlan.Content,
      documentation: Documentation = Documentation()
    ) {
      self.name = name
      self.status = status
      self.contentType = contentType
      self.type = type
      self.content = content
      self.documentation = documentation
    }
  }

  /// Creates the plan from its parts.
  public init(cases: [Case]) { self.cases = cases }
}

/// A status, a range of a hundred, or all that are not listed.
public enum StatusPattern: Equatable, Sendable {
  case code(Int)
  /// `4` for `4XX`.
  case range(Int)
  case `default`
}

/// Documented error answers of one type.
public struct FailurePlan: Sendable {
  /// The statuses, in the document's order.
  public var statuses: [StatusPattern]
  /// The type that the body is read as.
  public let type: TypeUse

  /// Creates the plan from its parts.
  public init(statuses: [StatusPattern], type: TypeUse) {
    self.statuses = statuses
    self.type = type
  }
}
