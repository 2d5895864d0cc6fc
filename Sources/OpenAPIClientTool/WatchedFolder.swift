import CommandLineSupport
import OpenAPISyntax

/// A folder that the build system watches.
///
/// The next build is planned anew if an entry is added to the folder or removed, or if the file behind a link in it is.
/// The folder has a link to each file that a document was read from; the plugin makes them inputs of the next build.
struct WatchedFolder {
  var path: String

  /// Links exactly these files, which must exist: the build system doesn't notice when the file behind a link appears.
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
  /// The new entry has a number that was never used: the commands of several documents may do this in one build, and the
  /// folder must not end up as it was before.
  func requestNewPlan() throws(CommandError) {
    try FileSystem.makeFolder(path)
    let old = FileSystem.names(in: path).filter { $0.hasPrefix("Plan-") }
    let last = old.compactMap { Int($0.dropFirst(5)) }.max() ?? 0
    try FileSystem.makeFolder(FilePath.join(path, "Plan-\(last + 1)"))
    for name in old { FileSystem.removeFolder(FilePath.join(path, name)) }
  }

  /// A short name for a path.
  private static func digest(_ path: String) -> String { String(FNV1a.hash(path.utf8), radix: 16) }
}
