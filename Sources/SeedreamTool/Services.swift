import CommandLineSupport
import Foundation
import OpenAPISyntax
import Seedream
import SeedreamSandbox

/// Finds service, key and address in options and environment.
struct Services {
  let environment: [String: String]
  /// The keys, looked up once, for a file may be a pipe; a failure is reported where its key is used.
  private let keys: [ImageService: Result<APIKey, SeedreamError>]

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
    var keys: [ImageService: Result<APIKey, SeedreamError>] = [:]
    for service in ImageService.allCases {
      do throws(SeedreamError) {
        keys[service] = try APIKey.find(for: service, environment: environment).map { .success($0) }
      } catch {
        keys[service] = .failure(error)
      }
    }
    self.keys = keys
  }

  /// The service of a name.
  ///
  /// - Throws: `CommandError` with the nearest one.
  static func named(_ name: String) throws(CommandError) -> ImageService {
    if let service = ImageService(rawValue: name.lowercased()) { return service }
    let names = ImageService.allCases.map(\.rawValue)
    let hint = NearestName.nearest(to: name, among: names).map { "Did you mean \($0)?" } ?? "There are \(list(names))."
    throw CommandError.usage("There is no service '\(name)'. \(hint)")
  }

  /// The services whose keys are set; the file of a service's own tool counts where nothing else does.
  var withKeys: [ImageService] {
    let found = ImageService.allCases.filter { keys[$0] != nil }
    let set = found.filter { vendorFile(of: $0) == nil }
    return set.isEmpty ? found : set
  }

  /// The file of the service's own tool, if the key is from there.
  private func vendorFile(of service: ImageService) -> String? {
    guard case .success(let key)? = keys[service], case .vendorFile(let path)? = key.source else { return nil }
    return path
  }

  /// The service to use, and why, if that was our choice.
  ///
  /// - Throws: `CommandError` that says which variable to set.
  func choose(_ name: String?, model: String?) throws(CommandError) -> (service: ImageService, reason: String?) {
    if let name { return (try Self.named(name), nil) }
    let candidates = withKeys
    guard let first = candidates.first else {
      let variables = Self.list(ImageService.allCases.map(\.keyVariable))
      throw CommandError.usage(
        "No API key is set. Put one into \(variables) in the environment, or the name of a file that holds it into the "
          + "same with _FILE; or try it without: add --sandbox.")
    }
    if candidates.count == 1 {
      if let path = vendorFile(of: first) { return (first, "Using \(first.name), with the key in \(path).") }
      var variable = first.keyVariable
      if case .success(let key)? = keys[first], case .file(_, let named)? = key.source { variable = named }
      return (first, "Using \(first.name), for \(variable) is set.")
    }
    let fitting = candidates.first { service in model.map { service.capabilities.model(named: $0) != nil } ?? true }
    let service = fitting ?? first
    let others = Self.list(candidates.filter { $0 != service }.map(\.rawValue))
    return (service, "Using \(service.name); keys are set for \(others) too: choose with --service.")
  }

  /// The configuration of a service.
  ///
  /// - Throws: `SeedreamError` if a file that should hold the key can't be read.
  func configuration(
    _ service: ImageService, server: String? = nil
  ) throws(SeedreamError) -> ServiceConfiguration {
    let key = try keys[service]?.get() ?? .bearer("")
    return ServiceConfiguration(service, key: key, server: server ?? value(service.serverVariable))
  }

  /// A client as all commands use it.
  ///
  /// - Throws: `SeedreamError` if a file that should hold the key can't be read.
  func client(
    _ service: ImageService, server: String? = nil, timeout: Duration, sandbox: SandboxServer? = nil
  ) throws(SeedreamError) -> SeedreamClient {
    var journal = TaskJournal.standard(environment: environment)
    journal.lockTimeout = timeout
    let configuration =
      if let sandbox {
        ServiceConfiguration(service, key: .bearer("sandbox"), server: sandbox.url)
      } else {
        try configuration(service, server: server)
      }
    var client = SeedreamClient(configuration, journal: sandbox == nil ? journal : nil)
    client.userAgent = "seedream/\(SeedreamVersion.current)"
    client.waitTimeout = timeout
    client.submitTimeout = max(client.submitTimeout, timeout)
    // The sandbox draws in no time; there is nothing to be polite to.
    if sandbox != nil { client.polling = PollingSchedule(first: .milliseconds(200)) }
    return client
  }

  /// Where to ask for a task: at the address that is set now, else where it was submitted, which is said if it is not
  /// the service's own, for the key goes there.
  ///
  /// - Returns: what to say, if anything.
  func chooseServer(of task: inout ImageTask) -> String? {
    let variable = task.service.serverVariable
    guard !task.isFinished else { return nil }
    if let server = server(task.service) {
      guard server != task.server else { return nil }
      defer { task.server = server }
      return "Asking \(server), as \(variable) says; the task was submitted to \(task.server)."
    }
    guard task.server != task.service.defaultServer else { return nil }
    return "Asking \(task.server), where the task was submitted; \(variable) would name another address."
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
