import OpenAPIDocument
import OpenAPISyntax

/// Checks bodies that hold named values: `application/x-www-form-urlencoded` and `multipart/form-data`.
struct FormCheck {
  let body: BodyCheck
  let mediaType: JSONNode
  private let outline: SchemaOutline

  init(body: BodyCheck, mediaType: JSONNode) {
    self.body = body
    self.mediaType = mediaType
    outline = SchemaOutline(mediaType["schema"].map { [$0] } ?? [], library: body.validator.library)
  }

  private func encoding(of name: String) -> JSONNode? { mediaType["encoding"]?[name] }

  private func undeclared(_ names: [String], _ schema: JSONNode) -> [Finding] {
    guard body.validator.options.reportsUndeclaredParts else { return [] }
    return names.filter { body.isUndeclared($0, outline) }
      .map { body.violation(schema, "the schema names no property \"\($0)\"", at: FormCheck.pointer($0)) }
  }

  private static func pointer(_ name: String) -> String { "#/" + JSONPointer.escape(name) }

  // MARK: application/x-www-form-urlencoded

  func formFindings() -> [Finding] {
    guard let text = UTF8Sequence.string(body.bytes), PercentEncoding.isWellFormed(text) else {
      return [body.violation(mediaType, "a % is not followed by two hexadecimal digits, or the text is not UTF-8")]
    }
    guard let schema = mediaType["schema"] else { return [] }
    var pairs = FormPairs(query: text)
    var members: [(name: String, value: TextValue)] = []
    var findings: [Finding] = []
    for name in outline.propertyNames {
      do throws(StyleDecoder.Failure) {
        if let value = try value(of: name, in: &pairs) { members.append((name, value)) }
      } catch {
        findings.append(body.violation(schema, error.reason, at: FormCheck.pointer(name)))
      }
    }
    let others = pairs.claim { _ in true }
    members += FormPairs.grouped(others.map { ($0.name, PercentEncoding.decode($0.raw, plusIsSpace: true)) })
    let names = others.map(\.name).uniqued()
    return findings + undeclared(names, schema) + body.check(.map(members), outline, against: schema)
  }

  private func value(of name: String, in pairs: inout FormPairs) throws(StyleDecoder.Failure) -> TextValue? {
    let encoding = encoding(of: name)
    let property = outline.property(name)
    let hasBrackets = pairs.pairs.contains { $0.name.hasPrefix(name + "[") }
    if encoding?["style"] == nil, encoding?["explode"] == nil {
      let type = encoding?["contentType"]?.string.flatMap(MIMEType.init)
      // An object without a style is JSON, unless its properties come in brackets.
      let isJSON = type?.isJSON ?? (property.isObject && !hasBrackets)
      if isJSON {
        let found = pairs.claim { $0 == name }
        guard let first = found.first else { return nil }
        let text = PercentEncoding.decode(first.raw, plusIsSpace: true)
        if JSONText.parse(text) == nil { throw StyleDecoder.Failure(reason: "it is not JSON") }
        return .json(text)
      }
    }
    let style = encoding?["style"]?.string ?? (hasBrackets ? "deepObject" : "form")
    let decoder = StyleDecoder(
      name: name, style: style, explodes: encoding?["explode"]?.bool ?? (style == "form"), outline: property,
      plusIsSpace: true)
    return try decoder.decode(pairs: &pairs)
  }

  // MARK: multipart

  func multipartFindings(_ type: MIMEType) -> [Finding] {
    guard let boundary = type["boundary"] else {
      return [body.violation(mediaType, "Content-Type names no boundary")]
    }
    let isForm = type.subtype == "form-data"
    let parts: [Multipart.Part]
    do throws(Multipart.Failure) {
      parts = try Multipart(body.bytes, boundary: boundary, isForm: isForm).parts
    } catch {
      return [body.violation(mediaType, error.reason)]
    }
    guard let schema = mediaType["schema"] else { return [] }
    if !isForm { return [body.unchecked(schema, "only the parts of multipart/form-data can be checked")] }
    var findings: [Finding] = []
    var members: [(name: String, value: TextValue)] = []
    let names = parts.compactMap(\.name).uniqued()
    for name in names {
      let own = parts.filter { $0.name == name }
      if let value = value(of: own, name, &findings) { members.append((name, value)) }
    }
    return findings + undeclared(names, schema) + body.check(.map(members), outline, against: schema)
  }

