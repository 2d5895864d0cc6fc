#if canImport(Darwin)
  import Foundation
  import HTTPTransport

  /// Writes a body into one of two bound streams, of which a session reads the other.
  ///
  /// Bound streams are the system's own, which a session reads without a thread that waits; a subclass of
  /// `InputStream` would have to implement calls that aren't public.
  ///
  /// `@unchecked Sendable`: all that changes, and the stream, is only touched on `queue` once `make` has returned.
  final class BodyPump: NSObject, StreamDelegate, @unchecked Sendable {
    private static let bufferSize = 64 << 10

    private let queue = DispatchQueue(label: "FoundationTransport.BodyPump", autoreleaseFrequency: .workItem)
    private let output: OutputStream
    private let onFailure: @Sendable (TransportFailure) -> Void
    private var reader: BodyReader?
    private var buffer = [UInt8](repeating: 0, count: bufferSize)
    private var pending = 0..<0
    private var isOver = false

    /// Makes a pair and starts writing; `onFailure` is called on any thread when the body can't be read.
    static func make(
      _ body: OpenedBody, onFailure: @escaping @Sendable (TransportFailure) -> Void
    ) -> (input: InputStream?, pump: BodyPump?) {
      var input: InputStream?
      var output: OutputStream?
      Stream.getBoundStreams(withBufferSize: bufferSize, inputStream: &input, outputStream: &output)
      guard let input, let output else { return (nil, nil) }
      return (input, BodyPump(body, output, onFailure: onFailure))
    }

    private init(
      _ body: OpenedBody, _ output: OutputStream, onFailure: @escaping @Sendable (TransportFailure) -> Void
    ) {
      self.output = output
      self.onFailure = onFailure
      super.init()
      reader = BodyReader(body) { [weak self] in
        guard let self else { return }
        self.queue.async { self.fill() }
      }
      output.delegate = self
      CFWriteStreamSetDispatchQueue(output as CFWriteStream, queue)
      output.open()
    }

    /// Ends the writing.
    func stop() {
      queue.async { self.finish() }
    }

    func stream(_ stream: Stream, handle event: Stream.Event) {
      switch event {
      case .hasSpaceAvailable: fill()
      case .errorOccurred, .endEncountered: finish()
      default: break
      }
    }

    private func fill() {
      while !isOver, output.hasSpaceAvailable {
        if pending.isEmpty {
          guard let reader else { return }
          switch buffer.withUnsafeMutableBytes({ reader.read(into: $0) }) {
          case .bytes(let count): pending = 0..<count
          case .wait: return
          case .end: return finish()
          case .failed(let failure):
            // The stream stays open until the task is cancelled, because its end would look like the body's end.
            reader.rewind()
            isOver = true
            return onFailure(failure)
          }
        }
        let written = buffer.withUnsafeBufferPointer { bytes -> Int in
          let rest = UnsafeBufferPointer(rebasing: bytes[pending])
          guard let start = rest.baseAddress else { return 0 }
          return output.write(start, maxLength: rest.count)
        }
        // The session has stopped reading.
        guard written > 0 else { return finish() }
        pending = (pending.lowerBound + written)..<pending.upperBound
      }
    }

    private func finish() {
      isOver = true
      reader = nil
      output.delegate = nil
      output.close()
    }
  }
#endif
