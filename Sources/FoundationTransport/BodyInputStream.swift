#if !canImport(Darwin)
  import Foundation
  import HTTPTransport

  /// A body as the stream that Foundation reads on Linux, which calls only `read` and never waits for more.
  ///
  /// A session there takes an empty read as the end, so a body with a stream, which may have to wait, is refused
  /// beforehand.
  final class BodyInputStream: InputStream {
    private let reader: BodyReader?
    private let onFailure: @Sendable (TransportFailure) -> Void

    /// - Parameters:
    ///   - body: The body; if `nil`, each read fails.
    ///   - onFailure: Called on the reading thread when the body can't be read.
    init(_ body: OpenedBody?, onFailure: @escaping @Sendable (TransportFailure) -> Void) {
      reader = body.map { BodyReader($0, onReady: {}) }
      self.onFailure = onFailure
      super.init(data: Data())
    }

    override var hasBytesAvailable: Bool { true }

    override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength count: Int) -> Int {
      guard let reader, count > 0 else { return reader == nil ? -1 : 0 }
      switch reader.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: count)) {
      case .bytes(let count): return count
      case .end: return 0
      case .wait:
        onFailure(.bodyFailed("a stream can't be sent here"))
        return -1
      case .failed(let failure):
        onFailure(failure)
        return -1
      }
    }
  }
#endif
