/// Prints a plan as Swift.
///
/// Decides nothing: every name, type and default comes from the plan.
final class Printer {
  let plan: ClientPlan
  /// `public `, `package ` or nothing.
  let access: String
  /// The paths of types with a `validate` method.
  let validating: Set<[String]>
  let unionTags: UnionTags
  var out = SourceWriter()
  /// The types around what is being printed, from the namespace inwards.
  var scope: [String] = []
  /// Whether names stand outside of the namespace and need it before them.
  var isOutside = false
  /// A public import that nothing public uses would be a warning.
  var usesRuntime = false
  var usesFoundation = false
  /// A Foundation name is hidden or a type of the configuration's own is printed: Foundation as a whole is imported.
  var usesAllOfFoundation = false

  private init(_ plan: ClientPlan, validating: Set<[String]>, unionTags: UnionTags) {
    self.plan = plan
    self.unionTags = unionTags
    self.validating = validating
    access = Self.modifier(plan.access)
  }

  /// All files of a client, in the order of `OutputNames`; a file without declarations has its header only.
  static func files(of plan: ClientPlan, count: Int) -> [SourceFile] {
    let names = OutputNames(namespace: plan.namespace, files: count)
    var validating: Set<[String]> = []
    for type in plan.allTypes { collect(type, [], into: &validating) }

    let unionTags = UnionTags(plan)

    var files: [SourceFile] = []
    let printer = Printer(plan, validating: validating, unionTags: unionTags)
    printer.printNamespace()
    files.append(printer.file(names.namespace))

    var operations: [[OperationPlan]] = Array(repeating: [], count: names.operations.count)
    for operation in plan.operations {
      operations[OutputNames.index(of: operation.name, among: operations.count)].append(operation)
    }
    for (name, group) in zip(names.operations, operations) {
      let printer = Printer(plan, validating: validating, unionTags: unionTags)
      printer.printOperations(group)
      files.append(printer.file(name))
    }

    var models: [[Int]] = Array(repeating: [], count: names.models.count)
    for index in plan.types.indices {
      models[OutputNames.index(of: plan.types[index].name, among: models.count)].append(index)
    }
    for (name, group) in zip(names.models, models) {
      let printer = Printer(plan, validating: validating, unionTags: unionTags)
      printer.printModels(group)
      files.append(printer.file(name))
    }
    return files
  }

  private static func collect(_ type: TypePlan, _ outer: [String], into validating: inout Set<[String]>) {
    let path = outer + [type.name]
    switch type.kind {
    case .structure(let structure) where structure.validates: validating.insert(path)
    case .union(let union) where union.validates: validating.insert(path)
    default: break
    }
    for index in type.nested.indices { collect(type.nested[index], path, into: &validating) }
  }

  // MARK: Files

  private func file(_ name: String) -> SourceFile {
    var source = Self.line(plan.source.fileName)
    if !plan.source.title.isEmpty {
      source.append(": ")
      source.append(Self.line(plan.source.title))
      if !plan.source.version.isEmpty { source.append(" " + Self.line(plan.source.version)) }
    }
    var head = SourceWriter()
    head.header(source: source)
    guard !out.isEmpty else { return SourceFile(name: name, text: head.text) }
    // Explicitly public, for modules whose imports are internal by default. `package import` and `internal import`
    // would quarrel with plain imports in files of the user's own.
    var access = ""
    if case .public = plan.access { access = self.access }
    if usesRuntime { head.line(access, "import ", RuntimeNames.module) }
    if usesAllOfFoundation {
      head.line(access, "import Foundation")
    } else if usesFoundation {
      head.blank()
      head.open("#if canImport(FoundationEssentials)")
      head.line(access, "import FoundationEssentials")
      head.close("#else")
      head.indent()
      head.line(access, "import Foundation")
      head.close("#endif")
    }
    head.blank()
    return SourceFile(name: name, text: head.text + out.text)
  }

  /// Text of the document within one line of a comment.
  static func line(_ text: String) -> String {
    if Literals.isVisible(text) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if Literals.isHidden(scalar) {
        result.append(scalar.value < 0x20 ? " " : Literals.codePoint(scalar))
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The types at these positions of the plan.
  private func printModels(_ indices: [Int]) {
    guard !indices.isEmpty else { return }
    out.open("nonisolated extension ", plan.namespace, " {")
    for index in indices {
      out.blank()
      printType(plan.types[index])
    }
    out.close()
  }

  // MARK: Types

  func printType(_ type: TypePlan) {
    printDocumentation(type.documentation, place: type.documentation.pointer, isMember: false)
    scope.append(type.name)
    switch type.kind {
    case .alias, .namespace: break
    default: usesRuntime = true
    }
    switch type.kind {
    case .structure(let structure): printStructure(type, structure)
    case .openEnum(let values): printOpenEnum(type, values)
    case .union(let union): printUnion(type, union)
    case .tuple(let tuple): printTuple(type, tuple)
    case .bodyChoice(let choice): printBodyChoice(type, choice)
    case .answerChoice(let choice): printAnswerChoice(type, choice)
    case .servers(let servers): printServers(servers, type.name)
    case .namespace:
      out.open(access, "enum ", type.name, " {")
      closeType(type)
    case .alias(let use):
      scope.removeLast()
      out.line(access, "typealias ", type.name, " = ", spell(use))
      return
    }
    scope.removeLast()
  }

  private func printNested(_ type: TypePlan) {
    for index in type.nested.indices {
      out.blank()
      printType(type.nested[index])
    }
  }

  /// Its nested types and its end.
  func closeType(_ type: TypePlan) {
    printNested(type)
    out.close()
  }

  // MARK: Declarations

  /// `public `, `package ` or nothing.
  static func modifier(_ access: AccessLevel) -> String {
    if case .internal = access { return "" }
    return access.rawValue + " "
  }

  func openType(_ keyword: String, _ typeName: String, _ protocols: String) {
    out.open(access, keyword, " ", typeName, ": ", protocols, " {")
  }

  func printVariable(_ name: String, _ type: String) { out.line(access, "var ", name, ": ", type) }

  func printCase(_ name: String, _ payload: TypeUse?) {
    if let payload {
      out.line("case ", name, "(", spell(payload), ")")
    } else {
      out.line("case ", name)
    }
  }

  func openInitializer(_ parameters: [String]) { out.call(access + "init", parameters, " {", opensBlock: true) }

  func openReading() {
    out.blank()
    out.open(access, "init(json: ", name(RuntimeNames.reader), ") throws {")
  }

  func openWriting() {
    out.blank()
    out.open(access, "func write(to json: inout ", name(RuntimeNames.writer), ") {")
  }

  func openValidation() {
    out.blank()
    out.open(access, "func validate(_ rules: inout ", name(RuntimeNames.validation), ") {")
  }
}

extension ClientPlan {
  /// The types of the namespace, then those that stand inside of operations.
  var allTypes: [TypePlan] {
    var all = types
    for operation in operations { if let types = operation.types { all.append(types) } }
    return all
  }
}
