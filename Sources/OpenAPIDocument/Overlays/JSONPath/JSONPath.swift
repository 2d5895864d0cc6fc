import OpenAPISyntax

/// A parsed JSONPath query (RFC 9535).
public struct JSONPath: Sendable {
  /// Why a text is not a JSONPath query, and where.
  public struct SyntaxError: Error, Equatable, Sendable {
    /// What is wrong, in a phrase without a final stop.
    public let message: String
    /// The offset, from 0, of the first UTF-8 byte that is not allowed.
    public let offset: Int
  }

  /// The parts of the query after `$`.
  private(set) var segments: [Segment]

  /// Parses a query, and checks the types of its functions' arguments (RFC 9535, section 2.4.3).
  ///
  /// - Throws: ``SyntaxError`` if the text is not a query.
  public init(_ text: String) throws(SyntaxError) {
    var parser = JSONPathParser(text)
    segments = try parser.query()
  }

  /// The query with only the first segments.
  func prefix(_ count: Int) -> JSONPath {
    var path = self
    path.segments = Array(segments.prefix(count))
    return path
  }

  /// The values that the query selects in a document with the given root, in the order of RFC 9535, members as written.
  ///
  /// A value that is selected twice is included twice.
  ///
  /// - Returns: The values; nil if finding them takes more than five million steps, as with queries that select the
  ///   same values over and over.
  public func select(in root: JSONNode) -> [JSONNode]? {
    var tree = EditableTree(root)
    return select(in: &tree)?.map { tree.values[$0].node }
  }

  /// The values that the query selects in a document that is being changed, by number.
  func select(in tree: inout EditableTree) -> [Int]? {
    var evaluation = JSONPathEvaluation()
    return evaluation.select(segments, from: EditableTree.root, in: &tree)
  }
}

extension JSONPath {
  /// A step from values to some of their children.
  struct Segment: Sendable {
    /// Whether it applies to a value and all its descendants, as after `..`.
    var isDescendant: Bool
    var selectors: [Selector]
    /// The offset of the byte of the query after it.
    var end = 0
  }

  /// Which children of a value are selected.
  enum Selector: Sendable {
    case name([UInt8])
    case wildcard
    case index(Int)
    case slice(start: Int?, end: Int?, step: Int)
    case filter(Test)
  }

  /// A condition on a child.
  indirect enum Test: Sendable {
    case or([Test])
    case and([Test])
    case not(Test)
    case exists(Query)
    case comparison(Operand, Comparison, Operand)
    /// `match`, or `search` if the pattern may match anywhere in the text.
    case matches(Operand, pattern: Operand, anywhere: Bool)
  }

  /// A query in a filter that starts from the root (`$`) or the child that is tested (`@`).
  struct Query: Sendable {
    var isAbsolute: Bool
    var segments: [Segment]

    /// Whether it selects one value at most, because it has only names and positions.
    var isSingular: Bool {
      segments.allSatisfy { segment in
        guard !segment.isDescendant, segment.selectors.count == 1 else { return false }
        switch segment.selectors[0] {
        case .name, .index: return true
        case .wildcard, .slice, .filter: return false
        }
      }
    }
  }

  /// The comparisons of two values.
  enum Comparison: String, CaseIterable, Sendable {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
  }

  /// Something that is compared or passed to a function; it has one value at most.
  indirect enum Operand: Sendable {
    case literal(Scalar)
    /// A singular query.
    case query(Query)
    /// The number of characters, elements or members.
    case length(Operand)
    /// How many values a query selects.
    case count(Query)
    /// The value that a query selects, if it is the only one.
    case value(Query)
  }

  /// A value that is neither an array nor an object.
  enum Scalar: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(ExactDecimal)
    case string([UInt8])
  }
}
