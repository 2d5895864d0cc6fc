/// The services that the sandbox simulates.
public enum SandboxService: String, CaseIterable, Sendable {
  /// TensorsLab: `/v1/images/seedreamv4` and its siblings; every picture is a task.
  case tensorsLab
  /// OneRouter: `/v1/images/generations`, `/v1/images/edits`, `/v1/images/tasks/{task_id}`.
  case oneRouter
  /// Novita: `/v3/seedream-4.0` and its siblings; responds at once.
  case novita

  /// The service's name for people.
  public var displayName: String {
    switch self {
    case .tensorsLab: "TensorsLab"
    case .oneRouter: "OneRouter"
    case .novita: "Novita"
    }
  }
}
