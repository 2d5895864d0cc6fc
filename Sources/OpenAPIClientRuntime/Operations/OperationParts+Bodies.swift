import OpenAPISyntax

extension OperationParts {
  mutating func validate<T: Sendable>(_ body: T) {
    guard let body = body as? any Validatable else { return }
    rules.append { rules in body.validate(&rules) }
  }

  mutating func setJSON<T: JSONCodable>(_ body: T, _ contentType: String) {
    do throws(JSONError) {
      let bytes = try body.jsonBytes()
      // JSON is UTF-8 (RFC 8259, section 8.1) unless a document insists on something else.
      if CharacterSets.isUTF8(contentType) {
        self.body = .ready(.bytes(bytes), contentType: contentType)
      } else {
        setText(String(decoding: bytes, as: UTF8.self), contentType)
      }
    } catch {
      refuse("The body can't be written as JSON: \(error).")
    }
  }

  mutating func setJSONLines<T: JSONCodable>(_ body: [T], _ contentType: String) {
    var bytes: [UInt8] = []
    do throws(JSONError) {
      for element in body {
        bytes += try element.jsonBytes() + [UInt8(ascii: "\n")]
      }
    } catch {
      return refuse("The body can't be written as JSON: \(error).")
    }
    self.body = .ready(.bytes(bytes), contentType: contentType)
  }

  mutating func setForm<T: JSONCodable>(_ body: T, _ encoding: [String: ParameterStyle], _ contentType: String) {
    switch json(body, for: "body") {
    case .failure(let error): refuse("The body can't be written as a form: \(error).")
    case .success(.string(let text)):
      // The form is serialized already.
      setText(text, contentType)
    case .success(.object(let members)):
      setText(FormText.pairs(.object(members), encoding, kept: .form).joined(separator: "&"), contentType)
    case .success(let value):
      refuse("The body is \(value.kind.phrase), which can't be written as a form: a form has named members.")
    }
  }

  /// A text, in the character set that its content type names.
  mutating func setText(_ text: String, _ contentType: String) {
    do throws(CharacterSetError) {
      body = .ready(.bytes(try CharacterSets.encode(text, contentType: contentType)), contentType: contentType)
    } catch {
      refuse("The body can't be sent as \(contentType): \(error).")
    }
  }

  mutating func setMultipart(_ body: some MultipartForm, _ contentType: String) {
    var writer = MultipartWriter()
    body.write(to: &writer)
    if let problem = writer.problem { refuse(problem) }
    self.body = .multipart(writer.parts, contentType: contentType)
  }

  mutating func setMultipart<T: JSONCodable>(json body: T, _ contentType: String) {
    switch json(body, for: "body") {
    case .failure(let error): refuse("The body can't be written as parts: \(error).")
    case .success(.object(let members)):
      var writer = MultipartWriter()
      for member in members { writer.write(member.key, member.value) }
      self.body = .multipart(writer.parts, contentType: contentType)
    case .success(let value):
      refuse("The body is \(value.kind.phrase), which can't be written as parts: each part has a name.")
    }
  }
}

/// `application/x-www-form-urlencoded` bodies and query strings.
enum FormText {
  static func pairs(
    _ value: JSONValue, _ encoding: [String: ParameterStyle], kept: PercentEncoding.AllowedBytes
  ) -> [String] {
    var pairs: [String] = []
    for member in value.object ?? JSONObject() {
      var style = encoding[member.key]
      if style == nil {
        // Without `encoding`, arrays of scalars repeat the name, and everything else needs brackets to be unambiguous.
        let isFlat = member.value.array?.allSatisfy { $0.kind != .array && $0.kind != .object } ?? false
        style = isFlat ? .form : .deepObject
      }
      pairs += ParameterText(name: member.key, value: member.value, style: style ?? .form, kept: kept).pairs()
    }
    return pairs
  }
}
