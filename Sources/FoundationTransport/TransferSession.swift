import Foundation
import HTTPTransport

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Owns a session: a session and its delegate hold each other until the session is invalidated.
final class TransferSession: Sendable {
  private let engine: SessionEngine
  private let session: URLSession

  init(_ configuration: URLSessionTransport.Configuration) {
    let engine = SessionEngine(heldBytesLimit: configuration.heldBytesLimit)
    self.engine = engine
    session = URLSession(
      configuration: Self.sessionConfiguration(configuration), delegate: engine, delegateQueue: engine.queue)
  }

  deinit { session.finishTasksAndInvalidate() }

  /// Makes the channel of a transfer, and what begins it.
  func prepare(_ outgoing: Outgoing) -> (TransferChannel, begin: @Sendable () -> Void) {
    let engine = self.engine
    let id = engine.makeID()
    // A cancellation handler runs on any thread, even inside URLSession's own locks; so it only leaves a message.
    let channel = TransferChannel(
      onCancel: { engine.queue.addOperation { engine.abort(id, .cancelled(mayHaveBeenProcessed: true)) } },
      onResume: {})
    return (channel, { engine.queue.addOperation { self.begin(outgoing, id, channel) } })
  }

  private func begin(_ outgoing: Outgoing, _ id: Int, _ channel: TransferChannel) {
    guard !channel.isCancelled else {
      _ = channel.deliver(head: nil, chunks: [], end: .failure(.cancelled(mayHaveBeenProcessed: false)))
      return
    }
    // This may have waited for its turn.
    if let deadline = outgoing.request.deadline, deadline <= .now {
      _ = channel.deliver(head: nil, chunks: [], end: .failure(.deadlinePassed(mayHaveBeenProcessed: false)))
      return
    }
    let engine = self.engine
    let upload = UploadBody(outgoing.body, isRepeatable: outgoing.request.isRepeatable) { failure in
      engine.queue.addOperation { engine.abort(id, failure) }
    }
    let task = makeTask(outgoing, upload)
    engine.begin(Transfer(id: id, outgoing.request, task: task, channel: channel, upload: upload))
  }

  private func makeTask(_ outgoing: Outgoing, _ upload: UploadBody) -> URLSessionTask {
    if outgoing.body.parts.isEmpty { return session.dataTask(with: outgoing.message) }
    #if canImport(FoundationNetworking)
      // A streamed upload task would wait for "100 Continue" here.
      var message = outgoing.message
      message.httpBodyStream = upload.nextStream()
      return session.dataTask(with: message)
    #else
      // The delegate is asked for the stream, the first time as well.
      return session.uploadTask(withStreamedRequest: outgoing.message)
    #endif
  }

  private static func sessionConfiguration(_ own: URLSessionTransport.Configuration) -> URLSessionConfiguration {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.urlCache = nil
    configuration.httpCookieStorage = nil
    configuration.httpShouldSetCookies = false
    configuration.httpCookieAcceptPolicy = .never
    configuration.urlCredentialStorage = nil
    configuration.httpMaximumConnectionsPerHost = Swift.max(1, own.connectionsPerHost)
    // Deadlines are kept by the engine; Foundation's is per session, and on Linux isn't kept at all.
    configuration.timeoutIntervalForResource = 31_536_000
    return configuration
  }
}
