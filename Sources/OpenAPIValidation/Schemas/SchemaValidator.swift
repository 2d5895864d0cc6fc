import OpenAPIDocument

/// Checks values against schemas: draft 4, OpenAPI 3.0 and draft 2020-12, on which OpenAPI 3.1 and 3.2 build.
///
/// It reads schemas on its own and shares nothing with the generator's reading of them.
public struct SchemaValidator: Sendable {
  /// How to check.
  public struct Options: Sendable {
    /// Whether a known `format` must hold; else it says nothing, as drafts 4 and 2020-12 have it by default.
    public var assertsFormats = false
    /// How many schemas may be applied inside each other; what lies deeper is reported as not checked.
    ///
    /// Without optimization each takes up to 3 KB of stack, so the default fits the smallest threads, of 512 KB.
    public var maximumDepth = 128
    /// How many findings a validation gives at most.
    public var maximumFindings = 100
    /// How many schemas are applied in one validation before the rest is reported as not checked.
    public var maximumSteps = 2_000_000

    /// The defaults.
    public init() {}
  }

  /// Whether a value is part of a request or a response, which decides about `readOnly` and `writeOnly` properties.
  package enum Direction: Sendable {
    case request
    case response
  }

  /// Keywords of other drafts which say something about a value that is not checked; each is reported when met.
  ///
  /// Keywords that a dialect lacks but another supported one has, such as `const` in OpenAPI 3.0, are reported too.
  public static let unsupportedKeywords = [
    "$recursiveRef", "$recursiveAnchor", "divisibleBy", "disallow", "extends", "propertyDependencies",
  ]

  let library: SchemaLibrary
  let options: Options

  /// A validator over the files of a library.
  public init(library: SchemaLibrary, options: Options = Options()) {
    self.library = library
    self.options = options
  }

  /// Checks a value against a schema that stands in one of the library's files.
  /// - Returns: What is wrong or could not be checked; empty if the value conforms.
  public func validate(_ instance: JSONNode, against schema: JSONNode) -> [Finding] {
    validate(instance, against: schema, as: "value")
  }

  /// Checks a value as part of something larger.
  ///
  /// Findings call it by the subject, and point into that from the prefix on. Values that stand for bytes come with
  /// their sizes; hidden values are not quoted.
  package func validate(
    _ instance: JSONNode, against schema: JSONNode, as subject: String, prefix: String = "#",
    direction: Direction? = nil, binarySizes: [JSONNode: Int] = [:], hidesValues: Bool = false
  ) -> [Finding] {
    var run = SchemaRun(library: library, options: options, subject: subject, instanceRoot: instance)
    run.prefix = prefix
    run.direction = direction
    run.binarySizes = binarySizes
    run.hidesValues = hidesValues
    run.start(schema, instance)
    return run.findings
  }
}
