import OpenAPISyntax

/// The names of the files that are generated for a document.
///
/// They don't depend on what is in the document, because SwiftPM needs them before it is read.
public struct OutputNames: Sendable {
  /// The namespace, its servers and its client.
  public let namespace: String
  /// Operations, spread over files by their names.
  public let operations: [String]
  /// Models, spread over files by their names.
  public let models: [String]

  /// The names for a client whose operations and models are spread over `files` files each, at least 1.
  public init(namespace: String, files: Int) {
    // Not the bare name: a target's own sources often have a file called after the target.
    self.namespace = "\(namespace)+Client.swift"
    operations = Self.spread("\(namespace)+Operations", over: files)
    models = Self.spread("\(namespace)+Models", over: files)
  }

  /// All names, in the order of printing.
  public var all: [String] { [namespace] + operations + models }

  /// The file that holds the embedded text of a document.
  public static func document(namespace: String) -> String { "\(documentType(namespace: namespace)).swift" }

  /// The type that holds the embedded text of a document; a namespace that ends in `Document` needs no second one.
  public static func documentType(namespace: String) -> String {
    namespace.hasSuffix("Document") ? namespace : "\(namespace)Document"
  }

  /// The size of a document in bytes, without spaces and line ends, so that reformatting it does not change the files.
  public static func size(of document: [UInt8]) -> Int {
    var size = 0
    var index = 0
    // `count(where:)` takes a debug build a fifth of the time of its whole run.
    while index < document.count {
      if document[index] > UInt8(ascii: " ") { size += 1 }
      index += 1
    }
    return size
  }

  /// The number of files for a document of a size, where the configuration gives none.
  public static func defaultFiles(documentBytes: Int) -> Int {
    switch documentBytes {
    case ..<(64 << 10): 1
    case ..<(192 << 10): 4
    case ..<(2 << 20): 16
    default: 32
    }
  }

  /// The position of a name's file: it depends on the name alone, so that an edit to one schema changes one file.
  static func index(of name: String, among count: Int) -> Int {
    count > 1 ? Int(FNV1a.hash(name.utf8) % UInt64(count)) : 0
  }

  private static func spread(_ stem: String, over files: Int) -> [String] {
    files > 1 ? (1...files).map { "\(stem)\($0).swift" } : ["\(stem).swift"]
  }
}
