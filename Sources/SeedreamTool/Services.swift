import CommandLineSupport
import Foundation
import OpenAPISyntax
import Seedream
import SeedreamSandbox

/// Finds services, keys and base URLs in options and the environment.
struct Services {
  let environment: [String: String]
  /// The keys, which are looked up once, because their files may be pipes; a failure is reported when its key is needed.
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

  /// The service with a name.
  ///
  /// - Throws: `CommandError` with the nearest name.
  static func named(_ name: String) throws(CommandError) -> ImageService {
    if let service = ImageService(rawValue: name.lowercased()) { return service }
    let names = ImageService.allCases.map(\.rawValue)
    let hint = NearestName.nearest(to: name, among: names).map { "Did you mean \($0)?" } ?? "There are \(list(names))."
    throw CommandError.usage("There is no service '\(name)'. \(hint)")
  }

  /// The services whose keys are set; a key in the file of a service's own tool counts only if there is no other.
  var withKeys: [ImageService] {
    let found = ImageService.allCases.filter { keys[$0] != nil }
    let set = found.filter { vendorFile(of: $0) == nil }
    return set.isEmpty ? found : set
  }

  /// The path of the service's own tool's file, if the key is from there.
  private func vendorFile(of service: ImageService) -> String? {
    guard case .success(let key)? = keys[service], case .vendorFile(let path)? = key.source else { return nil }
    return path
  }

  /// The service to use, and, if it isn't named, the reason for the choice.
  ///
  /// - Throws: `CommandError` that says which variable to set.
  func choose(_ name: String?, model: String?) throws(CommandError) -> (service: ImageService, reason: String?) {
    if let name { return (try Self.named(name), nil) }
    let candidates = withKeys
    guard let first = candidates.first else {
      let variables = Self.list(ImageService.allCases.map(\.keyVariable))
      throw CommandError.usage(
        "No API key is set. Put one into the environment variable \(variables), or the path of a file with it into the "
          + "variable with _FILE behind that name. To try it without a key, add --sandbox.")
    }
    if candidates.count == 1 {
      if let path = vendorFile(of: first) { return (first, "Using \(first.name), with the key in \(path).") }
      var variable = first.keyVariable
      if case .success(let key)? = keys[first], case .file(_, let named)? = key.source { variable = named }
      return (first, "Using \(first.name), because \(variable) is set.")
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
    // The sandbox draws at once, so that frequent polls do no harm.
    if sandbox != nil { client.polling = PollingSchedule(first: .milliseconds(200)) }
    return client
  }

  /// Chooses the server that is asked for a task: the one that is set now, otherwise the one to which it was submitted.
  ///
  /// - Returns: a message if it isn't the service's own server, because the key is sent there; nil otherwise.
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

  /// The base URL that is set for a service, if there is one.
  func server(_ service: ImageService) -> String? {
    value(service.serverVariable).map { ServiceConfiguration(service, key: .bearer(""), server: $0).server }
  }

  private func value(_ variable: String) -> String? {
    guard let value = environment[variable], !value.allSatisfy(\.isWhitespace) else { return nil }
    return value
  }

  /// Names as a list: `a, b or c`.
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}
