import OpenAPIDocument
import OpenAPISyntax

/// Warnings about a document's entry, at its location in the configuration.
extension DocumentSettings {
  /// Warns of a namespace with the name of the module that it is generated into.
  func warn(ofModule module: String?, _ diagnostics: inout Diagnostics) {
    guard let module, let node = node?["namespace"], node.string == module else { return }
    diagnostics.warning(
      "namespace-is-module",
      "The namespace '\(module)' has the same name as its module, so other modules can't qualify it",
      at: node, hint: "give another such as '\(module)API'")
  }

  /// Warns of codes in `ignore` that no warning has.
  func warnOfUnusedCodes(_ diagnostics: inout Diagnostics) {
    guard let list = node?["ignore"] else { return }
    let found = diagnostics.all.filter { $0.severity == .warning }.map(\.code)
    for element in list.elements {
      guard let code = element.string, !found.contains(code) else { continue }
      let suggestion = NearestName.suggestion(for: code, among: found)
      diagnostics.warning(
        "unused-ignore", "No warning of this document has the code '\(code)'\(suggestion)", at: element,
        hint: "remove it")
    }
  }
}
