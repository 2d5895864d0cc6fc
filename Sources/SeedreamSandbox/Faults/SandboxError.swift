/// Why a sandbox can't be set up as asked.
public enum SandboxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No fault has this name.
  case unknownFault(String, nearest: String)
  /// A fault has a name but no sense.
  case invalidFault(String, reason: String)
  /// The file of tasks can't be read or written.
  case unusableStateFile(String, reason: String)
  /// A bundled document can't be read; the build went wrong.
  case unusableDocument(String)

  /// What happened and what would be right.
  public var description: String {
    switch self {
    case .unknownFault(let name, let nearest): "There is no fault \"\(name)\"; did you mean \"\(nearest)\"?"
    case .invalidFault(let argument, let reason):
      "The fault \"\(argument)\" makes no sense: \(reason). The form is [POINT.]NAME[=VALUE][:TIMES][/EVERY]."
    case .unusableStateFile(let path, let reason):
      "The file of tasks '\(path)' can't be used: \(reason). Give another one."
    case .unusableDocument(let name): "The bundled document \(name) can't be read. Build the package anew."
    }
  }
}
