import CommandLineSupport
import OpenAPIClientGenerator
import OpenAPIDocument

extension ConfigurationFile {
  /// Reads a configuration, and reports what is wrong with it.
  static func read(_ path: String) throws(CommandError) -> ConfigurationFile {
    guard let bytes = try FileSystem.read(path) else { throw .inputOutput("There is no file \(path).") }
    var diagnostics = Diagnostics()
    let file = ConfigurationFile(path, bytes: bytes, diagnostics: &diagnostics)
    for diagnostic in diagnostics.all { Console.report(diagnostic.description) }
    guard let file else { throw .failed("The configuration \(path) can't be used.") }
    return file
  }

  /// The settings of a document: its entry in the file of `--config`, or empty ones without that option.
  ///
  /// The overlays of the command line come after those of the entry.
  static func settings(
    _ arguments: CommandArguments, document: String, namespace: String?
  ) throws(CommandError) -> DocumentSettings {
    var settings = DocumentSettings(path: document)
    if let path = arguments.value("--config") {
      let file = try read(path)
      guard let found = file.settings(for: document, namespace: namespace) else {
        throw .failed("The configuration \(path) has no entry for the document \(document).")
      }
      settings = found
    }
    for path in arguments.all("--overlay") { settings.overlays.append(DocumentSettings.Overlay(path: path)) }
    return settings
  }
}

extension DocumentSettings {
  /// The configuration of a document that was read; without a namespace its file or title gives the name.
  func configuration(for document: Document, at path: String) -> GeneratorConfiguration {
    configuration(namespace: namespace ?? Generator.namespace(document: path, title: document.info.title))
  }

  /// The settings as the generator's configuration.
  func configuration(namespace: String) -> GeneratorConfiguration {
    var configuration = GeneratorConfiguration(
      namespace: namespace, access: access ?? .public, only: only, names: names, formats: formats,
      strict: strict ?? false)
    configuration.pages = pages
    configuration.isGroupedByTag = grouping == .tags
    configuration.entryLocations = locations
    return configuration
  }
}
