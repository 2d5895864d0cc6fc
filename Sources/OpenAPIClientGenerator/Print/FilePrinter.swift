/// One file under construction.
///
/// A class, for blocks are closures that print into it.
final class FilePrinter {
  let plan: ClientPlan
  /// `public `, `package ` or nothing.
  let access: String
  /// The types around what is being printed, from the namespace inwards.
  private(set) var scope: [String] = []
  /// Whether names stand outside of the namespace and need it before them.
  private(set) var isOutsideOfNamespace = false
  /// The types with members that may be null, by their names from the outside in.
  var nullableMembers: [(path: [String], members: [PropertyPlan])] = []
  private var out = SourceWriter()
  private var imports = Imports()

  /// Whether the file's header says the document's title and version: one file of a client does, so that others stay
  /// as they are where only these change.
  private let saysVersion: Bool

  init(_ plan: ClientPlan, saysVersion: Bool = false) {
    self.plan = plan
    self.saysVersion = saysVersion
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
    if saysVersion, !source.title.isEmpty {
      text += ": \(Literals.oneLine(source.title))"
      if !source.version.isEmpty { text += " \(Literals.oneLine(source.version))" }
    }
    return text
  }

  // MARK: Lines

  /// The columns that are left of a comment's line.
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

  /// Prints lines that are indented once more.
  func indented(_ body: () -> Void) {
    out.indent()
    body()
    out.outdent()
  }

  /// Prints what stands inside of a type.
  func inside(_ typeName: String, _ body: () -> Void) {
    scope.append(typeName)
    body()
    scope.removeLast()
  }

  /// Prints what stands outside of the namespace.
  func outsideOfNamespace(_ body: () -> Void) {
    isOutsideOfNamespace = true
    body()
    isOutsideOfNamespace = false
  }

  // MARK: Names

  /// Whether a type of the document hides a name from where the printer stands.
  private func isHidden(_ name: String) -> Bool { plan.hiddenNames.contains(name, inside: scope.first) }

  /// A name of the runtime or of the standard library, qualified where a type of the document hides it.
  func name(_ name: String) -> String {
    let module = RuntimeNames.module(of: name)
    if module == RuntimeNames.module { imports.runtime = true }
    return isHidden(name) ? "\(module).\(name)" : name
  }

  /// A type as it is written where the printer stands.
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

  /// A type of the namespace: as short as it can be inside of the type around it.
  private func spell(path: [String]) -> String {
    let full = path.joined(separator: ".")
    if isOutsideOfNamespace { return "\(plan.namespace).\(full)" }
    // Inside a type its nested types need no prefix, unless one of them hides another of the namespace.
    let short = path.count > 1 && path.first == scope.first ? Array(path.dropFirst()) : path
    let isHidden = short.first.map(isHidden) ?? false
    let text = short.joined(separator: ".")
    return isHidden && (path.count == 1 || short.count > 1) ? "\(plan.namespace).\(text)" : text
  }
}

/// What a file imports.
///
/// A public import that nothing public uses would be a warning.
private struct Imports {
  var runtime = false
  var foundation = false
  /// A name of Foundation is hidden or a type of the configuration's own is printed: Foundation as a whole is imported.
  var allOfFoundation = false

  /// The lines of the imports.
  ///
  /// Explicitly public, for modules whose imports are internal by default. An explicit `package import` would quarrel
  /// with plain imports in files of the user's own, but not where those are internal by default.
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
