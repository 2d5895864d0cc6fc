import Foundation
import Testing

/// Which folder of the generator may use the types of which other.
@Suite struct ArrowTests {
  /// `Explain` and `Generator.swift` see all stages, and nothing uses them.
  private static let allowed: [String: Set<String>] = [
    "Language": [],
    "Vocabulary": ["Language"],
    "Resolve": ["Language", "Vocabulary"],
    "Name": ["Language", "Vocabulary", "Resolve"],
    "Plan": ["Language", "Vocabulary", "Resolve", "Name"],
    "Print": ["Language", "Vocabulary", "Plan"],
    "Compare": ["Language", "Vocabulary", "Plan"],
    "Conformance": ["Language", "Vocabulary", "Plan"],
    "Explain": ["Language", "Vocabulary", "Resolve", "Name", "Plan", ""],
    "": ["Language", "Vocabulary", "Resolve", "Name", "Plan", "Print", "Compare", "Conformance", "Explain"],
  ]

  @Test("no stage uses a type of a later one")
  func arrows() throws {
    let files = try Self.files()
    #expect(files.count > 100)
    let owners = Self.owners(files)
    for file in files {
      let allowed = try #require(Self.allowed[file.folder], "what may \(file.folder) use?")
      for name in file.mentionedTypes {
        guard let owner = owners[name], owner != file.folder else { continue }
        #expect(allowed.contains(owner), "\(file.folder)/\(file.name) uses \(name) of \(owner)")
      }
    }
  }

  /// The folder of each type that is declared in one folder only.
  private static func owners(_ files: [SourceText]) -> [String: String] {
    var folders: [String: Set<String>] = [:]
    for file in files {
      for name in file.declaredTypes { folders[name, default: []].insert(file.folder) }
    }
    return folders.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  private static func files() throws -> [SourceText] {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let root = package.appendingPathComponent("Sources/OpenAPIClientGenerator")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return try paths.filter { $0.hasSuffix(".swift") }.map { path in
      let parts = path.split(separator: "/").map(String.init)
      return SourceText(
        folder: parts.count > 1 ? parts[0] : "", name: parts[parts.count - 1],
        text: try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8))
    }
  }
}

/// A file of Swift, of which only the names of types matter.
private struct SourceText {
  let folder: String
  let name: String
  /// The file without comments and literals.
  private let code: String

  init(folder: String, name: String, text: String) {
    self.folder = folder
    self.name = name
    code = text.replacing(/(?s)"""(.*?)"""/, with: "").replacing(/"(\\.|[^"\\\n])*"/, with: "")
      .replacing(/\/\/[^\n]*/, with: "")
  }

  /// The types that aren't inside of others.
  var declaredTypes: [String] {
    let declaration = /(?m)^(?:[a-z@].* )?(?:struct|enum|class|protocol|actor|typealias) ([A-Z]\w*)/
    return code.matches(of: declaration).map { String($0.1) }
  }

  /// The types that are named without another before them.
  var mentionedTypes: Set<String> {
    Set(code.matches(of: /(?:^|[^.\w])([A-Z]\w*)/).map { String($0.1) })
  }
}
