import OpenAPISyntax

/// The files that a Swagger document refers to, unconverted, each read once.
///
/// A class, because the conversion and the linker, which converts other files, share it.
final class SwaggerFiles {
  private var trees: [String: JSONTree?] = [:]
  /// The paths of the files that were read, in order.
  private(set) var paths: [String] = []

  /// The target of a reference into another file; nil if there is none, or the file can't be read.
  func target(of reference: String, in file: String, load: (String) -> [UInt8]?) -> JSONNode? {
    let parts = ReferenceText(reference)
    guard !ReferenceText.hasScheme(reference), parts.resource.utf8.first != UInt8(ascii: "/") else { return nil }
    let path = ReferenceText.resolve(PercentEncoding.decode(parts.resource), base: file)
    guard let tree = tree(path, load: load) else { return nil }
    let fragment = parts.fragment ?? ""
    return fragment.isEmpty ? tree.root : tree.root.resolve(pointer: "#" + fragment)
  }

  private func tree(_ path: String, load: (String) -> [UInt8]?) -> JSONTree? {
    if let known = trees[path] { return known }
    // Mistakes are reported when the linker reads the file.
    var problems = Diagnostics()
    let tree = load(path).flatMap { JSONTree.read($0, file: path, diagnostics: &problems) }
    trees[path] = .some(tree)
    if tree != nil { paths.append(path) }
    return tree
  }
}
