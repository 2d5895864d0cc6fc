import CommandLineSupport
import OpenAPIDocument
import OpenAPISyntax

/// What `--help` shows.
enum Usage {
  static let version = "1.0.0"
  static let names = ["generate", "check", "diff", "explain", "bundle", "help"]
  static let commands = "Commands are generate, check, diff, explain and bundle; see 'openapi-client --help'."

  static let text = """
    openapi-client turns OpenAPI documents (3.x, Swagger 2.0; JSON or YAML) into Swift clients.

      openapi-client generate DOCUMENT --output DIR   writes a client
      openapi-client check DOCUMENT                   reports what is wrong with a document, writes nothing
      openapi-client diff OLD NEW                     prints what changes for Swift callers
      openapi-client explain DOCUMENT                 prints what each stage of the generator makes of a document
      openapi-client bundle DOCUMENT                  prints the document as it is understood, as one JSON file
      openapi-client help COMMAND                     shows the options of a command
      openapi-client --version

    Diagnostics go to standard error as 'file:line:column: warning: message (#/json/pointer) [code]'.
    Exit status: 0 done, 1 the document can't be used, 2 wrong usage, 3 input or output failed.
    """

  static let generate = """
    openapi-client generate DOCUMENT --output DIR [options]

      --output DIR          the folder to write to; it is created if it does not exist
      --namespace NAME      the Swift enum around everything; otherwise named after the file or the title
      --access LEVEL        public (default), package or internal
      --files N             spreads operations and models over N files each; otherwise by the document's size.
                            'tags': operations by their first tag, models by their first letter
      --config FILE         uses the document's entry in an openapi-client.json; options override it
      --overlay FILE        corrects the document (OpenAPI Overlay 1.0 or 1.1), after those of the entry; may be repeated
      --emit WHAT           client (default), document (its JSON text as a Swift constant), both, or tests
      --tests DIR           also writes tests that the client conforms to its document
      --tests-module NAME   the module that those tests import the client from; otherwise they are in the same module
      --strict              warnings are errors: nothing is written if there are any, except those whose codes the
                            entry lists in 'ignore'
      --quiet               no summary, diagnostics only

    A file whose bytes would not change is not written. Files of an earlier run that are not generated any more are removed.
    For build systems: with --planned PLAN everything is written into the planned files if the configuration now asks for
    others. With --target-module NAME a namespace of that module's name is warned about. With --watched DIR the folder DIR
    gets links to the files that were read, and a new entry when the build has to be planned anew.
    """

  static let check = """
    openapi-client check DOCUMENT [options]

      --config FILE         uses the document's entry in an openapi-client.json
      --overlay FILE        corrects the document, after the overlays of the entry; may be repeated
      --strict              warnings are errors, except those whose codes the entry lists in 'ignore'
      --quiet               no summary, diagnostics only
    """

  static let diff = """
    openapi-client diff OLD NEW [options]

      --config FILE         uses the entry of NEW in an openapi-client.json, for both documents
      --overlay FILE        corrects both documents, after the overlays of the entry; may be repeated
      --strict              exit status 1 if anything breaks callers
      --json                one JSON object instead of lines

    Standard output has one change a line: 'breaking:', 'additive:' or 'documentation:', then what changes. A change is
    breaking if code may not compile any more, or compiles and means something else. A renaming shows the entry of 'names'
    that undoes it.
    The JSON object has the numbers 'breaking', 'additive' and 'documentation', and the array 'changes', each with
    'impact' (one of the three), 'change' (added, removed, renamed, type, requirement, order, meaning, security,
    access, deprecation, description, rules, transport), 'declaration' (by its old name, without the namespace),
    'message' and, where something undoes a renaming, 'names'.
    """

  static let explain = """
    openapi-client explain DOCUMENT [options]

      --stage STAGE         read: the document as it was understood; resolve: its types and what is sent and received;
                            name: the names of everything; plan (default): every decision about Swift
      --only LOCATION       only this part: '#/components/schemas/Pet', 'GET /pets', or a Swift name
      --config FILE         uses the document's entry in an openapi-client.json
      --overlay FILE        corrects the document, after the overlays of the entry; may be repeated
    """

  static let bundle = """
    openapi-client bundle DOCUMENT [options]

      --overlay FILE        corrects the document (OpenAPI Overlay 1.0 or 1.1); may be repeated
      --config FILE         applies the overlays of the document's entry in an openapi-client.json first
      --output FILE         writes to a file instead of standard output
      --strict              warnings are errors: nothing is written if there are any

    Prints the document as it was understood, as one JSON file: YAML is read, overlays are applied, and what it refers to in
    other files is among its components. The printed document gives the same client.
    """

  static func text(of command: String) throws(CommandError) -> String {
    switch command {
    case "generate": return generate
    case "check": return check
    case "diff": return diff
    case "explain": return explain
    case "bundle": return bundle
    case "help", "--help", "-h", "--version": return text
    default:
      throw .usage("Unknown command '\(command)'\(NearestName.ending(for: command, among: names)) \(commands)")
    }
  }
}
