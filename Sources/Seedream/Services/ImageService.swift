/// A service that draws pictures.
public enum ImageService: String, Hashable, Sendable, Codable, CaseIterable {
  /// TensorsLab, `https://api.tensorslab.com`: responds with a task that is polled until it is done.
  case tensorsLab = "tensorslab"
  /// OneRouter, also named Infron, `https://image.onerouter.pro`: responds with the pictures, for some models with a task.
  case oneRouter = "onerouter"
  /// Novita AI, `https://api.novita.ai`, and its sibling brands: responds with the pictures.
  case novita = "novita"

  /// The name for people.
  public var name: String {
    switch self {
    case .tensorsLab: "TensorsLab"
    case .oneRouter: "OneRouter"
    case .novita: "Novita"
    }
  }

  /// The base URL of the service.
  public var defaultServer: String {
    switch self {
    case .tensorsLab: "https://api.tensorslab.com"
    case .oneRouter: "https://image.onerouter.pro"
    case .novita: "https://api.novita.ai"
    }
  }

  /// The environment variable of the key, such as `TENSORSLAB_API_KEY`.
  public var keyVariable: String { "\(rawValue.uppercased())_API_KEY" }

  /// The environment variable of another base URL, such as `TENSORSLAB_BASE_URL`.
  public var serverVariable: String { "\(rawValue.uppercased())_BASE_URL" }

  /// Where its requests and limits are documented.
  var documentation: String {
    switch self {
    case .tensorsLab: "TensorsLab's documentation, https://docs.tensorslab.com"
    case .oneRouter: "OneRouter's documentation, https://docs.onerouter.pro"
    case .novita: "Novita's documentation, https://novita.ai/docs"
    }
  }

  /// Where its users manage credits and keys.
  var console: String {
    switch self {
    case .tensorsLab: "https://tensorai.tensorslab.com/"
    case .oneRouter: "OneRouter's console"
    case .novita: "Novita's console"
    }
  }
}
