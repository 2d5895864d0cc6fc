import Foundation
import HTTPTransport

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The delegate of a session, on whose serial queue transfers begin, proceed and end.
///
/// Tasks are cancelled only there and before their `didCompleteWithError`: Foundation on Linux deadlocks or crashes
/// when a task is cancelled inside a cancellation handler or after its end.
///
/// `@unchecked Sendable`: the transfers are only touched on `queue`, which runs one operation at a time and which the
/// session uses for all calls of its delegate; everything else is constant and `Sendable`.
final class SessionEngine: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  let queue: OperationQueue
  private let heldBytesLimit: Int
  private let lastID = Locked(0)
  private var transfers: [Int: Transfer] = [:]
  /// The transfers' own numbers by those of the session's tasks.
  private var ids: [Int: Int] = [:]

  init(heldBytesLimit: Int) {
    self.heldBytesLimit = heldBytesLimit
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = 1
    queue.name = "URLSessionTransport"
    super.init()
  }

  // MARK: On any thread

  func makeID() -> Int {
    lastID.withLock { last in
      last += 1
      return last
    }
  }

  // MARK: On the queue

  func begin(_ transfer: Transfer) {
    let id = transfer.id
    transfers[id] = transfer
    ids[transfer.task.taskIdentifier] = id
    transfer.start { self.queue.addOperation { self.abort(id, .deadlinePassed(mayHaveBeenProcessed: true)) } }
  }

  /// Ends a transfer early; one that has completed meanwhile isn't there any more.
  func abort(_ id: Int, _ failure: TransportFailure) {
    guard let transfer = transfers[id], !transfer.isOver else { return }
    transfer.end(.failure(failure))
    transfer.task.cancel()
  }

  private func transfer(of task: URLSessionTask) -> Transfer? {
    guard let id = ids[task.taskIdentifier] else { return nil }
    return transfers[id]
  }

  // MARK: The delegate

  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
    completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
  ) {
    #if !canImport(FoundationNetworking)
      // The system checks certificates and has a proxy's credentials; Linux never asks for these.
      let space = challenge.protectionSpace
      let method = space.authenticationMethod
      if method == NSURLAuthenticationMethodServerTrust || method == NSURLAuthenticationMethodClientCertificate
        || space.isProxy()
      {
        return completionHandler(.performDefaultHandling, nil)
      }
    #endif
    // The service's credentials are up to the caller, who gets the 401.
    transfer(of: task)?.refusal = (challenge.failureResponse ?? task.response) as? HTTPURLResponse
    completionHandler(.rejectProtectionSpace, nil)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    needNewBodyStream completionHandler: @escaping @Sendable (InputStream?) -> Void
  ) {
    guard let transfer = transfer(of: task), !transfer.isOver else {
      return completionHandler(UploadBody.refusingStream())
    }
    if let stream = transfer.upload.nextStream() { return completionHandler(stream) }
    completionHandler(UploadBody.refusingStream())
    let failure = TransportFailure.lost(
      .connectionLost, "the connection ended before a response came, and the request may not be sent twice")
    #if canImport(FoundationNetworking)
      // The stream that was refused ends the task; cancelling it as well would wait for that.
      transfer.end(.failure(failure))
    #else
      abort(transfer.id, failure)
    #endif
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didSendBodyData bytesSent: Int64, totalBytesSent: Int64,
    totalBytesExpectedToSend: Int64
  ) {
    transfer(of: task)?.didSend(totalBytesSent)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    completionHandler(.allow)
    guard let transfer = transfer(of: dataTask) else { return }
    if let response = response as? HTTPURLResponse {
      transfer.receive(response)
      if transfer.isOver { dataTask.cancel() }
    } else {
      abort(transfer.id, .lost(.invalidResponse, "what came isn't an HTTP response"))
    }
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard let transfer = transfer(of: dataTask), transfer.receive(data) > heldBytesLimit else { return }
    abort(
      transfer.id,
      .lost(.tooLarge, "more than \(heldBytesLimit) bytes of the response came before they were read; read it faster"))
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    guard let id = ids.removeValue(forKey: task.taskIdentifier),
      let transfer = transfers.removeValue(forKey: id)
    else { return }
    transfer.complete(error)
  }
}
