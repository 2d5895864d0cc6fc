/// Why a sandbox can't be set up.
public enum SandboxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No fault has this name.
  case unknownFault(String, nearest: String)
  /// The text of a fault is not of the form `[POINT.]NAME[=VALUE][:TIMES][/EVERY]`, or one of its values is not allowed.
  case invalidFault(String, reason: String)
  /// The file of tasks can't be read or written.
  case unusableStateFile(String, reason: String)
  /// A bundled document can't be read: the build is damaged.
  case unusableDocument(String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .unknownFault(let name, let nearest): "There is no fault \"\(name)\"; did you mean \"\(nearest)\"?"
    case .invalidFault(let argument, let reason):
      "The fault \"\(argument)\" is invalid: \(reason). The form is [POINT.]NAME[=VALUE][:TIMES][/EVERY]."
    case .unusableStateFile(let path, let reason):
      "The file of tasks '\(path)' can't be used: \(reason). Choose another file."
    case .unusableDocument(let name):
      "The bundled document \(name) can't be read. Clean the package and build it again."
    }
  }
}
