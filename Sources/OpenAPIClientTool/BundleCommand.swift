import CommandLineSupport
import OpenAPIClientGenerator
import OpenAPIDocument
import OpenAPISyntax

/// `openapi-client bundle`: the document as it was understood, in one file.
struct BundleCommand {
  private let arguments: CommandArguments
  private let document: String

  init(_ words: [String]) throws(CommandError) {
    arguments = try CommandArguments(words, options: ["--config", "--overlay", "--output"], flags: ["--strict"])
    document = try arguments.positional("document")[0]
  }

  func run() throws(CommandError) -> ExitStatus {
    let settings = try ConfigurationFile.settings(arguments, document: document, namespace: nil)
    var job = try DocumentJob(document, settings: settings)
    let read = job.read()
    let hasErrors = job.report(strict: arguments.has("--strict") || settings.strict == true, ignoring: settings.ignore)
    guard let read, !hasErrors else { return .failed }
    guard read.separateFiles.isEmpty else {
      throw .failed(
        "\(document) can't be made into one file: \(read.separateFiles.joined(separator: ", ")) and it are of OpenAPI 3.0 "
          + "and of a later version, which differ in what stands beside a `$ref`. Let all be of one version.")
    }
    if let output = arguments.value("--output") {
      try FileSystem.makeFolder(FilePath.folder(of: output))
      _ = try FileSystem.replace(output, with: read.bundle)
    } else {
      // A line break ends what is printed.
      Console.print(String(read.bundle.dropLast()))
    }
    return .done
  }
}
