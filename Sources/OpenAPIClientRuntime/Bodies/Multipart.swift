import OpenAPISyntax

/// A type whose members are the parts of a multipart body.
public protocol MultipartForm: Sendable {
  /// Writes a part for each member.
  func write(to form: inout MultipartWriter)
}

/// One part: its headers and its content.
struct MultipartPart: Sendable {
  let name: String
  let filename: String?
  let contentType: String?
  let headers: [(name: String, value: String)]
  let body: RequestBody
}

/// Collects the parts of a multipart body (RFC 7578).
public struct MultipartWriter {
  var parts: [MultipartPart] = []
  var problem: String?

  init() {}

  /// A part for a value: plain text for scalars, JSON for objects, a part an element for arrays; none for nil.
  public mutating func write<T: JSONCodable>(
    _ name: String, _ value: T, contentType: String? = nil, headers: [(String, String)] = []
  ) {
    do throws(JSONError) {
      add(name, try ParameterText.value(of: value), contentType, headers)
    } catch {
      refuse("The part '\(name)' can't be written: \(error).")
    }
  }

  /// Parts for a value in a parameter's style (`encoding.style`, OpenAPI 3.1): `a,b` in one part, `filter[a]` as the
  /// name of another; none for nil.
  public mutating func write<T: JSONCodable>(
    _ name: String, _ value: T, style: ParameterStyle, headers: [(String, String)] = []
  ) {
    do throws(JSONError) {
      let value = try ParameterText.value(of: value)
      for item in ParameterText(name: name, value: value, style: style, kept: .everything).items() {
        part(item.name, item.text, nil, headers)
      }
    } catch {
      refuse("The part '\(name)' can't be written: \(error).")
    }
  }

  /// A part for a file; none for nil.
  public mutating func write(
    _ name: String, _ file: FilePart?, contentType: String? = nil, headers: [(String, String)] = []
  ) {
    guard let file else { return }
    parts.append(
      MultipartPart(
        name: name, filename: file.filename,
        contentType: file.isValue ? file.contentType : contentType ?? file.contentType, headers: headers,
        body: file.body))
  }

  /// A part for each file, all of the same name.
  public mutating func write(
    _ name: String, _ files: [FilePart]?, contentType: String? = nil, headers: [(String, String)] = []
  ) {
    for file in files ?? [] { write(name, file, contentType: contentType, headers: headers) }
  }

  /// A part for each file, `name[key]`, by key.
  public mutating func write(
    _ name: String, _ files: [String: FilePart]?, contentType: String? = nil, headers: [(String, String)] = []
  ) {
    for (key, file) in (files ?? [:]).sorted(by: { $0.key < $1.key }) {
      write("\(name)[\(key)]", file, contentType: contentType, headers: headers)
    }
  }

  private mutating func add(
    _ name: String, _ value: JSONValue, _ contentType: String?, _ headers: [(String, String)]
  ) {
    let isJSON = contentType.flatMap(MIMEType.init)?.isJSON ?? false
    switch value {
    case .null: break
    case .array(let elements) where !isJSON:
      for element in elements { add(name, element, contentType, headers) }
    case .array, .object: part(name, value.jsonText, contentType ?? "application/json", headers)
    default: part(name, isJSON ? value.jsonText : ParameterText.text(value), contentType, headers)
    }
  }

  private mutating func part(
    _ name: String, _ text: String, _ contentType: String?, _ headers: [(String, String)]
  ) {
    do throws(CharacterSetError) {
      let bytes = try CharacterSets.encode(text, contentType: contentType)
      parts.append(
        MultipartPart(name: name, filename: nil, contentType: contentType, headers: headers, body: .bytes(bytes)))
    } catch {
      refuse("The part '\(name)' can't be sent as \(contentType ?? ""): \(error).")
    }
  }

  private mutating func refuse(_ problem: String) {
    if self.problem == nil { self.problem = problem }
  }
}

/// The bytes of multipart bodies: segments with boundaries between them, so that the length is known beforehand.
enum Multipart {
  static func body(_ parts: [MultipartPart], boundary: String, isFormData: Bool) -> RequestBody {
    var segments: [RequestBody] = []
    var text = ""
    for part in parts {
      text += "--\(boundary)\r\n"
      if isFormData {
        text += "Content-Disposition: form-data; name=\"\(escaped(part.name))\""
        if let filename = part.filename { text += "; filename=\"\(escaped(filename))\"" }
        text += "\r\n"
      }
      if let contentType = part.contentType { text += "Content-Type: \(line(contentType))\r\n" }
      for header in part.headers { text += "\(line(header.name)): \(line(header.value))\r\n" }
      text += "\r\n"
      segments.append(.bytes(Array(text.utf8)))
      segments.append(part.body)
      text = "\r\n"
    }
    text += "--\(boundary)--\r\n"
    segments.append(.bytes(Array(text.utf8)))
    return .segments(segments)
  }

  /// A name for a quoted string, escaped as in browsers (HTML, "Multipart form data"): quotes and line ends only.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "%22"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text of a header without control characters, which could end its line.
  private static func line(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }))
  }

  /// 128 random bits.
  static func randomBoundary() -> String {
    var generator = SystemRandomNumberGenerator()
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for _ in 0..<2 {
      var bits = generator.next()
      for _ in 0..<16 {
        text.append(digits[Int(bits & 15)])
        bits >>= 4
      }
    }
    return "part-" + String(decoding: text, as: UTF8.self)
  }
}
