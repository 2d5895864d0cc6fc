extension API.Types {
  /// The names of the declaration that a reference is written with; nil if it is written without one, as `[String]` is.
  func declaration(of reference: API.Reference, _ paths: [[String]?]) -> [String]? {
    declaredType(reference, paths).flatMap { paths[$0] }
  }

  /// The type whose declaration a reference is written with; nil if it is written without one.
  func declaredType(_ reference: API.Reference, _ paths: [[String]?]) -> API.TypeID? {
    firstType(from: reference) { paths[$0] != nil && !isFiles(API.Reference($0)) }
  }

  /// Whether a type is a file or a list of files, which only multipart bodies have.
  private func isFiles(_ reference: API.Reference) -> Bool {
    switch kind(reference) {
    case .file, .array: files(in: reference) != nil
    default: false
    }
  }
}
