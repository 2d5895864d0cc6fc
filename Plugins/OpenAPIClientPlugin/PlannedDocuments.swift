import Foundation
import PackagePlugin

/// What a plugin has to know about a target's documents before the generator runs: SwiftPM needs the names of outputs.
struct PlannedDocuments {
  /// A document and the names of its outputs.
  struct Document {
    var url: URL
    var namespace: String
    /// The number of files for operations and for models; nil: a file for each tag and each letter.
    var files: Int?
    var emission: String
    /// The overlays that the configuration names.
    var overlays: [URL] = []

    /// The names of the outputs: those of the generator's `OutputNames`, or the build would fail.
    var outputNames: [String] {
      if emission == "tests" { return [namespace + "ConformanceTests.swift"] }
      var names: [String] = []
      if emission != "document" {
        names.append(namespace + "+Client.swift")
        for stem in [namespace + "+Operations", namespace + "+Models"] {
          guard let files, files > 1 else {
            names.append(stem + ".swift")
            continue
          }
          names += (1...files).map { "\(stem)\($0).swift" }
        }
      }
      if emission != "client" {
        names.append((namespace.hasSuffix("Document") ? namespace : namespace + "Document") + ".swift")
      }
      return names
    }
  }

  /// The names of the document of a target without a configuration; the first that exists is used.
  static let documentNames = ["openapi.json", "openapi.yaml", "openapi.yml"]

  /// The configuration; nil where the target has a single document instead.
  var configuration: URL?
  /// What the names of the outputs depend on: the tool compares it with the configuration when it runs.
  var outline = ""
  var documents: [Document] = []
  /// Whether the sources are committed: without `files` they are then laid out by tag and letter, for people to find.
  let isCommitted: Bool

  /// Finds the documents of a target.
  ///
  /// - Throws: `PlanningError` if the generator could not even be started. The generator reports all other mistakes,
  ///   because it knows their lines and columns.
  init(folder: URL, target: String, package: URL, isCommitted: Bool = false) throws {
    self.isCommitted = isCommitted
    let configuration = folder.appending(path: "openapi-client.json")
    if Self.exists(configuration) {
      self.configuration = configuration
      try readConfiguration(configuration, package: package)
      return
    }
    let names = Self.documentNames.filter { Self.exists(folder.appending(path: $0)) }
    guard let name = names.first else {
      throw PlanningError(
        "The target '\(target)' has neither an 'openapi-client.json' nor an 'openapi.json', 'openapi.yaml' or "
          + "'openapi.yml' in \(folder.path(percentEncoded: false)). Put the document there under one of these names.")
    }
    for other in names.dropFirst() {
      Diagnostics.warning(
        "The target '\(target)' has both '\(name)' and '\(other)': the client is made from '\(name)'. Remove the other, "
          + "or name the documents in an 'openapi-client.json'.")
    }
    let document = folder.appending(path: name)
    guard let namespace = Self.namespace(ofTarget: target) else {
      throw PlanningError(
        "The name of the target '\(target)' can't be made into a Swift name. Give the document a 'namespace' in "
          + "\(configuration.path(percentEncoded: false)): "
          + "{ \"documents\": [ { \"path\": \"\(name)\", \"namespace\": \"PetStore\" } ] }.")
    }
    documents = [self.document(document, namespace: namespace, files: nil, emission: "client")]
  }

  /// The namespace for a target without a configuration: `PetShopAPI` for `PetShop` and `pet-shop`, `PetShop` for
  /// `PetShopAPI` and `PetShopClient`; nil where the target's name has no letter.
  ///
  /// It never is the module's name: other modules could not qualify anything in such a module, interfaces of libraries
  /// could not be verified, and new packages have a `@main struct` of that name.
  private static func namespace(ofTarget target: String) -> String? {
    guard let name = typeName(target) else { return nil }
    for ending in ["API", "Api", "Client"] where name.hasSuffix(ending) && name.count > ending.count {
      return String(name.dropLast(ending.count))
    }
    return name == "API" ? "APIClient" : name + "API"
  }

  /// A target's name as the name of a type: `PetShop` for `pet-shop`; nil where no letter is left.
  private static func typeName(_ target: String) -> String? {
    func isWord(_ character: Character) -> Bool { character.isASCII && (character.isLetter || character.isNumber) }
    // A name that can be a type's stays as it is.
    if target.first?.isUppercase == true, target.allSatisfy({ isWord($0) || $0 == "_" }) { return target }
    let words = target.split { !isWord($0) }
    let name = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    guard let first = name.first else { return nil }
    return first.isNumber ? "Type" + name : name
  }

