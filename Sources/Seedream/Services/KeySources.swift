import Foundation

extension APIKey {
  /// Looks for a service's key in the usual places: an environment variable (`TENSORSLAB_API_KEY`), a file that a
  /// variable names (`TENSORSLAB_API_KEY_FILE`, for secrets of Docker and Kubernetes), and for TensorsLab the file of its own
  /// tool, `~/.tensorslab/.env`.
  ///
  /// - Parameters:
  ///   - service: the service.
  ///   - environment: the variables, including `HOME`.
  /// - Returns: the key, as a bearer token, with its ``source``; nil if there is none.
  /// - Throws: `SeedreamError` of kind `missingKey` if a file that a variable names can't be read or is empty.
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
    // The file of the vendor's tool (tensorslab/skills).
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
        .missingKey, "The file '\(path)', which \(variable) names, can't be read. Check its path and permissions.",
        service: service)
    }
    defer { try? handle.close() }
    // The file may be a pipe, which has no size.
    let data = (try? handle.read(upToCount: 65_536)) ?? Data()
    let text = String(decoding: data, as: UTF8.self)
    guard !text.allSatisfy(\.isWhitespace) else {
      throw SeedreamError(
        .missingKey,
        "The file '\(path)', which \(variable) names, is empty. Put the key from \(service.console) into it.",
        service: service)
    }
    // The file may contain the key alone, or lines with variables.
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
  /// A service with the key of ``APIKey/find(for:environment:)`` and the base URL in `TENSORSLAB_BASE_URL`,
  /// `ONEROUTER_BASE_URL` or `NOVITA_BASE_URL`, if there is one.
  ///
  /// - Throws: `SeedreamError` of kind `missingKey` if there is no key, or its file can't be read.
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
