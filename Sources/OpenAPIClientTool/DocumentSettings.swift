import OpenAPIClientGenerator
import OpenAPIDocument

/// A document's entry in an `openapi-client.json`.
struct DocumentSettings {
  /// What is generated from a document.
  enum Emission: String, CaseIterable {
    case client
    /// The document's text as a Swift constant.
    case document
    case both
    /// Tests that hold the client against the document.
    case tests

    var includesClient: Bool { self == .client || self == .both }
    var includesDocument: Bool { self == .document || self == .both }
  }

  /// How operations are grouped.
  enum Grouping: String, CaseIterable {
    /// By their first tag: `client.orders.create()`.
    case tags
  }

  /// As written, relative to the configuration's folder.
  var path: String
  var namespace: String?
  var access: AccessLevel?
  var files: FileLayout?
  var only: GeneratorConfiguration.Selection?
  var names: [String: String] = [:]
  var formats: [String: String] = [:]
  var grouping: Grouping?
  /// The operations whose responses are pages of a list.
  var pages = GeneratorConfiguration.Pages()
  var strict: Bool?
  /// The codes of warnings that are accepted, also where warnings are errors.
  var ignore: [String] = []
  var emission: Emission?
  /// The module that emitted tests import the client from; nil: their own.
  var module: String?
  /// The overlays, in the order in which they are applied.
  var overlays: [Overlay] = []
  /// The locations of entries in `names` and `only`.
  var locations: [GeneratorConfiguration.Entry: GeneratorConfiguration.EntryLocation] = [:]
  /// The document's entry in the configuration; nil where there is no configuration.
  var node: JSONNode?

  /// A file of corrections to the document.
  struct Overlay {
    /// Its path from the tool's working directory.
    var path: String
    /// Where the configuration names it; nil for an overlay of the command line.
    var node: JSONNode?
  }

  init(path: String) { self.path = path }

  /// What the names of the outputs depend on: a build that was planned with another outline must be planned anew.
  var outline: String {
    "\(namespace ?? "")=\(path),\((emission ?? .client).rawValue),\(files?.text ?? "auto")"
  }
}

extension FileLayout {
  /// A layout as command lines and configurations write it: a number from 1 to 999, or `tags`.
  init?(text: String) {
    if text == "tags" {
      self = .tags
    } else if let number = Int(text), number >= 1, number <= 999 {
      self = .numbered(number)
    } else {
      return nil
    }
  }

  /// The layout as it is written.
  var text: String {
    switch self {
    case .numbered(let number): String(number)
    case .tags: "tags"
    }
  }
}