  // MARK: Configuration

  private struct Configuration: Decodable {
    struct Entry: Decodable {
      var path: String
      var namespace: String
      var files: Files?
      var emit: String?
      var overlays: [String]?
    }
    var documents: [Entry]

    /// A number, or `"tags"`; the generator reports anything else with its location.
    enum Files: Decodable {
      case number(Int), word(String)

      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Int.self) {
          self = .number(number)
        } else {
          self = .word(try value.decode(String.self))
        }
      }

      var text: String {
        switch self {
        case .number(let number): String(number)
        case .word(let word): word
        }
      }
    }
  }

  private mutating func readConfiguration(_ configuration: URL, package: URL) throws {
    let folder = configuration.deletingLastPathComponent()
    var root = package.standardizedFileURL.path(percentEncoded: false)
    if !root.hasSuffix("/") { root += "/" }
    func file(_ path: String, _ what: String) throws -> URL {
      let url = URL(filePath: path, relativeTo: folder).standardizedFileURL
      guard url.path(percentEncoded: false).hasPrefix(root) else {
        throw Self.error(
          "The \(what) '\(path)' is outside of the package; copy it into the package.", in: configuration)
      }
      return url
    }
    var outline: [String] = []
    for entry in try Self.entries(of: configuration) {
      let emission = entry.emit ?? "client"
      if case .word("tags") = entry.files, !isCommitted {
        throw Self.error(
          "With \"files\": \"tags\" the names of files depend on the document, but a build has to know them before it is "
            + "read. Give a number, or commit the sources with 'swift package generate-openapi-client'.",
          in: configuration)
      }
      documents.append(
        document(
          try file(entry.path, "document"), overlays: try (entry.overlays ?? []).map { try file($0, "overlay") },
          namespace: entry.namespace, files: entry.files, emission: emission))
      outline.append("\(entry.namespace)=\(entry.path),\(emission),\(entry.files?.text ?? "auto")")
    }
    self.outline = outline.joined(separator: ";")
    var names: Set<String> = []
    for name in documents.flatMap(\.outputNames) where !names.insert(name).inserted {
      throw Self.error(
        "Two documents would both be written to '\(name)'; give them different namespaces.", in: configuration)
    }
  }

  private static func entries(of configuration: URL) throws -> [Configuration.Entry] {
    let data = try Data(contentsOf: configuration)
    do {
      return try JSONDecoder().decode(Configuration.self, from: data).documents
    } catch {
      throw Self.error(
        "The configuration must be JSON of the form "
          + "{ \"documents\": [ { \"path\": \"openapi.json\", \"namespace\": \"PetStore\" } ] } "
          + "(\(explanation(error))).", in: configuration)
    }
  }

  /// An error at the start of a configuration, in the form that editors turn into a link.
  private static func error(_ message: String, in configuration: URL) -> PlanningError {
    PlanningError("\(configuration.path(percentEncoded: false)):1:1: error: \(message)")
  }

  private static func explanation(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      "'\(key.stringValue)' is missing\(location(context.codingPath))"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "\(context.debugDescription)\(location(context.codingPath))"
    default: "it is not JSON"
    }
  }

  private static func location(_ path: [any CodingKey]) -> String {
    path.isEmpty ? "" : " in " + path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
  }

  // MARK: Documents

  static func exists(_ file: URL) -> Bool {
    FileManager.default.fileExists(atPath: file.path(percentEncoded: false))
  }

  private func document(
    _ url: URL, overlays: [URL] = [], namespace: String, files: Configuration.Files?, emission: String
  ) -> Document {
    let number: Int?
    switch files {
    case .number(let count): number = count
    case .word: number = nil
    case nil: number = isCommitted ? nil : Self.defaultFiles(documentBytes: Self.size(of: url))
    }
    return Document(
      url: url, namespace: namespace,
      // The generator reports other numbers with their location.
      files: number.map { min(max($0, 1), 999) }, emission: emission, overlays: overlays)
  }

  /// The same size as the generator's `OutputNames.size`.
  private static func size(of url: URL) -> Int {
    guard let data = try? Data(contentsOf: url) else { return 0 }
    return data.withUnsafeBytes { bytes in bytes.count { $0 > UInt8(ascii: " ") } }
  }

  /// The same numbers as the generator's `OutputNames.defaultFiles`.
  private static func defaultFiles(documentBytes: Int) -> Int {
    switch documentBytes {
    case ..<(64 << 10): 1
    case ..<(192 << 10): 4
    case ..<(2 << 20): 16
    default: 32
    }
  }
}

/// Why nothing can be planned: a message for people.
struct PlanningError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
