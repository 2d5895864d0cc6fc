import Foundation
import PackagePlugin

/// What a plugin has to know about a target's documents before the generator runs: SwiftPM asks for file names first.
struct PlannedDocuments {
  /// A document and the names of its outputs.
  struct Document {
    var url: URL
    var namespace: String
    /// How many files operations and models are spread over each; nil: as many as there are tags.
    var files: Int?
    var emission: String
    /// The corrections that the configuration names.
    var overlays: [URL] = []

    /// The names of the outputs, the same as the generator's `OutputNames`: a build with others would stop.
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

  /// What a target's document is called that has no configuration; the first one counts.
  static let documentNames = ["openapi.json", "openapi.yaml", "openapi.yml"]

  /// The configuration; nil where the target has a single document instead.
  var configuration: URL?
  /// What the outputs depend on, as the tool tells it too; they must agree when it runs.
  var outline = ""
  var documents: [Document] = []
  /// Whether sources are committed: where `files` is not given, they are for people to find.
  let isCommitted: Bool

  /// A target's documents.
  ///
  /// - Throws: `PlanningError` where the generator could not even be started; all else is left to the generator,
  ///   which names line and column.
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

  /// What the client of a target's only document is called, nil where the target's name has no letter: `PetShopAPI` for
  /// `PetShop` and `pet-shop`, `PetShop` for `PetShopAPI` and `PetShopClient`.
  ///
  /// It is never the module's name: from outside nothing in such a module could be qualified, interfaces of libraries
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
    // A type's name already, whatever words are in it.
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

    /// A number, or `"tags"`; what is neither the generator refuses, and says where it stands.
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
    let data = try Data(contentsOf: configuration)
    let entries: [Configuration.Entry]
    do {
      entries = try JSONDecoder().decode(Configuration.self, from: data).documents
    } catch {
      throw PlanningError(
        "\(configuration.path(percentEncoded: false)):1:1: error: The configuration must be JSON of the form "
          + "{ \"documents\": [ { \"path\": \"openapi.json\", \"namespace\": \"PetStore\" } ] } "
          + "(\(Self.explanation(error))).")
    }
    let folder = configuration.deletingLastPathComponent()
    var root = package.standardizedFileURL.path(percentEncoded: false)
    if !root.hasSuffix("/") { root += "/" }
    var outline: [String] = []
    for entry in entries {
      func file(_ path: String, _ what: String) throws -> URL {
        let url = URL(filePath: path, relativeTo: folder).standardizedFileURL
        guard url.path(percentEncoded: false).hasPrefix(root) else {
          throw PlanningError(
            "\(configuration.path(percentEncoded: false)):1:1: error: The \(what) '\(path)' is outside of the "
              + "package; copy it into the package.")
        }
        return url
      }
      let emission = entry.emit ?? "client"
      if case .word("tags") = entry.files, !isCommitted {
        throw PlanningError(
          "\(configuration.path(percentEncoded: false)):1:1: error: With \"files\": \"tags\" the names of files depend "
            + "on the document, which a build has to know beforehand: give a number, or commit the sources with "
            + "'swift package generate-openapi-client'.")
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
      throw PlanningError(
        "\(configuration.path(percentEncoded: false)):1:1: error: Two documents would both be written to '\(name)'; "
          + "give them different namespaces.")
    }
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
      // The generator refuses other numbers, and says where they stand.
      files: number.map { min(max($0, 1), 999) }, emission: emission, overlays: overlays)
  }

  /// The same size as the generator's `OutputNames.size`.
  private static func size(of url: URL) -> Int {
    guard let data = try? Data(contentsOf: url) else { return 0 }
    return data.withUnsafeBytes { bytes in
      var size = 0
      for byte in bytes where byte > 0x20 { size += 1 }
      return size
    }
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

/// Why nothing can be planned; shown as it is.
struct PlanningError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
