extension Diagnostics {
  /// Everything but the location: diagnostics that differ in nothing else have the same cause.
  private struct Cause: Hashable {
    let severity: Diagnostic.Severity
    let code: String
    let message: String
    let hint: String?

    init(_ diagnostic: Diagnostic) {
      severity = diagnostic.severity
      code = diagnostic.code
      message = diagnostic.message
      hint = diagnostic.hint
    }
  }

  /// The diagnostics as people read them: one that is the same at many locations appears once, at the first of them,
  /// with a count.
  ///
  /// Those that differ in anything else, such as a name, are not grouped, and neither are errors.
  public var byCause: [Diagnostic] {
    var first: [Cause: Int] = [:]
    var causes: [(diagnostic: Diagnostic, others: [FileLocation])] = []
    for diagnostic in all {
      let cause = Cause(diagnostic)
      if diagnostic.severity != .error, let known = first[cause] {
        causes[known].others.append(diagnostic.location)
      } else {
        first[cause] = causes.count
        causes.append((diagnostic, []))
      }
    }
    return causes.map { $0.diagnostic.counting($0.others) }
  }
}

extension Diagnostic {
  /// How many lines are named; further ones are only counted.
  private static let namedLines = 3

  /// The diagnostic with the number of other locations, and the lines of the first ones.
  fileprivate func counting(_ others: [FileLocation]) -> Diagnostic {
    guard !others.isEmpty else { return self }
    var lines: [String] = []
    for other in others {
      let line = other.file == location.file ? "\(other.line)" : "\(other.file):\(other.line)"
      if lines.last != line { lines.append(line) }
    }
    let isComplete = lines.count <= Self.namedLines
    let named = lines.prefix(Self.namedLines).joined(separator: ", ") + (isComplete ? "" : ", …")
    let more =
      others.count == 1 ? "1 more location (line \(named))" : "\(others.count) more locations (lines \(named))"
    return Diagnostic(
      severity: severity, code: code, message: "\(message), here and at \(more)", hint: hint, location: location,
      pointer: pointer)
  }
}
