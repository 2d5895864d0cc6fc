/// One operation: a static function that makes the value and a client method that sends it.
public struct OperationPlan: Hashable, Sendable {
  /// Name of the function and of the method.
  public var name: String
  /// For messages, and unique in the document: the operationId, else `POST /path`.
  public var identifier: String
  /// The HTTP method in capitals.
  public var method: String
  /// The path template as in the document.
  public var path: String
  public var documentation: Documentation
  public var parameters: [ParameterPlan]
  public var body: BodyPlan?
  public var answer: AnswerPlan
  public var failures: [FailurePlan]
  /// nil: the client's default. Each element is an alternative: the keys of schemes that go together.
  public var security: [[String]]?
  /// The first server of the path or the operation, when the document's own are overridden: a URL or a choice.
  public var server: String?
  /// Types that stand inside this operation: printed as `enum Name { … }` beside it; nil when there are none.
  public var types: TypePlan?

  public init(
    name: String, identifier: String, method: String, path: String, documentation: Documentation,
    parameters: [ParameterPlan] = [], body: BodyPlan? = nil, answer: AnswerPlan, failures: [FailurePlan] = [],
    security: [[String]]? = nil, server: String? = nil, types: TypePlan? = nil
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

/// A parameter of an operation.
public struct ParameterPlan: Hashable, Sendable {
  /// The argument's label and name.
  public var name: String
  /// Its name on the wire.
  public var wireName: String
  public var location: Location
  public var type: TypeUse
  /// Required parameters come first and have no default.
  public var isRequired: Bool
  public var documentation: Documentation
  public var style: Style
  public var explode: Bool
  public var allowReserved: Bool
  public var rules: [RulePlan]
  /// A fixed value (an enum of one, required): sent always, no argument.
  public var constant: ValuePlan?

  public enum Location: String, Hashable, Sendable { case path, query, header, cookie, querystring }
  /// `content` is JSON in a parameter.
  public enum Style: String, Hashable, Sendable {
    case simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject, content
  }

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
public struct BodyPlan: Hashable, Sendable {
  /// `body` in most cases.
  public var name: String
  /// True: the only argument of the operation, so it has no label.
  public var isUnlabeled: Bool
  public var isRequired: Bool
  public var type: TypeUse
  public var content: BodyContentPlan
  public var documentation: Documentation

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
public indirect enum BodyContentPlan: Hashable, Sendable {
  case json(contentType: String)
  /// Styles of fields that are not the default, from `encoding`.
  case form([FieldEncodingPlan])
  /// The type is a `MultipartForm`.
  case multipart
  /// The type is JSON-codable; its properties become parts.
  case multipartJSON
  case text(contentType: String)
  case binary(contentType: String)
  case jsonLines(contentType: String)
  /// The type is a body choice.
  case choice
}

/// The style of a form field.
public struct FieldEncodingPlan: Hashable, Sendable {
  public var key: String
  public var style: ParameterPlan.Style
  public var explode: Bool

  public init(key: String, style: ParameterPlan.Style, explode: Bool) {
    self.key = key
    self.style = style
    self.explode = explode
  }
}

/// `enum Body { case json(Pet), form(Pet), … }`
public struct BodyChoicePlan: Hashable, Sendable {
  public var cases: [Case]

  public struct Case: Hashable, Sendable {
    public var name: String
    public var type: TypeUse
    public var content: BodyContentPlan
    public var contentType: String

    public init(name: String, type: TypeUse, content: BodyContentPlan, contentType: String) {
      self.name = name
      self.type = type
      self.content = content
      self.contentType = contentType
    }
  }

  public init(cases: [Case]) { self.cases = cases }
}

/// What an operation returns.
public struct AnswerPlan: Hashable, Sendable {
  /// The Swift type the method returns.
  public var type: TypeUse
  public var content: Content

  public indirect enum Content: Hashable, Sendable {
    case empty, json, text, bytes, body, events, jsonLines, form
    /// Some success statuses carry no body: the type is optional.
    case optional(Content)
    /// The type is an answer choice.
    case choice
  }

  public init(type: TypeUse, content: Content) {
    self.type = type
    self.content = content
  }
}

/// `enum Output { case ok(User), accepted(Job), noContent }`
public struct AnswerChoicePlan: Hashable, Sendable {
  public var cases: [Case]

  public struct Case: Hashable, Sendable {
    public var name: String
    public var status: StatusPattern
    /// Set where several content types of one status differ.
    public var contentType: String?
    /// nil: no payload.
    public var type: TypeUse?
    public var content: AnswerPlan.Content
    public var documentation: Documentation

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

  public init(cases: [Case]) { self.cases = cases }
}

/// A status, a range of a hundred, or all that are not listed.
public enum StatusPattern: Hashable, Sendable {
  case code(Int)
  /// `4` for `4XX`.
  case range(Int)
  case `default`
}

/// Documented error answers of one type.
public struct FailurePlan: Hashable, Sendable {
  public var statuses: [StatusPattern]
  public var type: TypeUse

  public init(statuses: [StatusPattern], type: TypeUse) {
    self.statuses = statuses
    self.type = type
  }
}
