import OpenAPISyntax

/// The files that a Swagger document refers to, as they stand there, each read once: a class, for the conversion and the
/// linker that converts other files share it.
final class SwaggerFiles {
  private var trees: [String: JSONTree?] = [:]
  /// The paths that were asked for, in order.
  private(set) var paths: [String] = []

  /// What a reference from a file leads to in another file; nil if nothing is there, or it can't be read.
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
    // Whatever is wrong in it is reported when the linker reads it.
    var problems = Diagnostics()
    let tree = load(path).flatMap { JSONTree.read($0, file: path, diagnostics: &problems) }
    trees[path] = .some(tree)
    if tree != nil { paths.append(path) }
    return tree
  }
}
