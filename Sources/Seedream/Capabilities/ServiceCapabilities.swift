/// What a service can do, model by model.
public struct ServiceCapabilities: Hashable, Sendable {
  /// The service.
  public var service: ImageService
  /// The models this package knows, the default first.
  public var models: [ModelCapabilities]
  /// Whether other names are sent with a warning; otherwise they are refused, as a model is a URL of the service.
  public var takesOtherModels: Bool

  /// Whether the service can be asked to delete a task (docs.tensorslab.com, Delete image task).
  public var deletesTasks: Bool { service == .tensorsLab }

  /// The model of a request that names none.
  public var defaultModel: ModelCapabilities? { models.first }

  /// The model of a name: as the service names it, an alias, or the version alone; case, spaces, dots, dashes and
  /// underscores don't matter.
  public func model(named name: String) -> ModelCapabilities? {
    let wanted = Self.plain(name)
    return models.first { known in
      Self.plain(known.model) == wanted || known.aliases.contains { Self.plain($0) == wanted }
    }
  }

  /// Letters and digits alone, in lower case.
  static func plain(_ name: String) -> String {
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
