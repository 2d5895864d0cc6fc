import OpenAPISyntax

/// A JSONPath query (RFC 9535), parsed and checked: what a query selects in a document is found by ``select(in:)``.
public struct JSONPath: Sendable {
  /// Why a text is no JSONPath query, and where.
  public struct SyntaxError: Error, Equatable, Sendable {
    /// What is wrong, in a phrase without a final stop.
    public let message: String
    /// The first UTF-8 byte of the query that can't stand, from 0.
    public let offset: Int
  }

  /// The parts of the query after `$`.
  private(set) var segments: [Segment]

  /// Parses a query, and checks that its functions are given what they take (RFC 9535, section 2.4.3).
  ///
  /// - Throws: ``SyntaxError`` if the text is no query.
  public init(_ text: String) throws(SyntaxError) {
    var parser = JSONPathParser(text)
    segments = try parser.query()
  }

  /// The query that has only the first so many segments.
  func prefix(_ count: Int) -> JSONPath {
    var path = self
    path.segments = Array(segments.prefix(count))
    return path
  }

  /// The values that the query selects in a document whose root is given: in the order of RFC 9535, with the order of
  /// members as written; a value selected twice is there twice.
  ///
  /// - Returns: The values, nil if finding them takes more than five million steps: only queries that select the same
  ///   values over and over do.
  public func select(in root: JSONNode) -> [JSONNode]? {
    var tree = EditableTree(root)
    return select(in: &tree)?.map { tree.values[$0].node }
  }

  /// The same of a document that is being changed, as numbers of its values.
  func select(in tree: inout EditableTree) -> [Int]? {
    var evaluation = JSONPathEvaluation()
    return evaluation.select(segments, from: EditableTree.root, in: &tree)
  }
}

extension JSONPath {
  /// A step from values to some of those in them.
  struct Segment: Sendable {
    /// Whether it applies to a value and all that it holds, as `..` says.
    var isDescendant: Bool
    var selectors: [Selector]
    /// The byte of the query after it.
    var end = 0
  }

  /// What is taken of the children of a value.
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
    /// `match`, and `search`, which finds the pattern anywhere in the text.
    case matches(Operand, pattern: Operand, anywhere: Bool)
  }

  /// A query in a filter, from the document's root (`$`) or the child that is tested (`@`).
  struct Query: Sendable {
    var isAbsolute: Bool
    var segments: [Segment]

    /// Whether it selects one value at most, by names and positions alone.
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

  /// What is compared, or handed to a function: it has one value at most.
  indirect enum Operand: Sendable {
    case literal(Scalar)
    /// A query that is singular.
    case query(Query)
    /// The number of characters, elements or members.
    case length(Operand)
    /// How many values a query selects.
    case count(Query)
    /// The value of a query that selects one.
    case value(Query)
  }

  /// A value without parts.
  enum Scalar: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(ExactDecimal)
    case string([UInt8])
  }
}
