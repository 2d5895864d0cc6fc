import OpenAPIDocument

/// Media types of bodies → their types, and how they are read and written.
///
///     content: {application/json: {schema: {$ref: …/Pet}}, text/json: {schema: {$ref: …/Pet}}}
///     → [json as application/json: Pet]
struct Contents {
  let shapes: Shapes
  let types: API.Types

  /// A content with the media type that it comes from.
  struct Resolved {
    let content: API.Content
    let media: MediaType
  }

  /// The contents of a body, without those that only repeat another one as JSON or as text.
  func resolve(_ medias: [MediaType], _ diagnostics: inout Diagnostics) -> [Resolved] {
    var result: [Resolved] = []
    for media in medias {
      let resolved = Resolved(content: content(media, &diagnostics), media: media)
      let content = resolved.content
      var repeats = false
      for (index, other) in result.enumerated() where target(content) == target(other.content) {
        switch (content.kind, other.content.kind) {
        case (.json, .json): if isPlainJSON(content) { result[index] = resolved }
        case (.text, .json): if isText(content) { continue }
        case (.json, .text):
          if isText(other.content) { continue }
          result[index] = resolved
        default: continue
        }
        repeats = true
      }
      if !repeats { result.append(resolved) }
    }
    return result
  }

  /// The contents of a response, in which all texts are one content, and all bytes another.
  ///
  ///     application/json: Pet, application/xml: Pet, image/png: binary, image/jpeg: binary
  ///     → json: Pet, binary with the media types image/png and image/jpeg
  ///
  /// XML is left out if there is JSON, and a form if there is JSON of the same type: the client asks for JSON only.
  func resolve(response medias: [MediaType], _ diagnostics: inout Diagnostics) -> [API.Content] {
    let contents = resolve(medias, &diagnostics).map { $0.content }
    let json = contents.filter { $0.kind == .json }
    var result: [API.Content] = []
    for content in contents {
      switch content.kind {
      case .markup where !json.isEmpty: continue
      case .form where json.contains { target($0) == target(content) }: continue
      default: break
      }
      if let kind = Contents.commonKind(content.kind),
        let index = result.firstIndex(where: { Contents.commonKind($0.kind) == kind })
      {
        result[index].otherMediaTypes.append(content.mediaType)
      } else {
        result.append(content)
      }
    }
    return result
  }

  /// The kind that contents are read as together; nil for those that are read one by one.
  private static func commonKind(_ kind: ContentKind) -> ContentKind? {
    switch kind {
    case .text, .markup: .text
    case .binary, .multipart: .binary
    default: nil
    }
  }

