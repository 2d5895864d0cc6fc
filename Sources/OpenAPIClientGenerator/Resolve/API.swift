import OpenAPIDocument

/// What values exist and what travels.
///
/// Nothing of OpenAPI's grammar is left: references, `allOf`, null, unions, enums, multipart parts, content types,
/// security and servers are settled, so no later stage looks at a schema or at JSON.
struct API: Sendable {
  /// The document's file, title and version.
  let source: DocumentSource
  /// The document itself.
  let root: Location
  /// What the document says of itself.
  let documentation: Documentation
  /// All types.
  let types: Types
  /// The components to generate, in the document's order.
  let components: [Component]
  /// What stands in bodies, responses and parameters that several operations share.
  let shared: [SharedPart]
  /// The chosen operations, in the document's order.
  let operations: [Operation]
  /// What the document says of tags, by their names.
  let tagDescriptions: [String: String]
  /// The operations that were not chosen, such as `GET /pets`.
  let omittedOperations: [String]
  /// What webhooks carry; nil: there are none, or none are generated.
  let webhooks: [Payload]?
  /// The credentials that operations need.
  let credentials: [Credential]
  /// The alternatives of credentials that an operation needs where it says nothing; nil: none.
  let security: [[String]]?
  /// The servers that have a host.
  let servers: [Server]
  /// Which types are sent, which are received, and as what.
  let directions: Directions

  /// The number of a type.
  typealias TypeID = Int

  /// A type where it is used.
  struct Reference: Hashable, Sendable {
    let type: TypeID
    let isNullable: Bool

    init(_ type: TypeID, isNullable: Bool = false) {
      self.type = type
      self.isNullable = isNullable
    }
  }

  /// The type of any JSON, which is there in every document.
  static let anything: TypeID = 0
  /// Plain text, which is there too.
  static let text = Reference(1)

  /// A schema in `components/schemas`.
  struct Component: Sendable {
    let name: String
    let type: Reference
  }

  /// The content of a component that is no schema.
  struct SharedPart: Sendable {
    /// The component's name, or the parameter's.
    let name: String
    let type: Reference
    let isParameter: Bool
  }
}

extension API {
  /// A type, named or not.
  struct TypeDefinition: Sendable {
    var kind: Kind
    var isNullable: Bool
    /// Whether it is a list or map that holds itself without a struct between; Swift needs a type of its own for it.
    var isRecursiveList = false
    /// Where it is declared; nil for types that no schema stands for.
    let location: Location?
    /// Whether it is a component of the document.
    let isComponent: Bool
    let title: String?
    /// The description, else the title; nil for what never is a type of its own.
    let description: String?
    let deprecation: Deprecation?
  }

  /// The kinds of types.
  enum Kind: Sendable {
    /// A string, a number, any JSON: a value without a type of its own.
    case scalar(Scalar)
    /// The bytes of a file: a part, a body or a string, depending on where it stands.
    case file
    /// Nothing of its own.
    case same(Same)
    indirect case enumeration(Enumeration)
    indirect case object(Object)
    /// An object whose members all have one type.
    case map(Reference)
    case array(Reference)
    indirect case tuple(Tuple)
    indirect case union(Union)

    /// Everything that a value of the type holds directly.
    var children: [Reference] {
      switch self {
      case .scalar, .file, .enumeration: []
      case .same(let same): [same.target]
      case .array(let inner), .map(let inner): [inner]
      case .object(let object):
        object.properties.map { $0.type } + object.patterns.map { $0.type } + [object.additional].compactMap { $0 }
      case .tuple(let tuple): tuple.elements.map { $0.type } + [tuple.rest].compactMap { $0 }
      case .union(let union): union.cases.map { $0.type }
      }
    }
  }

  /// Values without a type of their own.
  enum Scalar: Hashable, Sendable {
    case string, bool, int, int32, int64, uint64, double, float
    case date, calendarDate, uuid, data
    /// A number of any size.
    case number
    /// Any JSON.
    case json
    /// A Swift type that the configuration gives for a format.
    case custom(String)

    var isNumber: Bool {
      switch self {
      case .int, .int32, .int64, .uint64, .double, .float: true
      default: false
      }
    }

    /// Whether a value of the type can be the number.
    func holds(_ number: Int) -> Bool {
      switch self {
      case .int32: Int32(exactly: number) != nil
      case .uint64: number >= 0
      default: true
      }
    }
  }

  /// A type that is another one.
  struct Same: Sendable {
    let target: Reference
    /// Whether a `$ref` says so.
    let isReference: Bool
    /// What the schema is called that the `$ref` leads to.
    let name: ReferenceName?
  }

  /// What a schema is called where it stands.
  struct ReferenceName: Sendable {
    let text: String
    /// Whether it belongs to no type in particular, as in `components/schemas` or a file of its own.
    let isShared: Bool
  }

  /// An object with named properties.
  struct Object: Sendable {
    var properties: [Property] = []
    /// The type of members without a property of their own; nil: they are not kept.
    var additional: Reference?
    var patterns: [PatternProperties] = []
    /// How properties are written as parts where the object is a multipart body, by key; the others in the usual way.
    var parts: [String: PartEncoding] = [:]

    func index(of key: String) -> Int? { properties.firstIndex { $0.key == key } }
  }

  /// Members whose names match a pattern.
  struct PatternProperties: Sendable {
    let pattern: String
    var type: Reference
  }

