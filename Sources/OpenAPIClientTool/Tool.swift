import CommandLineSupport
import OpenAPIDocument
import OpenAPISyntax

/// The commands of `openapi-client`.
enum Tool {
  static func run(_ arguments: [String]) -> ExitStatus {
    do throws(CommandError) {
      guard let command = arguments.first else { throw .usage("No command. \(Usage.commands)") }
      let rest = Array(arguments.dropFirst())
      if rest.contains("--help") || rest.contains("-h") {
        Console.print(try Usage.text(of: command))
        return .done
      }
      switch command {
      case "generate": return try GenerateCommand(rest).run()
      case "check": return try CheckCommand(rest).run()
      case "diff": return try DiffCommand(rest).run()
      case "explain": return try ExplainCommand(rest).run()
      case "bundle": return try BundleCommand(rest).run()
      case "help", "--help", "-h":
        Console.print(try Usage.text(of: rest.first ?? "help"))
        return .done
      case "--version":
        Console.print("openapi-client \(Usage.version)")
        return .done
      default:
        throw .usage(
          "Unknown command '\(command)'\(NearestName.ending(for: command, among: Usage.names)) \(Usage.commands)")
      }
    } catch {
      Console.report("openapi-client: error: \(error.message)")
      return error.status
    }
  }
}
