import CommandLineSupport
import OpenAPIClientGenerator
import OpenAPIDocument
import OpenAPISyntax

/// `openapi-client bundle`: prints the document as it was understood, as one file.
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
    let hasErrors = job.report(settings, arguments)
    guard let read, !hasErrors else { return .failed }
    guard read.separateFiles.isEmpty else {
      throw .failed(
        "\(document) can't be bundled with \(read.separateFiles.joined(separator: ", ")): OpenAPI 3.0 and later versions "
          + "treat keywords beside a `$ref` differently. Use one version in all files.")
    }
    if let output = arguments.value("--output") {
      try FileSystem.makeFolder(FilePath.folder(of: output))
      _ = try FileSystem.replace(output, with: read.bundle)
    } else {
      // The bundle ends with a line feed, and so does what `print` writes.
      Console.print(String(read.bundle.dropLast()))
    }
    return .done
  }
}
