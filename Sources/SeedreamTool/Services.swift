import Foundation
import OpenAPISyntax
import Seedream

/// Finds service, key and address in options and environment.
struct Services {
  var environment: [String: String]

  init(environment: [String: String] = ProcessInfo.processInfo.environment) { self.environment = environment }

  /// The service of a name.
  ///
  /// - Throws: `UsageError` with the nearest one.
  static func named(_ name: String) throws(UsageError) -> ImageService {
    if let service = ImageService(rawValue: name.lowercased()) { return service }
    let names = ImageService.allCases.map(\.rawValue)
    let hint = NearestName.nearest(to: name, among: names).map { "Did you mean \($0)?" } ?? "There are \(list(names))."
    throw UsageError("There is no service '\(name)'. \(hint)")
  }

  /// The services whose keys are set.
  var withKeys: [ImageService] { ImageService.allCases.filter { value($0.keyVariable) != nil } }

  /// The service to use, and why, if that was our choice.
  ///
  /// - Throws: `UsageError` that says which variable to set.
  func choose(_ name: String?, model: String?) throws(UsageError) -> (service: ImageService, reason: String?) {
    if let name { return (try Self.named(name), nil) }
    let candidates = withKeys
    guard let first = candidates.first else {
      let variables = Self.list(ImageService.allCases.map(\.keyVariable))
      throw UsageError(
        "No API key is set. Put one into \(variables) in the environment, or try it without: add --sandbox.")
    }
    if candidates.count == 1 { return (first, "Using \(first.name), for \(first.keyVariable) is set.") }
    let fitting = candidates.first { service in model.map { service.capabilities.model(named: $0) != nil } ?? true }
    let service = fitting ?? first
    let others = Self.list(candidates.filter { $0 != service }.map(\.rawValue))
    return (service, "Using \(service.name); keys are set for \(others) too: choose with --service.")
  }

  /// The configuration of a service.
  func configuration(_ service: ImageService, server: String? = nil) -> ServiceConfiguration {
    ServiceConfiguration(
      service, key: .bearer(value(service.keyVariable) ?? ""), server: server ?? value(service.serverVariable))
  }

  /// The address that is set for a service, if there is one.
  func server(_ service: ImageService) -> String? {
    value(service.serverVariable).map { ServiceConfiguration(service, key: .bearer(""), server: $0).server }
  }

  private func value(_ variable: String) -> String? {
    guard let value = environment[variable], !value.allSatisfy(\.isWhitespace) else { return nil }
    return value
  }

  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}
