import Foundation

/// A service, its base URL and a key.
public struct ServiceConfiguration: Hashable, Sendable {
  /// The service.
  public var service: ImageService
  /// The base URL, without the paths of operations and without a slash at the end.
  public var server: String
  /// The key.
  public var key: APIKey

  /// Creates the configuration of a service, at its own base URL unless another one is given.
  public init(_ service: ImageService, key: APIKey, server: String? = nil) {
    self.service = service
    // URLs from files and environments often have spaces or a line end around them.
    var server = (server ?? service.defaultServer).trimmingCharacters(in: .whitespacesAndNewlines)
    while server.hasSuffix("/") { server.removeLast() }
    self.server = server
    self.key = key
  }

  /// TensorsLab.
  ///
  /// - Parameters:
  ///   - apiKey: the key, sent as a bearer token.
  ///   - server: another base URL, such as a sandbox's.
  /// - Returns: the configuration of a client.
  public static func tensorsLab(apiKey: String, server: String? = nil) -> ServiceConfiguration {
    tensorsLab(apiKey: .bearer(apiKey), server: server)
  }

  /// TensorsLab, with a key in a form of its own.
  public static func tensorsLab(apiKey: APIKey, server: String? = nil) -> ServiceConfiguration {
    ServiceConfiguration(.tensorsLab, key: apiKey, server: server)
  }

  /// OneRouter, also named Infron.
  ///
  /// - Parameters:
  ///   - apiKey: the key, sent as a bearer token.
  ///   - server: another base URL, such as a sandbox's.
  /// - Returns: the configuration of a client.
  public static func oneRouter(apiKey: String, server: String? = nil) -> ServiceConfiguration {
    oneRouter(apiKey: .bearer(apiKey), server: server)
  }

  /// OneRouter, with a key in a form of its own.
  public static func oneRouter(apiKey: APIKey, server: String? = nil) -> ServiceConfiguration {
    ServiceConfiguration(.oneRouter, key: apiKey, server: server)
  }

  /// Novita AI, or one of its sibling brands at another base URL.
  ///
  /// - Parameters:
  ///   - apiKey: the key, sent as a bearer token.
  ///   - server: another base URL, such as `https://api.myrouter.ai` or a sandbox's.
  /// - Returns: the configuration of a client.
  public static func novita(apiKey: String, server: String? = nil) -> ServiceConfiguration {
    ServiceConfiguration(.novita, key: .bearer(apiKey), server: server)
  }
}

extension ServiceConfiguration {
  /// Checks the key and the base URL before anything is sent.
  func check() throws(SeedreamError) {
    if let problem = key.problem {
      throw SeedreamError(
        .missingKey,
        "The API key for \(service.name) \(problem). Put the key from \(service.console) into \(service.keyVariable).",
        service: service)
    }
    guard server.isWebLink else {
      throw SeedreamError(
        .unsupportedRequest,
        "\(service.name)'s address '\(server)' can't be used: it must begin with https:// or http://. Correct "
          + "\(service.serverVariable).",
        service: service)
    }
    guard !ImageService.origin(of: server).contains("@") else {
      throw SeedreamError(
        .unsupportedRequest,
        "\(service.name)'s address contains a user name or a password, which would appear in messages and in the journal. "
          + "Remove it from \(service.serverVariable).", service: service)
    }
  }
}
