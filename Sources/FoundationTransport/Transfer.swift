import Foundation
import HTTPTransport

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One request on its way; only touched on the session's delegate queue.
final class Transfer {
  let id: Int
  let task: URLSessionTask
  let upload: UploadBody
  private let request: HTTPRequest
  private let channel: TransferChannel
  private var deadline: Task<Void, Never>?
  private var missingBytes: Int64?
  private var hasHead = false
  private var hasSentBytes = false
  /// A response that demands credentials; where that is the end of the task (on Linux), its body can get lost.
  var refusal: HTTPURLResponse?
  /// Whether the caller was told the end already, though the session may still be working.
  private(set) var isOver = false

  init(id: Int, _ request: HTTPRequest, task: URLSessionTask, channel: TransferChannel, upload: UploadBody) {
    self.id = id
    self.request = request
    self.task = task
    self.channel = channel
    self.upload = upload
  }

  /// Begins; `onDeadline` is called on any thread if the request has a deadline and isn't over then.
  func start(onDeadline: @escaping @Sendable () -> Void) {
    if let instant = request.deadline {
      deadline = Task.detached {
        try? await Task.sleep(until: instant, clock: .continuous)
        if !Task.isCancelled { onDeadline() }
      }
    }
    task.resume()
  }

  func didSend(_ count: Int64) {
    hasSentBytes = true
    guard !isOver else { return }
    request.onUploadProgress?(TransferProgress(completedBytes: count, totalBytes: upload.length))
  }

  /// Takes a response's head; a response that can't be checked fails the transfer.
  func receive(_ response: HTTPURLResponse) {
    // Interim responses aren't for the caller.
    guard !hasHead, !isOver, response.statusCode >= 200 else { return }
    hasHead = true
    let head = ResponseHead(response, method: request.method)
    let requested = request.fields["Accept-Encoding"]
    if head.expectedLength != 0, let coding = ContentCoding.unrequested(in: head.fields, requested: requested) {
      let failure = TransportFailure.lost(
        .invalidResponse,
        "the response is compressed (\(coding)) although that wasn't requested, and URLSession can't tell whether it is "
          + "complete; to get it nevertheless, request it with an Accept-Encoding field")
      return end(.failure(failure))
    }
    missingBytes = head.expectedLength
    _ = channel.deliver(head: head, chunks: [])
  }

  /// Takes a piece of the response; returns how many bytes haven't been read yet.
  func receive(_ data: Data) -> Int {
    guard !isOver, !data.isEmpty else { return 0 }
    if let missing = missingBytes { missingBytes = missing - Int64(data.count) }
    return channel.deliver(head: nil, chunks: [Array(data)]).waiting
  }

  /// Takes the session's result.
  func complete(_ error: (any Error)?) {
    upload.stop()
    guard !isOver else { return }
    if let failure = upload.failure {
      end(.failure(failure))
    } else if let refusal, (error as? URLError)?.code == .cancelled {
      // Only the session has cancelled the task, so the response is delivered as far as it came.
      receive(refusal)
      end(.success(()))
    } else if let error {
      end(.failure(TransportFailure(error, hasHead: hasHead, hasSentBytes: hasSentBytes, request.idleTimeout)))
    } else if !hasHead {
      end(.failure(.lost(.invalidResponse, "the service sent no response")))
    } else if let missing = missingBytes, missing > 0 {
      end(.failure(.lost(.connectionLost, "the connection ended \(missing) bytes before the response did")))
    } else {
      end(.success(()))
    }
  }

  func end(_ outcome: Result<Void, TransportFailure>) {
    guard !isOver else { return }
    isOver = true
    deadline?.cancel()
    deadline = nil
    _ = channel.deliver(head: nil, chunks: [], end: outcome)
  }
}

extension ResponseHead {
  /// The head of a response; the fields are sorted, as their order isn't known.
  fileprivate init(_ response: HTTPURLResponse, method: HTTPMethod) {
    var pairs: [(String, String)] = []
    for (name, value) in response.allHeaderFields {
      pairs.append((String(describing: name), String(describing: value)))
    }
    pairs.sort { $0.0 < $1.0 }
    let fields = HTTPFields(pairs)
    let status = response.statusCode
    self.init(status: status, fields: fields, expectedLength: Self.length(status, fields, method))
  }

  private static func length(_ status: Int, _ fields: HTTPFields, _ method: HTTPMethod) -> Int64? {
    if method == .head || status == 204 || status == 304 { return 0 }
    guard fields["Transfer-Encoding"] == nil, let text = fields["Content-Length"], let length = Int64(text), length >= 0
    else { return nil }
    // A session decodes the body.
    return length > 0 && fields["Content-Encoding"] != nil ? nil : length
  }
}
