import OpenAPIDocument

/// Checks values against schemas: draft 4, OpenAPI 3.0 and draft 2020-12, on which OpenAPI 3.1 and 3.2 build.
///
/// It reads schemas by itself and shares no code with the generator's planning.
public struct SchemaValidator: Sendable {
  /// How to check.
  public struct Options: Sendable {
    /// Whether values must have a known `format`; by default it is an annotation, as in draft 2020-12.
    public var assertsFormats = false
    /// How many schemas may be applied inside each other; deeper parts are reported as not checked.
    ///
    /// Without optimization each takes up to 3 KB of stack, so the default fits the smallest threads, of 512 KB.
    public var maximumDepth = 128
    /// How many findings a validation returns at most.
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

  /// Keywords of other drafts that restrict values but aren't supported; where a schema has one, that is reported.
  ///
  /// So are keywords that a dialect lacks but another supported one has, such as `const` in OpenAPI 3.0.
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

  /// Checks a value against a schema in one of the library's files.
  /// - Returns: What is wrong or could not be checked; empty if the value conforms.
  public func validate(_ instance: JSONNode, against schema: JSONNode) -> [Finding] {
    validate(instance, against: schema, as: "value")
  }

  /// Checks a value as part of something larger.
  /// - Parameters:
  ///   - instance: The value.
  ///   - schema: The schema, in one of the library's files.
  ///   - subject: The name of the whole in findings.
  ///   - prefix: The JSON pointer of the value in the whole, in fragment form.
  ///   - direction: Whether the whole is a request or a response; nil if neither is known.
  ///   - binarySizes: The number of bytes of each empty string that stands for a file.
  ///   - hidesValues: Whether findings must not quote values, because they may be credentials.
  /// - Returns: What is wrong or could not be checked; empty if the value conforms.
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
