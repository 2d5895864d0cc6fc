import OpenAPIDocument

/// A resolved document: the types of all values, and what each operation sends and receives.
///
/// References, `allOf`, null, unions, enums, multipart parts, content types, security and servers are resolved, so no later
/// stage looks at a schema or at JSON.
struct API: Sendable {
  /// The document's file, title and version.
  let source: DocumentSource
  /// The location of the document itself.
  let root: Location
  /// The document's own description.
  let documentation: Documentation
  let types: Types
  /// The components to generate, in the document's order.
  let components: [Component]
  /// The contents of bodies, responses and parameters that are components.
  let shared: [SharedPart]
  /// The chosen operations, in the document's order.
  let operations: [Operation]
  /// The descriptions of tags, by name.
  let tagDescriptions: [String: String]
  /// The operations that were not chosen, such as `GET /pets`.
  let omittedOperations: [String]
  /// The payloads of webhooks; nil if there are none, or only some operations are generated.
  let webhooks: [Payload]?
  /// The credentials that operations need.
  let credentials: [Credential]
  /// The security of operations that have none of their own: alternatives, each a list of credentials; nil if none.
  let security: [[String]]?
  /// The servers whose URLs have a host.
  let servers: [Server]
  /// Which types are sent or received, and whether as JSON or as multipart bodies.
  let directions: Directions

  /// The position of a type in `types`.
  typealias TypeID = Int

  /// The type of a property, an element or a body, and whether null is valid there.
  struct Reference: Hashable, Sendable {
    let type: TypeID
    let isNullable: Bool

    init(_ type: TypeID, isNullable: Bool = false) {
      self.type = type
      self.isNullable = isNullable
    }
  }

  /// The type of any JSON, which every API has.
  static let anything: TypeID = 0
  /// The type of strings, which every API has.
  static let text = Reference(1)

  /// A schema in `components/schemas`.
  struct Component: Sendable {
    let name: String
    let type: Reference
  }

  /// The content of a body, a response or a parameter that is a component.
  struct SharedPart: Sendable {
    /// The component's name, or the parameter's.
    let name: String
    let type: Reference
    let isParameter: Bool
  }
}

extension API {
  /// A type, with or without a declaration in Swift.
  struct TypeDefinition: Sendable {
    var kind: Kind
    var isNullable: Bool
    /// Whether it is a list or map that contains itself without a struct in between, so that Swift needs a struct for it.
    var isRecursiveList = false
    /// The location of its schema; nil for types that the generator adds.
    let location: Location?
    /// Whether it is a component of the document.
    let isComponent: Bool
    let title: String?
    /// The description, or else the title; nil for types without a declaration.
    let description: String?
    let deprecation: Deprecation?
  }

  /// The kinds of types.
  enum Kind: Sendable {
    /// A string, a number, any JSON: a value whose Swift type isn't generated.
    case scalar(Scalar)
    /// The bytes of a file: a part, a body, or a string in JSON.
    case file
    /// Another name for a type.
    case same(Same)
    indirect case enumeration(Enumeration)
    indirect case object(Object)
    /// An object whose members all have one type, with any keys.
    case map(Reference)
    case array(Reference)
    indirect case tuple(Tuple)
    indirect case union(Union)

    /// The types directly inside this one.
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

  /// Values whose Swift type isn't generated.
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
      case .int, .int32, .int64, .uint64, .double, .float, .number: true
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

  /// Another name for a type: a `$ref`, or a schema that adds nothing to another.
  struct Same: Sendable {
    let target: Reference
    /// The name of the schema that a `$ref` leads to.
    let name: ReferenceName?
  }

  /// The name of a schema in the object that contains it.
  struct ReferenceName: Sendable {
    let text: String
    /// Whether it is outside of all types, as in `components/schemas` or in a file of its own.
    let isShared: Bool
  }

  /// An object with named properties.
  struct Object: Sendable {
    var properties: [Property] = []
    /// The type of additional properties; nil if they aren't kept.
    var additional: Reference?
    var patterns: [PatternProperties] = []
    /// In a multipart body, how properties are written as parts, by key; the others are written in the default way.
    var parts: [String: PartEncoding] = [:]

    func index(of key: String) -> Int? { properties.firstIndex { $0.key == key } }
  }

  /// Properties whose names match a pattern.
  struct PatternProperties: Sendable {
    let pattern: String
    var type: Reference
  }

  /// A property of an object.
  struct Property: Sendable {
    let key: String
    var type: Reference
    var isRequired: Bool
    /// The property's value in the variant of a union, by which readers choose the variant.
    var discriminatorValue: String?
    var isReadOnly = false
    var isWriteOnly = false
    var deprecation: Deprecation?
    var defaultValue: JSONLiteral?
    /// The first example.
    var example: JSONLiteral?
    var rules: [Rule] = []
    /// The description, else a title that says more than the key.
    var description: String?
    /// The format, if the Swift type doesn't express it.
    var format: String?
    /// The location of its schema; nil for a property that is only listed as required.
    var location: Location?
  }

