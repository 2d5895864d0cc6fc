import OpenAPIDocument

/// Multipart bodies → objects, whose properties are the parts.
///
///     multipart/form-data: {schema: {properties: {photo: {format: binary}, note: {type: string}}},
///                           encoding: {photo: {contentType: image/png}}}
///     → object {photo: file, note: string}, parts {photo: as image/png}
///
/// A form is a new type, even if a component describes it: parts can be files, which JSON can't have. So a component stays
/// the same when a multipart body begins to use it.
struct MultipartForms {
  /// The types, with the forms that were made.
  private var types: API.Types
  /// The types of which forms were made already.
  private var described: Set<API.TypeID> = []
  /// Unions of the types that variants have for one part.
  private var unions: Set<API.TypeID> = []

  private init(_ types: API.Types) { self.types = types }

  /// The contents of each operation's body, and all types including the forms.
  static func resolve(
    _ operations: [Operations.Resolved], _ types: API.Types, _ diagnostics: inout Diagnostics
  ) -> (contents: [[API.Content]], types: API.Types) {
    var forms = MultipartForms(types)
    let contents = operations.map { operation in
      operation.bodies.map { forms.form($0.content, $0.media.encoding, &diagnostics) }
    }
    return (contents, forms.types)
  }

  /// A multipart body with the type of its form, or without a type if the parts aren't described.
  private mutating func form(
    _ content: API.Content, _ encodings: [Encoding], _ diagnostics: inout Diagnostics
  ) -> API.Content {
    guard case .multipart = content.kind else { return content }
    var result = content
    result.type = nil
    guard let type = content.type else {
      warn(content, "The parts of this multipart body are not described, so it is given as any JSON", &diagnostics)
      return result
    }
    guard var object = parts(of: type, content, &diagnostics) else { return result }
    for encoding in encodings {
      if let index = object.index(of: encoding.name), let part = part(of: object.properties[index], encoding) {
        object.parts[encoding.name] = part
        if let text = text(of: object.properties[index], as: part, encoding, &diagnostics) {
          object.properties[index] = text
        }
      }
      if let header = encoding.headers.first {
        diagnostics.warning(
          "part-headers", "Header fields of a part can't be set", at: header.node,
          hint: "send the value in another part")
      }
    }
    let target = types.follow(type).type
    let description = types[target]
    if !described.insert(target).inserted, type.type == target {
      // Several operations share the body, and each gets the types inside as its own.
      object = copy(object, depth: 0)
    }
    result.type = types.add(
      API.TypeDefinition(
        kind: .object(object), isNullable: false, location: types[type.type].location, isComponent: false,
        title: description.title, description: description.description, deprecation: description.deprecation))
    return result
  }

  /// The properties to send as parts; nil, with a warning, if the body isn't an object.
  private mutating func parts(
    of type: API.Reference, _ content: API.Content, _ diagnostics: inout Diagnostics
  ) -> API.Object? {
    switch types.kind(type) {
    case .object(let object): return object
    case .map(let value): return API.Object(additional: value)
    case .union(let union):
      guard let merged = merged(union, depth: 0) else { return nil }
      diagnostics.warning(
        "multipart-variants", "A multipart body with variants is sent as one form that has the parts of all of them",
        at: content.location, hint: "describe the body as one object")
      return merged
    default:
      warn(content, "This multipart body is no object with properties, so it is given as any JSON", &diagnostics)
      return nil
    }
  }

  /// A copy of a type and of the inline types inside.
  private mutating func copy(_ reference: API.Reference, depth: Int) -> API.Reference {
    var definition = types[reference.type]
    if definition.isComponent || definition.isRecursiveList || depth > 64 { return reference }
    switch definition.kind {
    case .scalar, .file, .same: return reference
    case .enumeration: break
    case .object(let object): definition.kind = .object(copy(object, depth: depth + 1))
    case .map(let value): definition.kind = .map(copy(value, depth: depth + 1))
    case .array(let item): definition.kind = .array(copy(item, depth: depth + 1))
    case .tuple(var tuple):
      for index in tuple.elements.indices {
        tuple.elements[index].type = copy(tuple.elements[index].type, depth: depth + 1)
      }
      tuple.rest = tuple.rest.map { copy($0, depth: depth + 1) }
      definition.kind = .tuple(tuple)
    case .union(var union):
      for index in union.cases.indices { union.cases[index].type = copy(union.cases[index].type, depth: depth + 1) }
      definition.kind = .union(union)
    }
    return API.Reference(types.add(definition).type, isNullable: reference.isNullable)
  }