  /// The documented media types from which the contents of a response can be read, for the header field `Accept`.
  ///
  ///     [application/json: Pet, application/vnd.pet+json: Pet] → application/json, application/vnd.pet+json;q=0.9
  func mediaTypes(_ medias: [MediaType], readAs contents: [API.Content]) -> [String] {
    medias.compactMap { acceptEntry($0, contents) }.filter { name in
      // A media type with spaces or control characters is a mistake, and would make the header field invalid.
      name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
  }

  /// The entry of a media type in `Accept`; nil if none of the contents can be read from it.
  private func acceptEntry(_ media: MediaType, _ contents: [API.Content]) -> String? {
    if let content = contents.first(where: { $0.location == Location(media.node) }) {
      return Contents.acceptEntry(media, content)
    }
    let kind = kind(media, (media.schema ?? media.itemSchema).map { shapes.reference(to: $0) })
    switch kind {
    // Another JSON type of the same value, which the client accepts if need be.
    case .json where media.essence.hasSuffix("+json") && contents.contains { $0.kind == .json }:
      return media.essence + ";q=0.9"
    default: return contents.contains { $0.otherMediaTypes.contains(media.essence) } ? media.essence : nil
    }
  }

  /// A media type with its parameters, but for `charset`, which the response gives.
  private static func acceptEntry(_ media: MediaType, _ content: API.Content) -> String {
    let essence = media.essence
    if !essence.contains("/") { return content.contentType }
    if ContentKind.isRange(essence) { return content.kind == .binary ? essence : content.contentType }
    let parameters = media.name.split(separator: ";").dropFirst().map { $0.filter { $0 != " " } }
    return ([essence] + parameters.filter { !$0.lowercased().hasPrefix("charset=") }).joined(separator: ";")
  }

  /// Whether there is nothing to send: a form without fields, or an optional JSON object without properties.
  func holdsNothing(_ content: API.Content, isRequired: Bool) -> Bool {
    switch content.kind {
    case .form, .multipart: break
    case .json where !isRequired: break
    default: return false
    }
    guard let type = content.type, !types.follow(type).isNullable, case .object(let object) = types.kind(type) else {
      return false
    }
    return object.properties.isEmpty && object.patterns.isEmpty && object.additional == nil
  }

  private func target(_ content: API.Content) -> API.TypeID? { content.type.map { types.follow($0).type } }

  private func isPlainJSON(_ content: API.Content) -> Bool {
    let subtype = content.mediaType.split(separator: "/", maxSplits: 1).last ?? ""
    return ContentKind.isRange(content.mediaType) || String(subtype).dropping("vnd.", "x-", "x.") == "json"
  }

  private func isText(_ content: API.Content) -> Bool {
    guard let type = content.type else { return true }
    if case .scalar(.string) = types.kind(type) { return true }
    return false
  }

  // MARK: One content

  private func content(_ media: MediaType, _ diagnostics: inout Diagnostics) -> API.Content {
    let type = (media.schema ?? media.itemSchema).map { shapes.reference(to: $0) }
    let kind = kind(media, type)
    if case .markup = kind, let type, isStructured(type) {
      noteXML(at: media.node, &diagnostics)
    }
    return API.Content(
      kind: kind, location: Location(media.node), contentType: concrete(media.name, media.essence, kind),
      mediaType: media.essence, type: type, item: item(media, kind, type), eventForm: EventShapes.form(media),
      example: media.examples.literal(of: media.schema),
      fields: fields(media))
  }

  /// Notes that XML is text, once in a document.
  private func noteXML(at node: JSONNode, _ diagnostics: inout Diagnostics) {
    if diagnostics.contains(code: "xml-as-text") { return }
    diagnostics.note(
      "xml-as-text",
      "XML isn't read or written; it is sent as text, and received as bytes unless there is JSON beside it", at: node,
      hint: "use the JSON form of the service where it has one")
  }

  /// The kind of a media type; for wildcards and bodies that are files the schema decides.
  private func kind(_ media: MediaType, _ type: API.Reference?) -> ContentKind {
    let kind = ContentKind(media.essence)
    var isBinary = false
    var isText = false
    if let type {
      switch types.kind(type) {
      case .file: isBinary = true
      case .scalar(.string): isText = true
      default: break
      }
    }
    switch kind {
    case .any:
      if type == nil || isBinary { return .binary }
      return isText ? .text : .json
    case .multipart where media.itemSchema != nil || !media.prefixEncoding.isEmpty || media.itemEncoding != nil:
      return .binary
    case .json, .text, .markup: return isBinary ? .binary : kind
    default: return kind
    }
  }

  /// Whether values can be sent as a form: objects, or a string that is the encoded form.
  func hasMembers(_ type: API.Reference, depth: Int) -> Bool {
    switch types.kind(type) {
    case .object, .map, .scalar(.json), .scalar(.string): true
    case .union(let union): depth < 8 && union.cases.allSatisfy { hasMembers($0.type, depth: depth + 1) }
    default: false
    }
  }

  private func isStructured(_ type: API.Reference) -> Bool {
    switch types.kind(type) {
    case .object, .union, .array, .map, .tuple: true
    default: false
    }
  }

  /// A content type that can be sent instead of a wildcard.
  private func concrete(_ name: String, _ essence: String, _ kind: ContentKind) -> String {
    guard ContentKind.isRange(essence) || !essence.contains("/") else { return name }
    switch kind {
    case .json: return "application/json"
    case .text, .markup: return "text/plain"
    case .multipart: return "multipart/form-data"
    case .form: return "application/x-www-form-urlencoded"
    default: return "application/octet-stream"
    }
  }

  /// The type of an event, a line or an element.
  private func item(_ media: MediaType, _ kind: ContentKind, _ type: API.Reference?) -> API.Reference? {
    if let schema = media.itemSchema {
      guard case .events = kind, case .data = EventShapes.form(media) else { return shapes.reference(to: schema) }
      return shapes.reference(to: EventShapes.data(schema) ?? schema)
    }
    guard let type else { return nil }
    if case .array(let item) = types.kind(type) { return item }
    return type
  }

  /// The fields of a form that `encoding` gives a style or a content type.
  private func fields(_ media: MediaType) -> [FieldEncoding] {
    media.encoding.compactMap { encoding in
      if let style = encoding.style {
        let planned = ParameterStyle(rawValue: style.rawValue) ?? .form
        return FieldEncoding(key: encoding.name, style: planned, explode: encoding.explode ?? (style == .form))
      }
      if let explode = encoding.explode {
        return FieldEncoding(key: encoding.name, style: .form, explode: explode)
      }
      guard let first = encoding.contentTypes.first, ContentKind(first.lowercased()) == .json else { return nil }
      return FieldEncoding(key: encoding.name, style: .content, explode: false)
    }
  }
}
