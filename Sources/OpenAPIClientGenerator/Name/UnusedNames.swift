import OpenAPIDocument
import OpenAPISyntax

/// Warns about names in a configuration that aren't used.
enum UnusedNames {
  static func warn(
    _ configuration: GeneratorConfiguration, _ api: API, _ names: Names, _ diagnostics: inout Diagnostics
  ) {
    func contains(_ pointers: Set<String>, _ key: String) -> Bool {
      pointers.contains(key) || pointers.contains("#" + key)
    }
    let used = names.usedPins.union(api.operations.map { $0.key })
    for key in configuration.names.keys.sorted() {
      if contains(names.misplacedPins, key) {
        configuration.warn(
          .name(key), "property-name-for-type",
          "The schema at `\(key)` becomes a type, so a name for a property is ignored",
          hint: "give it a type's name, which begins with a capital letter", root: api.root, &diagnostics)
      }
      if !contains(used, key) {
        configuration.warn(
          .name(key), "unused-name", "The name given for `\(key)` is used nowhere",
          hint: hint(key, api), root: api.root, &diagnostics)
      }
    }
  }

  private static func hint(_ key: String, _ api: API) -> String {
    let schemas = api.types.indices.compactMap { api.types[$0].isComponent ? api.types[$0].location?.pointer : nil }
    let known = key.hasPrefix("#") || key.hasPrefix("/") ? schemas : api.operations.map(\.key)
    return NearestName.nearest(to: key, among: known).map { "did you mean `\($0)`?" }
      ?? "write an operation as `POST /path`, a schema as `#/components/schemas/Name`"
  }
}
