import CommandLineSupport
import OpenAPIDocument
import OpenAPISyntax

/// A folder that a build system looks after: it plans a build anew where a name in it comes or goes, and where a file
/// that a link in it leads to does.
///
/// So the links are the files that a document is made from, and an input of the next plan.
struct WatchedFolder {
  var path: String

  /// Makes the folder's links lead to these files, and to no others.
  ///
  /// The files must be there: of a link that leads nowhere nobody notices when it leads somewhere.
  func watch(_ files: [String]) throws(CommandError) {
    try FileSystem.makeFolder(path)
    var links: [String: String] = [:]
    for file in files.map(FilePath.absolute) { links["File-" + Self.digest(file)] = file }
    for name in FileSystem.names(in: path) where name.hasPrefix("File-") && links[name] == nil {
      try FileSystem.remove(FilePath.join(path, name))
    }
    for (name, file) in links.sorted(by: { $0.key < $1.key }) {
      try FileSystem.makeLink(FilePath.join(path, name), to: file)
    }
  }

  /// Changes the folder, so that the next build is planned anew.
  ///
  /// The new name was never there before: several documents may ask in one build, and must not put back what they found.
  func askForNewPlan() throws(CommandError) {
    try FileSystem.makeFolder(path)
    let old = FileSystem.names(in: path).filter { $0.hasPrefix("Plan-") }
    let last = old.compactMap { Int($0.dropFirst(5)) }.max() ?? 0
    try FileSystem.makeFolder(FilePath.join(path, "Plan-\(last + 1)"))
    for name in old { FileSystem.removeFolder(FilePath.join(path, name)) }
  }

  /// A name for a path: FNV-1a of 64 bits.
  private static func digest(_ path: String) -> String {
    let hash = path.utf8.reduce(14_695_981_039_346_656_037 as UInt64) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    return String(hash, radix: 16)
  }
}
