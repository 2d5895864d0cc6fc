/// The names of the files that are generated for a document: known before the document is read, for SwiftPM asks beforehand.
public struct OutputNames: Sendable {
  /// The namespace, its servers and its client.
  public let namespace: String
  /// Operations, spread by name.
  public let operations: [String]
  /// Models, spread by name.
  public let models: [String]

  /// The names for a client.
  ///
  /// Operations and models are spread over so many files each, at least 1.
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

  /// The size of a document that says how many files it gets: its bytes but for spaces and line ends, so that its layout
  /// moves nothing.
  public static func size(of document: [UInt8]) -> Int {
    var size = 0
    for byte in document where byte > 0x20 { size += 1 }
    return size
  }

  /// The number of files where none is asked for, by the size of the document.
  public static func defaultFiles(documentBytes: Int) -> Int {
    if documentBytes < 64 << 10 { return 1 }
    if documentBytes < 192 << 10 { return 4 }
    if documentBytes < 2 << 20 { return 16 }
    return 32
  }

  /// The index of the file for a name among a number of files: the same for ever, so that an edit to one schema touches one file.
  static func index(of name: String, among count: Int) -> Int {
    guard count > 1 else { return 0 }
    // FNV-1a, 64 bits.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 {
      hash ^= UInt64(byte)
      hash &*= 0x100_0000_01B3
    }
    return Int(hash % UInt64(count))
  }

  private static func spread(_ stem: String, over files: Int) -> [String] {
    files > 1 ? (1...files).map { "\(stem)\($0).swift" } : ["\(stem).swift"]
  }
}