  private func value(of parts: [Multipart.Part], _ name: String, _ findings: inout [Finding]) -> TextValue? {
    let property = outline.property(name)
    let type = encoding(of: name)?["contentType"]?.string
    let isWholeArray = type.flatMap(MIMEType.init)?.isJSON == true && !property.element(0).isObject
    let isList = property.isArray || (property.types.contains("array") && parts.count > 1)
    if isList, !(isWholeArray && parts.count == 1) {
      var elements: [TextValue] = []
      for (position, part) in parts.enumerated() {
        let check = PartCheck(
          form: self, part: part, outline: property.element(position),
          pointer: FormCheck.pointer(name) + "/\(position)", encoding: encoding(of: name))
        guard let value = check.value(&findings) else { return nil }
        elements.append(value)
      }
      return .list(elements)
    }
    if parts.count > 1, let schema = mediaType["schema"] {
      findings.append(body.violation(schema, "it is given more than once", at: FormCheck.pointer(name)))
    }
    guard let part = parts.first else { return nil }
    let check = PartCheck(
      form: self, part: part, outline: property, pointer: FormCheck.pointer(name), encoding: encoding(of: name))
    return check.value(&findings)
  }
}

/// Checks one part of a multipart form against its property.
private struct PartCheck {
  let form: FormCheck
  let part: Multipart.Part
  let outline: SchemaOutline
  let pointer: String
  let encoding: JSONNode?

  private var rule: JSONNode { encoding ?? outline.schemas.first ?? form.mediaType }

  /// The part's value, nil if it can't be read.
  func value(_ findings: inout [Finding]) -> TextValue? {
    checkType(&findings)
    checkHeaders(&findings)
    let allowed = allowedTypes?.first.flatMap(MIMEType.init)
    // Where a property may be a file or something else, a part without a filename is something else.
    let isOther = outline.isBinary && outline.allowsMoreThanBytes && part.filename == nil
    if isFile(allowed: allowed, isOther: isOther) {
      if part.filename == nil, allowed == nil || outline.isBinary {
        findings.append(form.body.violation(rule, "a part with a file has no filename", at: pointer))
      }
      return .bytes(part.content.count)
    }
    guard let text = UTF8Sequence.string(part.content) else {
      findings.append(form.body.violation(rule, "the text is not UTF-8", at: pointer))
      return nil
    }
    let isObject = outline.isObject && !isOther
    let isJSON = allowed?.isJSON ?? (isObject || (part.contentType?.isJSON ?? false))
    guard isJSON else { return .text(text) }
    if allowed == nil, isObject, part.contentType?.isJSON != true {
      findings.append(
        form.body.violation(rule, "an object must be sent as a part of type application/json", at: pointer))
    }
    if JSONText.parse(text) == nil {
      findings.append(form.body.violation(rule, "it is not JSON", at: pointer))
      return nil
    }
    return .json(text)
  }

  /// The media types and ranges that `encoding` allows; nil if it doesn't restrict them.
  private var allowedTypes: [String]? {
    encoding?["contentType"]?.string.map { FieldValue.split($0, at: UInt8(ascii: ",")) }
  }

  private func isFile(allowed: MIMEType?, isOther: Bool) -> Bool {
    if outline.isBinary, !isOther { return true }
    if let allowed, isBinary(allowed) { return true }
    return outline.types.isEmpty && (part.filename != nil || part.contentType.map(isBinary) ?? false)
  }

  private func isBinary(_ type: MIMEType) -> Bool { !type.isText && !type.isJSON }

  private func checkType(_ findings: inout [Finding]) {
    if let allowedTypes {
      // Without a type of its own a part is plain text (RFC 7578, section 4.4).
      guard let type = part.contentType ?? MIMEType("text/plain") else { return }
      if !allowedTypes.compactMap(MIMEType.init).contains(where: { type.specificity(of: $0) > 0 }) {
        let list = allowedTypes.joined(separator: ", ")
        findings.append(form.body.violation(rule, "the part's type \(type.essence) is not among \(list)", at: pointer))
      }
      return
    }
    guard let type = part.contentType, !outline.types.isEmpty, !outline.isBinary else { return }
    let isScalar = outline.allowsScalar && !outline.isObject
    if isScalar, isBinary(type) {
      findings.append(
        form.body.violation(rule, "the part's type is \(type.essence), but its schema is not for files", at: pointer))
    }
  }

  private func checkHeaders(_ findings: inout [Finding]) {
    guard let headers = encoding?["headers"] else { return }
    for header in headers.members where header.key.lowercased() != "content-type" {
      findings += form.body.validator.validateHeader(
        named: header.key, header.value, in: part.fields, subject: "\(form.body.subject)\(pointer) header")
    }
  }
}