  private mutating func copy(_ object: API.Object, depth: Int) -> API.Object {
    var object = object
    for index in object.properties.indices {
      object.properties[index].type = copy(object.properties[index].type, depth: depth)
    }
    object.additional = object.additional.map { copy($0, depth: depth) }
    for index in object.patterns.indices {
      object.patterns[index].type = copy(object.patterns[index].type, depth: depth)
    }
    return object
  }

  private func warn(_ content: API.Content, _ message: String, _ diagnostics: inout Diagnostics) {
    diagnostics.warning(
      "multipart-not-object", message, at: content.location,
      hint: "describe the parts as `properties` of an object")
  }

  /// How the part of a property is written; nil for the default way.
  private func part(of property: API.Property, _ encoding: Encoding) -> PartEncoding? {
    let isFile = types.files(in: property.type) != nil
    // A style takes precedence over a content type (OpenAPI 3.1, "Encoding Object").
    if !isFile, encoding.style != nil || encoding.explode != nil {
      let style = encoding.style.flatMap { ParameterStyle(rawValue: $0.rawValue) } ?? .form
      return .style(
        FieldEncoding(key: property.key, style: style, explode: encoding.explode ?? (style == .form)))
    }
    // If several content types are listed, each file is sent with its own.
    guard let first = encoding.contentTypes.first, !first.contains("*"), !isFile || encoding.contentTypes.count == 1
    else { return nil }
    return .contentType(first)
  }

  /// The property as a string, if its part is XML, which the runtime can't write; nil for other parts.
  private mutating func text(
    of property: API.Property, as part: PartEncoding, _ encoding: Encoding, _ diagnostics: inout Diagnostics
  ) -> API.Property? {
    guard case .contentType(let contentType) = part, ContentKind(contentType.lowercased()) == .markup,
      types.files(in: property.type) == nil
    else { return nil }
    let isList: Bool
    switch types.kind(property.type) {
    case .object, .map, .union, .tuple: isList = false
    case .array(let item):
      guard isStructured(item) else { return nil }
      isList = true
    default: return nil
    }
    diagnostics.note(
      "xml-as-text", "XML isn't written; the part is given as text", at: encoding.node,
      hint: "use the JSON form of the service where it has one")
    var text = API.text
    if isList {
      var list = types[types.follow(property.type).type]
      list.kind = .array(API.text)
      text = types.add(list)
    }
    return API.Property(
      key: property.key, type: text, isRequired: property.isRequired, isReadOnly: property.isReadOnly,
      isWriteOnly: property.isWriteOnly, deprecation: property.deprecation, description: property.description,
      location: property.location)
  }

  private func isStructured(_ type: API.Reference) -> Bool {
    switch types.kind(type) {
    case .object, .map, .union, .tuple, .array: true
    default: false
    }
  }

  // MARK: Variants

  /// An object with the properties of all variants; those that not all variants require are optional.
  private mutating func merged(_ union: API.Union, depth: Int) -> API.Object? {
    guard depth < 4 else { return nil }
    var result = API.Object()
    var counts: [String: Int] = [:]
    for unionCase in union.cases {
      let object: API.Object
      switch types.kind(unionCase.type) {
      case .object(let own): object = own
      case .union(let inner):
        guard let own = merged(inner, depth: depth + 1) else { return nil }
        object = own
      default: return nil
      }
      for property in object.properties {
        if property.isRequired { counts[property.key, default: 0] += 1 }
        if let known = result.index(of: property.key) {
          let deprecation = result.properties[known].deprecation ?? property.deprecation
          result.properties[known] = joined(result.properties[known], property)
          result.properties[known].deprecation = deprecation
        } else {
          result.properties.append(property)
        }
      }
      if result.additional == nil { result.additional = object.additional }
    }
    for index in result.properties.indices {
      result.properties[index].isRequired = counts[result.properties[index].key] == union.cases.count
    }
    return result
  }

