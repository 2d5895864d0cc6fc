import OpenAPIDocument
import OpenAPISyntax

/// Checks one body, of a request or a response, against a `content` map.
struct BodyCheck {
  let validator: RequestValidator
  let subject: String
  let direction: SchemaValidator.Direction
  /// The values of `Content-Type`.
  let contentTypes: [String]
  let bytes: [UInt8]

  func violation(_ rule: JSONNode, _ message: String, at pointer: String = "#") -> Finding {
    Finding(.violation, subject: subject, instancePointer: pointer, rule: rule, message: message)
  }

  func unchecked(_ rule: JSONNode, _ message: String) -> Finding {
    Finding(.unchecked, subject: subject, rule: rule, message: message)
  }

  /// Checks the body against the entry of `content` that fits its media type best.
  /// - Parameters:
  ///   - content: The map of media types.
  ///   - owner: The Request Body or Response Object with the map, for findings where it is missing.
  /// - Returns: The findings, none if the body conforms.
  func findings(content: JSONNode?, of owner: JSONNode) -> [Finding] {
    guard let content, content.count > 0 else {
      return bytes.isEmpty ? [] : [violation(owner, "the document describes no content here")]
    }
    if contentTypes.count > 1 { return [violation(content, "there are several Content-Type fields")] }
    guard let text = contentTypes.first else { return [violation(content, "there is no Content-Type")] }
    guard let type = MIMEType(text) else { return [violation(content, "Content-Type is malformed")] }
    guard let entry = type.bestEntry(of: content) else {
      let known = content.members.map(\.key).joined(separator: ", ")
      return [violation(content, "Content-Type \(type.essence) is not among \(known)")]
    }
    guard let mediaType = validator.library.dereference(entry) else {
      return [unchecked(entry, "the reference can't be resolved")]
    }
    return findings(type, mediaType)
  }

  private func findings(_ type: MIMEType, _ mediaType: JSONNode) -> [Finding] {
    if type.isJSON { return jsonFindings(mediaType) }
    if type.isJSONLines { return lineFindings(mediaType) }
    if type.isForm { return FormCheck(body: self, mediaType: mediaType).formFindings() }
    if type.essence == "text/event-stream", mediaType["itemSchema"] != nil { return eventFindings(mediaType) }
    if type.isMultipart { return FormCheck(body: self, mediaType: mediaType).multipartFindings(type) }
    guard let schema = mediaType["schema"] else { return [] }
    let outline = SchemaOutline([schema], library: validator.library)
    if type.isText, type.subtype != "event-stream", !outline.isBinary {
      guard let text = UTF8Sequence.string(bytes) else { return [violation(schema, "it is not UTF-8")] }
      return check(.text(text), outline, against: schema)
    }
    let isStructured = !outline.types.isEmpty && !outline.types.contains("string")
    if isStructured { return [unchecked(schema, "bodies of type \(type.essence) can't be checked")] }
    return check(.bytes(bytes.count), outline, against: schema)
  }

  func check(_ value: TextValue, _ outline: SchemaOutline, against schema: JSONNode) -> [Finding] {
    guard let converted = TextConverter.convert(value, by: outline, validator: validator.schemas) else {
      return [unchecked(schema, "the value could not be converted to JSON")]
    }
    return validator.schemas.validate(
      converted.value, against: schema, as: subject, direction: direction, binarySizes: converted.binarySizes)
  }

  // MARK: JSON

  private func jsonFindings(_ mediaType: JSONNode) -> [Finding] {
    var diagnostics = Diagnostics()
    let tree = JSONTree.parse(bytes, file: subject, diagnostics: &diagnostics)
    var findings = diagnostics.all.map {
      violation(mediaType, "\($0.location.line):\($0.location.column): \($0.message)")
    }
    guard let value = tree?.root, let schema = mediaType["schema"] else { return findings }
    findings += validator.schemas.validate(value, against: schema, as: subject, direction: direction)
    if validator.options.reportsUndeclaredProperties {
      let outline = SchemaOutline([schema], library: validator.library)
      for member in value.members where isUndeclared(member.key, outline) {
        findings.append(violation(schema, "the schema names no property \"\(member.key)\"", at: member.value.pointer))
      }
    }
    return findings
  }

  func isUndeclared(_ name: String, _ outline: SchemaOutline) -> Bool {
    let names = outline.propertyNames
    return !names.isEmpty && !names.contains(name) && !outline.allowsOthersExplicitly
  }

  /// Checks a body with a JSON value on each line, or after each U+001E (RFC 7464).
  private func lineFindings(_ mediaType: JSONNode) -> [Finding] {
    let separators: [UInt8] = [UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x1E]
    let values = bytes.split(whereSeparator: separators.contains).map { String(decoding: $0, as: UTF8.self) }
    return findings(ofItems: values, mediaType)
  }

  private func eventFindings(_ mediaType: JSONNode) -> [Finding] {
    guard let text = UTF8Sequence.string(bytes) else { return [violation(mediaType, "it is not UTF-8")] }
    return findings(ofItems: EventStream.events(in: text), mediaType)
  }

  /// Checks each value by `itemSchema` (from OpenAPI 3.2 on), or all of them as an array by `schema`.
  ///
  /// A `schema` that doesn't allow arrays is meant for each value.
  private func findings(ofItems values: [String], _ mediaType: JSONNode) -> [Finding] {
    var findings: [Finding] = []
    var itemSchema = mediaType["itemSchema"]
    if itemSchema == nil, let schema = mediaType["schema"] {
      let types = SchemaOutline([schema], library: validator.library).types
      if !types.isEmpty, !types.contains("array") { itemSchema = schema }
    }
    for (number, text) in values.enumerated() {
      guard let value = JSONText.parse(text, file: subject) else {
        findings.append(violation(mediaType, "it is not JSON", at: "#/\(number)"))
        continue
      }
      guard let schema = itemSchema else { continue }
      findings += validator.schemas.validate(
        value, against: schema, as: subject, prefix: "#/\(number)", direction: direction)
    }
    guard let schema = mediaType["schema"], schema != itemSchema, findings.isEmpty,
      let all = JSONText.parse("[" + values.joined(separator: ",") + "]", file: subject)
    else { return findings }
    return validator.schemas.validate(all, against: schema, as: subject, direction: direction)
  }
}

extension MIMEType {
  /// The value in a `content` map whose media type or range fits this type best; the first of several that fit equally.
  package func bestEntry(of content: JSONNode) -> JSONNode? {
    var best: (fit: Int, value: JSONNode)?
    for entry in content.members {
      let fit = MIMEType(entry.key).map { specificity(of: $0) } ?? 0
      if fit > best?.fit ?? 0 { best = (fit, entry.value) }
    }
    return best?.value
  }
}