  /// Values of an `enum` or a `const`.
  struct Enumeration: Sendable {
    var rawType: Scalar
    var values: [Value]
    /// Whether it is a `const`, or an enum of one value by which a union's variant is chosen.
    var isConstant: Bool

    struct Value: Sendable {
      let literal: JSONLiteral
      /// The value as text, for comparing it and for its name.
      let text: String
      /// The name in an extension such as `x-enum-varnames`.
      var name: String?
      var documentation: [String] = []
      var deprecation: Deprecation?
    }
  }

  /// An array whose first elements each have a type of their own.
  struct Tuple: Sendable {
    var elements: [Element]
    /// The type of further elements; nil if there are none.
    var rest: Reference?

    struct Element: Sendable {
      var type: Reference
      let isRequired: Bool
      let title: String?
      let documentation: Documentation
    }
  }

  /// A value of one of several types.
  struct Union: Sendable {
    var cases: [Case]
    let choice: Choice
    /// The position of the case for values of the discriminator that no case has.
    let defaultCase: Int?

    struct Case: Sendable {
      var type: Reference
      let discriminatorValues: [String]
      let title: String?
      /// The description beside a `$ref`.
      let description: String?
      let deprecation: Deprecation?
      let name: ReferenceName?
    }

    /// How a reader chooses the variant.
    enum Choice: Sendable {
      /// By the value of a property.
      case discriminator(String)
      /// By which variant explains most of the value.
      case fit
    }
  }
}

extension API {
  /// An operation of the document.
  struct Operation: Sendable {
    /// The operation's key in the configuration: `GET /pets`.
    var key: String { "\(method) \(path)" }
    let id: String?
    let method: String
    let path: String
    let documentation: Documentation
    let tags: [String]
    /// The parameters, without header fields that the client sets by itself.
    let parameters: [Parameter]
    let body: Body?
    let successes: [Response]
    let failures: [Response]
    let callbacks: [Payload]
    /// The documented header fields of successes, as an object; nil if there are none.
    let headers: Reference?
    /// The same for failures.
    let failureHeaders: Reference?
    /// Alternatives, each a list of credentials; nil for those of the document.
    let security: [[String]]?
    let server: OperationServer?
    /// How to get from one page to the next; nil for an operation without pages.
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
    /// The first example.
    let example: JSONLiteral?
    let rules: [Rule]
    let description: String
  }

  /// The request body of an operation.
  struct Body: Sendable {
    let isRequired: Bool
    let description: String?
    let location: Location
    /// One for each content type, without those that only repeat another one.
    let contents: [Content]
  }

  /// A documented response.
  struct Response: Sendable {
    let status: StatusPattern
    let description: String
    let contents: [Content]
    /// The media types that `contents` can be read from, for the header field `Accept`.
    let mediaTypes: [String]
  }

  /// A body of one content type.
  struct Content: Sendable {
    /// Never `.any`.
    let kind: ContentKind
    let location: Location
    /// The content type to send or to compare with, without wildcards.
    let contentType: String
    /// The document's content type, without parameters.
    let mediaType: String
    /// Nil if the document doesn't describe the content, or describes a multipart body without parts.
    var type: Reference?
    /// The type of an event, a line or an element of a list.
    let item: Reference?
    /// How much of an event `item` describes.
    let eventForm: EventForm
    /// The first example.
    let example: JSONLiteral?
    /// The fields of a form that aren't written in the default style.
    let fields: [FieldEncoding]
    /// Further media types of a response that are read the same way.
    var otherMediaTypes: [String] = []

    /// Whether it is XML, which declares its encoding inside, so that it is read as bytes; HTML is read as text.
    var isXML: Bool { kind == .markup && mediaType != "text/html" }
  }

  /// The body of a callback's or webhook's request.
  struct Payload: Sendable {
    let name: String
    let operationID: String?
    let type: Reference
    let documentation: Documentation
  }

  /// A credential, which operations refer to by its key.
  struct Credential: Sendable {
    let key: String
    let isRequired: Bool
    let kind: CredentialKind
    let documentation: Documentation
    /// Whether it replaces header parameters with the name `Authorization`.
    var isHeaderParameter = false
  }

  /// A server whose URL has a host.
  struct Server: Sendable {
    let url: String
    let name: String?
    let description: String?
    let documentation: Documentation
    /// The variables that occur in the URL.
    let variables: [Variable]

    struct Variable: Sendable {
      let name: String
      let defaultValue: String
      /// Empty if any text is allowed.
      let values: [String]
      let description: String?
    }
  }

  /// The servers of a path or an operation.
  enum OperationServer: Sendable {
    /// One without variables.
    case fixed(String)
    /// Several, or one with variables.
    case choice([Server])
  }
}