  /// A property that two variants have, of a type for the values of both.
  private mutating func joined(_ first: API.Property, _ second: API.Property) -> API.Property {
    if types.follow(first.type) == types.follow(second.type), first.discriminatorValue == second.discriminatorValue {
      return first
    }
    switch (types.kind(first.type), types.kind(second.type)) {
    case _ where isAlike(first.type, second.type, depth: 0): return joined(first, second, first.type)
    case (.enumeration(let some), .enumeration(let more)) where some.rawType == more.rawType:
      var both = some
      both.isConstant = false
      for value in more.values where !some.values.contains(where: { $0.text == value.text }) {
        both.values.append(value)
      }
      var definition = types[first.type.type]
      definition.kind = .enumeration(both)
      definition.isNullable = false
      return joined(first, second, types.add(definition))
    case (.scalar(let any), .enumeration(let some)) where some.rawType == any:
      return joined(first, second, first.type)
    case (.enumeration(let some), .scalar(let any)) where some.rawType == any:
      return joined(first, second, second.type)
    default:
      return API.Property(
        key: first.key, type: either(first, second), isRequired: first.isRequired,
        description: first.description == second.description ? first.description : nil, location: first.location)
    }
  }

  /// A union of the types that two variants have for a part; the type of a third variant is added to it.
  private mutating func either(_ first: API.Property, _ second: API.Property) -> API.Reference {
    var cases: [API.Union.Case] = []
    if unions.contains(first.type.type), case .union(let union) = types[first.type.type].kind {
      cases = union.cases
    } else {
      cases = [unionCase(first.type)]
    }
    if cases.contains(where: { isAlike($0.type, second.type, depth: 0) }) { return first.type }
    cases.append(unionCase(second.type))
    let union = API.Union(cases: cases, choice: .fit, defaultCase: nil)
    let made = types.add(
      API.TypeDefinition(
        kind: .union(union), isNullable: false, location: nil, isComponent: false, title: nil, description: nil,
        deprecation: nil))
    unions.insert(made.type)
    return made
  }

  private func unionCase(_ type: API.Reference) -> API.Union.Case {
    var name: API.ReferenceName?
    if case .same(let same) = types[type.type].kind { name = same.name }
    return API.Union.Case(
      type: API.Reference(type.type), discriminatorValues: [], title: nil, description: nil, deprecation: nil,
      name: name)
  }

  /// The property of two variants with one type, without limits and documentation if the limits differ.
  private func joined(_ first: API.Property, _ second: API.Property, _ type: API.Reference) -> API.Property {
    guard first.rules == second.rules, first.format == second.format else {
      return API.Property(key: first.key, type: type, isRequired: first.isRequired)
    }
    return API.Property(
      key: first.key, type: type, isRequired: first.isRequired, isReadOnly: first.isReadOnly,
      isWriteOnly: first.isWriteOnly, deprecation: first.deprecation, defaultValue: first.defaultValue,
      rules: first.rules, description: first.description, format: first.format, location: first.location)
  }

  /// Whether two types would be the same Swift type.
  private func isAlike(_ first: API.Reference, _ second: API.Reference, depth: Int) -> Bool {
    guard depth < 8, first.isNullable == second.isNullable else { return false }
    if types.follow(first).type == types.follow(second).type { return true }
    switch (types.kind(first), types.kind(second)) {
    case (.scalar(let one), .scalar(let other)): return one == other
    case (.file, .file): return true
    case (.array(let one), .array(let other)), (.map(let one), .map(let other)):
      return isAlike(one, other, depth: depth + 1)
    default: return false
    }
  }
}
