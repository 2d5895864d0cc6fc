import OpenAPIDocument

/// The names that a configuration gives by pointer, and what became of them.
struct Pins {
  private var names: [String: String] = [:]
  /// The pointers of those that named something.
  private(set) var used: Set<String> = []
  /// The pointers of names for a property where a type stands.
  private(set) var misplaced: Set<String> = []

  /// Takes names by pointer, with or without `#`.
  init(_ given: [String: String]) {
    for (key, name) in given { names[key.hasPrefix("/") ? "#" + key : key] = name }
  }

  var isEmpty: Bool { names.isEmpty }

  mutating func name(ofType schema: Schema) -> String? {
    guard let (pointer, name) = use(schema) else { return nil }
    if !Generator.isForProperty(name, at: pointer) { return name }
    misplaced.insert(pointer)
    return nil
  }

  mutating func name(ofProperty schema: Schema) -> String? { use(schema)?.name }

  private mutating func use(_ schema: Schema) -> (pointer: String, name: String)? {
    // Pointers are made on demand.
    if names.isEmpty { return nil }
    let pointer = schema.pointer
    guard let name = names[pointer] else { return nil }
    used.insert(pointer)
    return (pointer, name)
  }
}
