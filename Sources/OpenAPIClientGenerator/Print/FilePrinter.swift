/// A file that is being printed.
///
/// A class, because closures print the contents of blocks into it.
final class FilePrinter {
  let plan: ClientPlan
  /// `public `, `package ` or nothing.
  let access: String
  /// The types around what is being printed, from the namespace inwards.
  private(set) var scope: [String] = []
  /// Whether the printer is outside the namespace, so that types need to be qualified with it.
  private(set) var isOutsideOfNamespace = false
  /// The types with a set `nulls`, by their names from the outside in, and the members that it can contain.
  var nullableMembers: [(path: [String], members: [PropertyPlan])] = []
  private var out = SourceWriter()
  private var imports = Imports()

  /// Whether the header has the document's title and version.
  ///
  /// Only one file's has, so that a new version changes no other file.
  private let includesVersion: Bool

  init(_ plan: ClientPlan, includesVersion: Bool = false) {
    self.plan = plan
    self.includesVersion = includesVersion
    access = Self.modifier(plan.access)
  }

  /// `public `, `package ` or nothing.
  static func modifier(_ access: AccessLevel) -> String { access == .internal ? "" : "\(access.rawValue) " }

  /// The whole file, with its header.
  var text: String {
    var head = SourceWriter()
    head.header(source: header)
    guard !out.isEmpty else { return head.text }
    imports.write(to: &head, access: plan.access)
    head.blank()
    return head.text + out.text
  }

  /// `pets.json: Pets 1.0`.
  private var header: String {
    let source = plan.source
    var text = Literals.oneLine(source.fileName)
    if includesVersion, !source.title.isEmpty {
      text += ": \(Literals.oneLine(source.title))"
      if !source.version.isEmpty { text += " \(Literals.oneLine(source.version))" }
    }
    return text
  }

  // MARK: Lines

  /// The columns for the text of a line of documentation, behind the indentation and `/// `.
  var commentWidth: Int { SourceWriter.width - out.column - "/// ".utf8.count }

  func line(_ text: String) { out.line(text) }

  /// An empty line, unless the block has just begun.
  func blank() { out.blank() }

  /// `head {`, what `body` prints, and the closing brace.
  func block(_ head: String, close: String = "}", _ body: () -> Void) {
    out.open("\(head) {")
    body()
    out.close(close)
  }

  /// `func head(arguments) tail {`, what `body` prints, and the closing brace.
  func function(_ head: String, _ parameters: [String], _ tail: String = "", _ body: () -> Void) {
    out.call(head, parameters, "\(tail) {", opensBlock: true)
    body()
    out.close()
  }

  /// `head(items)tail`, on several lines where one would be too long.
  func call(_ head: String, _ items: [String], _ tail: String = "") { out.call(head, items, tail) }

  /// `head[items]`, on several lines where one would be too long.
  func list(_ head: String, _ items: [String]) { out.list(head, items) }

  /// What `body` prints, indented once more.
  func indented(_ body: () -> Void) {
    out.indent()
    body()
    out.outdent()
  }

  /// What `body` prints inside a type.
  func inside(_ typeName: String, _ body: () -> Void) {
    scope.append(typeName)
    body()
    scope.removeLast()
  }

  /// What `body` prints outside the namespace.
  func outsideOfNamespace(_ body: () -> Void) {
    isOutsideOfNamespace = true
    body()
    isOutsideOfNamespace = false
  }

  // MARK: Names

  /// Whether a type of the document hides a name here.
  private func isHidden(_ name: String) -> Bool { plan.hiddenNames.contains(name, inside: scope.first) }

  /// A name of the runtime or of the standard library, qualified where a type of the document hides it: `Swift.Error`.
  func name(_ name: String) -> String {
    let module = RuntimeNames.module(of: name)
    if module == RuntimeNames.module { imports.runtime = true }
    return isHidden(name) ? "\(module).\(name)" : name
  }

  /// A type as it is written here: `[Pet]?`.
  func spell(_ use: TypeUse) -> String {
    use.text { name in
      switch name {
      case .standard(let name), .runtime(let name): return self.name(name)
      case .foundation(let name):
        imports.foundation = true
        if isHidden(name) { imports.allOfFoundation = true }
        return self.name(name)
      case .custom(let type):
        imports.foundation = true
        imports.allOfFoundation = true
        return type
      case .path(let path): return spell(path: path)
      }
    }
  }

  /// A type of the namespace, as short as possible: `Owner` inside `Pet`, elsewhere `Pet.Owner`.
  private func spell(path: [String]) -> String {
    let full = path.joined(separator: ".")
    if isOutsideOfNamespace { return "\(plan.namespace).\(full)" }
    // A nested type needs no prefix in the type around it, unless its name means another type there.
    let short = path.count > 1 && path.first == scope.first ? Array(path.dropFirst()) : path
    let isHidden = short.first.map(isHidden) ?? false
    let text = short.joined(separator: ".")
    return isHidden && (path.count == 1 || short.count > 1) ? "\(plan.namespace).\(text)" : text
  }
}

/// The imports of a file: only those that it needs, because a public import that nothing public uses is a warning.
private struct Imports {
  var runtime = false
  var foundation = false
  /// Whether a hidden name of Foundation or a type from the configuration is printed, for which FoundationEssentials
  /// is not enough.
  var allOfFoundation = false

  /// The lines of the imports.
  ///
  ///     public import OpenAPIClientRuntime
  ///
  /// The access level is explicit, for modules whose imports are internal by default. Elsewhere a `package import` would
  /// conflict with plain imports in the user's own files, so it depends on that feature.
  func write(to head: inout SourceWriter, access: AccessLevel) {
    switch access {
    case .public: write(to: &head, "public ")
    case .internal: write(to: &head, "")
    case .package:
      guard runtime || foundation else { return }
      head.line("#if hasFeature(InternalImportsByDefault)")
      head.indent()
      write(to: &head, "package ")
      head.outdent()
      head.line("#else")
      head.indent()
      write(to: &head, "")
      head.outdent()
      head.line("#endif")
    }
  }

  private func write(to head: inout SourceWriter, _ access: String) {
    if runtime { head.line("\(access)import \(RuntimeNames.module)") }
    if allOfFoundation {
      head.line("\(access)import Foundation")
    } else if foundation {
      head.blank()
      head.line("#if canImport(FoundationEssentials)")
      head.line("  \(access)import FoundationEssentials")
      head.line("#else")
      head.line("  \(access)import Foundation")
      head.line("#endif")
    }
  }
}
