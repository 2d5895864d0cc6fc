import OpenAPIClientRuntime

/// The calls of one service.
protocol ServiceAdapter: Sendable {
  /// Sends a request, which costs money, once.
  func submit(_ request: PreparedRequest, _ call: CallOptions) async throws -> Submission
  /// Requests the status of a task; this is free and may be repeated.
  func status(of task: ImageTask, _ call: CallOptions) async throws -> ServiceTaskStatus
  /// Asks the service to delete a task with its pictures.
  func delete(_ task: ImageTask, _ call: CallOptions) async throws
}

/// The options of one call.
struct CallOptions: Sendable {
  /// The longest time for the whole call.
  var timeout: Duration
  /// The longest time without any bytes; a service that draws before it responds sends none for minutes.
  var idleTimeout: Duration
  var userAgent: String
  var onUploadProgress: (@Sendable (TransferProgress) -> Void)?
}

/// The response to a submission.
enum Submission: Sendable {
  /// The ID of a task.
  case task(String)
  /// The pictures themselves.
  case images(TaskResults)
}

/// The status of a task, as the service reports it.
enum ServiceTaskStatus: Hashable, Sendable {
  case queued
  case running
  /// An undocumented state, which counts as running.
  case unknown(String)
  case finished(TaskResults)
  /// The reason; empty if the service gives none.
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
