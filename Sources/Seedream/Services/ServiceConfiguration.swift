import Foundation

/// Which service, at which address, with which key.
public struct ServiceConfiguration: Hashable, Sendable {
  /// The service.
  public var service: ImageService
  /// The address, without the operations' paths.
  public var server: String
  /// The key.
  public var key: APIKey

  /// Creates a service with its key.
  ///
  /// The address is the service's own unless another is given.
  public init(_ service: ImageService, key: APIKey, server: String? = nil) {
    self.service = service
    // Addresses, like keys, come from files and environments, often with spaces and line ends around them.
    var server = (server ?? service.defaultServer).trimmingCharacters(in: .whitespacesAndNewlines)
    while server.hasSuffix("/") { server.removeLast() }
    self.server = server
    self.key = key
  }

  /// TensorsLab.
  ///
  /// - Parameters:
  ///   - apiKey: sent as a bearer token.
  ///   - server: another address, as that of a sandbox.
  /// - Returns: the configuration of a client.
  public static func tensorsLab(apiKey: String, server: String? = nil) -> ServiceConfiguration {
    tensorsLab(apiKey: .bearer(apiKey), server: server)
  }

  /// TensorsLab, with a key that says how it is sent.
  public static func tensorsLab(apiKey: APIKey, server: String? = nil) -> ServiceConfiguration {
    ServiceConfiguration(.tensorsLab, key: apiKey, server: server)
  }

  /// OneRouter, also named Infron.
  ///
  /// - Parameters:
  ///   - apiKey: sent as a bearer token.
  ///   - server: another address, as that of a sandbox.
  /// - Returns: the configuration of a client.
  public static func oneRouter(apiKey: String, server: String? = nil) -> ServiceConfiguration {
    oneRouter(apiKey: .bearer(apiKey), server: server)
  }

  /// OneRouter, with a key that says how it is sent.
  public static func oneRouter(apiKey: APIKey, server: String? = nil) -> ServiceConfiguration {
    ServiceConfiguration(.oneRouter, key: apiKey, server: server)
  }

  /// Novita AI, or one of its sibling brands at its address.
  ///
  /// - Parameters:
  ///   - apiKey: sent as a bearer token.
  ///   - server: another address, as `https://api.myrouter.ai` or that of a sandbox.
  /// - Returns: the configuration of a client.
  public static func novita(apiKey: String, server: String? = nil) -> ServiceConfiguration {
    ServiceConfiguration(.novita, key: .bearer(apiKey), server: server)
  }
}

extension ServiceConfiguration {
  /// Checks that there is a key and an address before anything is sent.
  func check() throws(SeedreamError) {
    if let problem = key.problem {
      throw SeedreamError(
        .missingKey,
        "The API key for \(service.name) \(problem). Put the key from \(service.console) into \(service.keyVariable).",
        service: service)
    }
    let start = server.prefix(8).lowercased()
    guard start.hasPrefix("http://") || start.hasPrefix("https://") else {
      throw SeedreamError(
        .unsupportedRequest,
        "\(service.name)'s address '\(server)' can't be used: it must begin with https:// or http://. Correct "
          + "\(service.serverVariable).",
        service: service)
    }
    guard !ImageService.origin(of: server).contains("@") else {
      throw SeedreamError(
        .unsupportedRequest,
        "\(service.name)'s address holds a name or password before the host, which would be shown and written down. Take "
          + "it out of \(service.serverVariable).", service: service)
    }
  }
}