  /// A property of an object.
  struct Property: Sendable {
    let key: String
    var type: Reference
    var isRequired: Bool
    /// The value by which a union knows the type that has the property.
    var discriminatorValue: String?
    var isReadOnly = false
    var isWriteOnly = false
    var deprecation: Deprecation?
    var defaultValue: JSONLiteral?
    /// The first example of its value.
    var example: JSONLiteral?
    var rules: [Rule] = []
    /// The description, else a title that says more than the key.
    var description: String?
    /// A format that the Swift type doesn't express.
    var format: String?
    /// Where it is declared; nil where it is only listed as required.
    var location: Location?
  }

  /// Listed values.
  struct Enumeration: Sendable {
    var rawType: Scalar
    var values: [Value]
    /// `const`, or an enum of one that tells the variants of a union apart.
    var isConstant: Bool

    struct Value: Sendable {
      let literal: JSONLiteral
      /// What it is compared by, and what its name is made of.
      let text: String
      /// A name that the document gives, such as by `x-enum-varnames`.
      var name: String?
      var documentation: [String]
    }
  }

  /// An array with a type for each position.
  struct Tuple: Sendable {
    var elements: [Element]
    var rest: Reference?

    struct Element: Sendable {
      var type: Reference
      let isRequired: Bool
      let title: String?
      let documentation: Documentation
    }
  }

  /// One of several types.
  struct Union: Sendable {
    var cases: [Case]
    let choice: Choice
    /// The position of the case taken when the discriminator has no listed value.
    let defaultCase: Int?

    struct Case: Sendable {
      var type: Reference
      let discriminatorValues: [String]
      let title: String?
      /// What stands beside a `$ref`.
      let description: String?
      let name: ReferenceName?
    }

    /// How a variant is chosen.
    enum Choice: Sendable {
      case discriminator(String)
      case fit
    }
  }
}

extension API {
  /// An operation of the document.
  struct Operation: Sendable {
    /// As the configuration names it: `GET /pets`.
    var key: String { "\(method) \(path)" }
    let id: String?
    let method: String
    let path: String
    let documentation: Documentation
    let tags: [String]
    /// Without those that follow from other parts of the document.
    let parameters: [Parameter]
    let body: Body?
    let successes: [Response]
    let failures: [Response]
    let callbacks: [Payload]
    /// The header fields of successes and of failures; nil where none are documented.
    let headers: Reference?
    let failureHeaders: Reference?
    /// The alternatives of credentials; nil: the document's.
    let security: [[String]]?
    let server: OperationServer?
    /// How its pages follow each other; nil where nobody asked for that.
    var paging: Paging?
  }

  /// A parameter of an operation.
  struct Parameter: Sendable {
    let name: String
    let location: ParameterLocation
    let type: Reference
    let isRequired: Bool
    let deprecation: Deprecation?
    let style: ParameterStyle
    let explode: Bool
    let allowReserved: Bool
    let defaultValue: JSONLiteral?
    /// The first example of its value.
    let example: JSONLiteral?
    let rules: [Rule]
    let description: String
  }

  /// What an operation sends.
  struct Body: Sendable {
    let isRequired: Bool
    let description: String?
    let location: Location
    /// One for each content type, without those that only repeat another.
    let contents: [Content]
  }

  /// What comes back with a status, or with one of several.
  struct Response: Sendable {
    let status: StatusPattern
    let description: String
    let contents: [Content]
    /// The media types that `contents` can be read from, as `Accept` lists them.
    let mediaTypes: [String]
  }

  /// A body of one content type.
  struct Content: Sendable {
    /// Never `.any`.
    let kind: ContentKind
    let location: Location
    /// As it is sent or compared, without wildcards.
    let contentType: String
    /// The content type as the document has it, without parameters.
    let mediaType: String
    /// nil: the document says nothing about the content, or nothing that can be sent as parts.
    var type: Reference?
    /// What an event, a line or an element of a list holds.
    let item: Reference?
    /// What of an event `item` describes.
    let eventForm: EventForm
    /// The first example of it.
    let example: JSONLiteral?
    /// Styles of fields that are not the default.
    let fields: [FieldEncoding]
    /// Further media types of a response that are read alike.
    var otherMediaTypes: [String] = []

    /// Whether it is XML, which has a declaration of its own; HTML has none.
    var isXML: Bool { kind == .markup && mediaType != "text/html" }
  }

  /// What a callback or a webhook carries.
  struct Payload: Sendable {
    let name: String
    let operationID: String?
    let type: Reference
    let documentation: Documentation
  }

  /// A credential that operations name by its key.
  struct Credential: Sendable {
    let key: String
    let isRequired: Bool
    let kind: CredentialKind
    let documentation: Documentation
    /// Whether it stands for `Authorization` header parameters.
    var isHeaderParameter = false
  }

  /// A server with a host.
  struct Server: Sendable {
    let url: String
    let name: String?
    let description: String?
    let documentation: Documentation
    /// The variables that the URL has.
    let variables: [Variable]

    struct Variable: Sendable {
      let name: String
      let defaultValue: String
      /// Empty where any text is taken.
      let values: [String]
      let description: String?
    }
  }

  /// The server of a path or an operation.
  enum OperationServer: Sendable {
    case fixed(String)
    /// Several, or one with variables.
    case choice([Server])
  }
}
