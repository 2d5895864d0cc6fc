/// What a service can do, model by model.
public struct ServiceCapabilities: Hashable, Sendable {
  /// The service.
  public var service: ImageService
  /// The models that this package knows, the default first.
  public var models: [ModelCapabilities]
  /// Whether names of other models are sent, with a warning; otherwise they are refused, because each model has a path of
  /// its own.
  public var takesOtherModels: Bool

  /// Whether the service can delete a task (docs.tensorslab.com, Delete image task).
  public var deletesTasks: Bool { service == .tensorsLab }

  /// The model of a request that names none.
  public var defaultModel: ModelCapabilities? { models.first }

  /// The model with a name: the service's own, an alias, or the version alone; case, spaces, dots, dashes and underscores
  /// don't matter.
  public func model(named name: String) -> ModelCapabilities? {
    let wanted = Self.comparable(name)
    return models.first { known in
      ([known.model] + known.aliases).contains { Self.comparable($0) == wanted }
    }
  }

  /// The letters and digits of a name, in lower case.
  private static func comparable(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}

extension ImageService {
  /// What the service can do, as far as it is documented.
  public var capabilities: ServiceCapabilities {
    switch self {
    case .tensorsLab: .tensorsLab
    case .oneRouter: .oneRouter
    case .novita: .novita
    }
  }
}
