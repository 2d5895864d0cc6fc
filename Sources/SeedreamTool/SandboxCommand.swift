import CommandLineSupport
import Foundation
import Seedream
import SeedreamSandbox

/// `seedream sandbox`.
enum SandboxCommand {
  /// The help page of the command, with the list of faults.
  static var page: String {
    var text = Commands.sandbox.page
    text += "\nFaults, as [POINT.]NAME[=VALUE][:TIMES][/EVERY], where POINT is submit, poll or download:\n"
    let width = SandboxFault.all.map(\.name.count).max() ?? 0
    for fault in SandboxFault.all {
      text += "  \(fault.name)\(String(repeating: " ", count: width - fault.name.count))  \(fault.summary)\n"
    }
    return text
  }

  static func run(_ arguments: CommandArguments) async throws -> Never {
    let port = UInt16(try arguments.number("--port", in: 0...65_535) ?? 0)
    var faults: [SandboxFault] = []
    for argument in arguments.all("--fault") {
      do {
        faults.append(try SandboxFault(argument: argument))
      } catch {
        throw CommandError.usage("\(error)")
      }
    }
    var options = SandboxOptions()
    options.rateLimit = try arguments.number("--rate-limit", in: 1...100_000).map { SandboxRateLimit(submissions: $0) }
    options.stateFile = arguments.value("--state").map(CommandArguments.path)
    let sandbox: SandboxServer
    do {
      sandbox = try SandboxServer(port: port, options: options, faults: faults)
    } catch {
      throw CommandError.usage("The sandbox can't start. \(error)")
    }
    for service in ImageService.allCases {
      Console.output("export \(service.serverVariable)=\(sandbox.url) \(service.keyVariable)=sandbox")
    }
    Console.error("The sandbox serves \(ImageService.allCases.map(\.name).joined(separator: ", ")) at \(sandbox.url).")
    for fault in faults { Console.error("It will simulate the fault \(fault).") }
    Console.error("In another terminal, set the variables above, then: seedream generate \"a lighthouse at dusk\"")
    Console.error("Ctrl-C stops it.")
    Interrupts.handle(
      onSignal: {
        sandbox.stop()
        exit(0)
      }, onTimeout: { exit(0) })
    while true { try? await Task.sleep(for: .seconds(3600)) }
  }
}
