import OpenAPIClientRuntime

/// What differs between the services.
protocol ServiceAdapter: Sendable {
  /// Sends a request that costs money; once.
  func submit(_ request: PreparedRequest, _ call: CallOptions) async throws -> Submission
  /// Requests the status of a task. Free, may be repeated.
  func status(of task: ImageTask, _ call: CallOptions) async throws -> ServiceTaskStatus
  /// Asks the service to drop a task with its pictures.
  func delete(_ task: ImageTask, _ call: CallOptions) async throws
}

/// The options of one call.
struct CallOptions: Sendable {
  /// How long it may take in all.
  var timeout: Duration
  /// How long the transfer may stall; a service that draws before it responds sends nothing for minutes.
  var idleTimeout: Duration
  var userAgent: String
  var onUploadProgress: (@Sendable (TransferProgress) -> Void)?
}

/// The response to a submission.
enum Submission: Sendable {
  /// A task, under the service's name for it.
  case task(String)
  /// The pictures themselves.
  case images(TaskResults)
}

/// The status of a task, as the service reports it.
enum ServiceTaskStatus: Hashable, Sendable {
  case queued
  case running
  /// In a state that no document names, which counts as running.
  case unknown(String)
  case finished(TaskResults)
  case failed(String)
}

extension ServiceConfiguration {
  /// The service's adapter.
  func adapter(transport: any Transport, middleware: [any Middleware]) -> any ServiceAdapter {
    switch service {
    case .tensorsLab: TensorsLabAdapter(self, transport: transport, middleware: middleware)
    case .oneRouter: OneRouterAdapter(self, transport: transport, middleware: middleware)
    case .novita: NovitaAdapter(self, transport: transport, middleware: middleware)
    }
  }
}
