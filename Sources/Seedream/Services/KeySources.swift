import Foundation

extension APIKey {
  /// Looks for a service's key in the usual places: an environment variable (`TENSORSLAB_API_KEY`), a file that a
  /// variable names (`TENSORSLAB_API_KEY_FILE`, as Docker and Kubernetes hand out secrets), and for TensorsLab the file
  /// of its own tool, `~/.tensorslab/.env`.
  ///
  /// - Parameters:
  ///   - service: whose key.
  ///   - environment: the variables, `HOME` among them.
  /// - Returns: the key, sent as a bearer token; its ``source`` says where it was. nil if there is none.
  /// - Throws: `SeedreamError` of kind `missingKey` if a file that is named can't be read or holds no key.
  public static func find(
    for service: ImageService, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(SeedreamError) -> APIKey? {
    if let text = environment[service.keyVariable], !text.allSatisfy(\.isWhitespace) {
      return bearer(text, from: .variable(service.keyVariable))
    }
    let variable = "\(service.keyVariable)_FILE"
    if let given = environment[variable]?.trimmingCharacters(in: .whitespacesAndNewlines), !given.isEmpty {
      return bearer(try text(ofFile: given, named: variable, service), from: .file(path: given, variable: variable))
    }
    guard service == .tensorsLab, let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    // The vendor's tool writes it (tensorslab/skills).
    guard let data = FileManager.default.contents(atPath: home + "/.tensorslab/.env"), data.count <= 65_536,
      let text = value(of: service.keyVariable, in: String(decoding: data, as: UTF8.self))
    else { return nil }
    return bearer(text, from: .vendorFile(path: "~/.tensorslab/.env"))
  }

  private static func bearer(_ text: String, from source: KeySource) -> APIKey {
    var key = APIKey.bearer(text)
    key.source = source
    return key
  }

  private static func text(
    ofFile path: String, named variable: String, _ service: ImageService
  ) throws(SeedreamError) -> String {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw SeedreamError(
        .missingKey, "The file '\(path)', which \(variable) names, can't be read. Check the path and its permissions.",
        service: service)
    }
    defer { try? handle.close() }
    // Secrets may come through a pipe, which has no size.
    let data = (try? handle.read(upToCount: 65_536)) ?? Data()
    let text = String(decoding: data, as: UTF8.self)
    guard !text.allSatisfy(\.isWhitespace) else {
      throw SeedreamError(
        .missingKey,
        "The file '\(path)', which \(variable) names, is empty. Put the key from \(service.console) into it.",
        service: service)
    }
    // A whole file of variables, too.
    return value(of: service.keyVariable, in: text) ?? text
  }

  /// The value of a variable in lines such as `export NAME="value"`.
  private static func value(of variable: String, in text: String) -> String? {
    var found: String?
    for line in text.split(whereSeparator: \.isNewline) {
      var rest = line.drop(while: \.isWhitespace)
      if rest.hasPrefix("export ") { rest = rest.dropFirst(7).drop(while: \.isWhitespace) }
      guard rest.hasPrefix(variable) else { continue }
      rest = rest.dropFirst(variable.count).drop(while: \.isWhitespace)
      guard rest.first == "=" else { continue }
      var value = String(rest.dropFirst()).trimmingCharacters(in: .whitespaces)
      if value.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote {
        value = String(value.dropFirst().dropLast())
      }
      if !value.isEmpty { found = value }
    }
    return found
  }
}

extension ServiceConfiguration {
  /// A service with the key and the address that the environment has: see ``APIKey/find(for:environment:)``; the address
  /// from `TENSORSLAB_BASE_URL`, `ONEROUTER_BASE_URL` or `NOVITA_BASE_URL`.
  ///
  /// - Throws: `SeedreamError` of kind `missingKey` if there is no key.
  public static func fromEnvironment(
    _ service: ImageService, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(SeedreamError) -> ServiceConfiguration {
    guard let key = try APIKey.find(for: service, environment: environment) else {
      throw SeedreamError(
        .missingKey,
        "There is no API key for \(service.name). Put the key from \(service.console) into \(service.keyVariable), or into "
          + "a file that \(service.keyVariable)_FILE names.", service: service)
    }
    let server = environment[service.serverVariable].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    return ServiceConfiguration(service, key: key, server: server)
  }
}
