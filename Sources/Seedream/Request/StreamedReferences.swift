import HTTPTransport
import OpenAPIClientRuntime
import OpenAPISyntax

/// Reference pictures in a JSON body: read from the disk and encoded as base64 while the request is sent.
///
/// The body is encoded with a short placeholder for each picture, and cut at the placeholders, so that it is never in memory
/// as a whole, however large the pictures are.
struct StreamedReferences: Sendable {
  private var placeholders: [(text: String, body: [RequestBody])] = []

  /// The string in the JSON for each reference: a URL as it is, or the placeholder of a picture.
  private(set) var texts: [String] = []

  init(_ references: [PreparedReference]) {
    for (index, reference) in references.enumerated() {
      switch reference {
      case .link(let url): texts.append(url)
      case .file(let path, let kind, let count, _):
        add(index, kind, Base64Source(content: .file(path: path), byteCount: count))
      case .bytes(let bytes, let kind):
        add(index, kind, Base64Source(content: .bytes(bytes), byteCount: Int64(bytes.count)))
      }
    }
  }

  private mutating func add(_ index: Int, _ kind: ImageKind, _ source: Base64Source) {
    // Random, so that no prompt contains it.
    let placeholder = "reference-\(index)-" + String(UInt64.random(in: 0 ... .max), radix: 16)
    placeholders.append((placeholder, [.text("data:\(kind.mediaType);base64,"), source.body]))
    texts.append(placeholder)
  }

  /// The operation with its JSON body streamed, if it contains pictures.
  func streaming<Output>(
    _ json: some JSONCodable, in operation: APIOperation<Output>
  ) throws -> APIOperation<Output> {
    guard !placeholders.isEmpty else { return operation }
    var operation = operation
    operation.binary(.segments(segments(of: try json.jsonBytes())), contentType: "application/json")
    return operation
  }

  private func segments(of json: [UInt8]) -> [RequestBody] {
    var segments: [RequestBody] = []
    var rest = json[...]
    for (placeholder, body) in placeholders {
      // They are in the order of the array, each once.
      guard let range = rest.firstRange(of: Array(placeholder.utf8)) else { continue }
      segments.append(.bytes(Array(rest[..<range.lowerBound])))
      segments += body
      rest = rest[range.upperBound...]
    }
    segments.append(.bytes(Array(rest)))
    return segments
  }
}

/// Bytes that are sent as base64, in pieces.
private struct Base64Source: Sendable {
  enum Content: Sendable {
    case file(path: String)
    case bytes([UInt8])
  }

  let content: Content
  let byteCount: Int64

  var body: RequestBody {
    let content = content
    // If the file changes its length while it is sent, the request fails before it is complete.
    return .stream(length: (byteCount + 2) / 3 * 4, isReplayable: true) { Chunks(content: content) }
  }

  /// The text in pieces.
  struct Chunks: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    let content: Content

    func makeAsyncIterator() -> Iterator { Iterator(content: content) }
  }

  struct Iterator: AsyncIteratorProtocol {
    /// A multiple of three, so that no piece but the last ends with padding.
    private static let pieceLength: Int64 = 3 * 65_536
    let content: Content
    private var file: ReferenceFile?
    private var offset: Int64 = 0

    init(content: Content) { self.content = content }

    mutating func next() async throws -> [UInt8]? {
      try Task.checkCancellation()
      let piece: [UInt8]
      switch content {
      case .bytes(let bytes):
        let start = Int(offset)
        piece = Array(bytes[start..<min(start + Int(Self.pieceLength), bytes.count)])
      case .file(let path):
        let file = try self.file ?? ReferenceFile(path: path)
        self.file = file
        piece = try file.read(Int(Self.pieceLength), at: offset)
      }
      guard !piece.isEmpty else { return nil }
      offset += Int64(piece.count)
      return Array(Base64.encode(piece).utf8)
    }
  }
}
