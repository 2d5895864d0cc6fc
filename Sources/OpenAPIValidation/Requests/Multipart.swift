import OpenAPISyntax

/// A multipart body (RFC 2046), for instance a form (RFC 7578).
package struct Multipart: Sendable {
  package struct Part: Sendable {
    package var fields: [(name: String, value: String)]
    /// From `Content-Disposition`; nil outside of forms.
    package var name: String?
    package var filename: String?
    package var contentType: MIMEType?
    package var content: [UInt8]
  }

  package struct Failure: Error {
    package var reason: String
  }

  package private(set) var parts: [Part] = []

  /// Reads strictly: CRLF everywhere, nothing before the first boundary, nothing but a line end after the last.
  package init(_ bytes: [UInt8], boundary: String, isForm: Bool) throws(Failure) {
    try Multipart.check(boundary)
    let delimiter = Array(("--" + boundary).utf8)
    guard Multipart.hasPrefix(delimiter, bytes, at: 0) else {
      throw Failure(reason: "it does not start with the boundary that Content-Type names")
    }
    var position = delimiter.count
    while true {
      if Multipart.hasPrefix("--".utf8, bytes, at: position) {
        position += 2
        let isClean = position == bytes.count || (position + 2 == bytes.count && Multipart.isLineEnd(bytes, position))
        if !isClean { throw Failure(reason: "something follows the last boundary") }
        return
      }
      guard Multipart.isLineEnd(bytes, position) else { throw Failure(reason: "no CRLF follows a boundary") }
      position += 2
      let fields = try Multipart.readFields(bytes, &position)
      let start = position
      guard let end = Multipart.end(of: delimiter, bytes, from: start) else {
        throw Failure(reason: "the last boundary is missing")
      }
      parts.append(try Multipart.part(fields, Array(bytes[start..<end]), isForm: isForm))
      position = end + 2 + delimiter.count
    }
  }

  /// RFC 2046, section 5.1.1.
  private static func check(_ boundary: String) throws(Failure) {
    let others = Array("'()+_,-./:=? ".utf8)
    guard (1...70).contains(boundary.utf8.count), !boundary.hasSuffix(" ") else {
      throw Failure(reason: "the boundary must have 1 to 70 characters and can't end in a space")
    }
    guard boundary.utf8.allSatisfy({ $0.isLetter || $0.isDigit || others.contains($0) }) else {
      throw Failure(reason: "the boundary has a character that boundaries can't have")
    }
  }

  private static func isLineEnd(_ bytes: [UInt8], _ position: Int) -> Bool {
    hasPrefix("\r\n".utf8, bytes, at: position)
  }

  private static func hasPrefix(_ prefix: some Sequence<UInt8>, _ bytes: [UInt8], at position: Int) -> Bool {
    bytes[position...].starts(with: prefix)
  }

  /// The end of a part that starts here: the position of the CRLF that belongs to the next boundary.
  private static func end(of delimiter: [UInt8], _ bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    while let end = bytes[position...].firstIndex(of: UInt8(ascii: "\r")) {
      if isLineEnd(bytes, end), hasPrefix(delimiter, bytes, at: end + 2) { return end }
      position = end + 1
    }
    return nil
  }

  private static func readFields(
    _ bytes: [UInt8], _ position: inout Int
  ) throws(Failure) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    while !isLineEnd(bytes, position) {
      let start = position
      let lineEnds = [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
      position = bytes[start...].firstIndex(where: lineEnds.contains) ?? bytes.count
      guard isLineEnd(bytes, position) else { throw Failure(reason: "a part's header line does not end in CRLF") }
      let line = Array(bytes[start..<position])
      position += 2
      guard let text = UTF8Sequence.string(line), let colon = text.firstIndex(of: ":"),
        colon > text.startIndex, !text[..<colon].contains(" ")
      else { throw Failure(reason: "a part's header line is malformed") }
      fields.append((String(text[..<colon]), FieldValue.trimmed(text[text.index(after: colon)...])))
    }
    position += 2
    return fields
  }

  private static func part(
    _ fields: [(name: String, value: String)], _ content: [UInt8], isForm: Bool
  ) throws(Failure) -> Part {
    var part = Part(fields: fields, name: nil, filename: nil, contentType: nil, content: content)
    if let text = FieldList.values("Content-Type", in: fields).first {
      guard let type = MIMEType(text) else { throw Failure(reason: "a part's Content-Type is malformed") }
      part.contentType = type
    }
    guard isForm else { return part }
    let dispositions = FieldList.values("Content-Disposition", in: fields)
    guard let disposition = dispositions.first, dispositions.count == 1 else {
      throw Failure(reason: "a part must have exactly one Content-Disposition")
    }
    if !FieldList.values("Content-Transfer-Encoding", in: fields).isEmpty {
      throw Failure(reason: "a part has a Content-Transfer-Encoding, which forms don't have")
    }
    let pieces = FieldValue.split(disposition, at: UInt8(ascii: ";"))
    guard pieces[0].lowercased() == "form-data" else {
      throw Failure(reason: "a part's Content-Disposition is not form-data")
    }
    for piece in pieces.dropFirst() {
      guard let equals = piece.firstIndex(of: "=") else {
        throw Failure(reason: "a part's Content-Disposition is malformed")
      }
      let value = unescaped(FieldValue.unquoted(String(piece[piece.index(after: equals)...])))
      switch piece[..<equals].lowercased() {
      case "name": part.name = value
      case "filename": part.filename = value
      case "filename*": throw Failure(reason: "a part has filename*, which forms don't have")
      default: break
      }
    }
    if part.name == nil { throw Failure(reason: "a part has no name") }
    return part
  }

  /// A name with the escapes of browsers resolved: those of quotes and line ends.
  private static func unescaped(_ text: String) -> String {
    let escapes = [("%22", UInt8(ascii: "\"")), ("%0D", UInt8(ascii: "\r")), ("%0A", UInt8(ascii: "\n"))]
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      let escape = escapes.first { rest.starts(with: $0.0.utf8) }
      result.append(escape?.1 ?? byte)
      rest = rest.dropFirst(escape?.0.utf8.count ?? 1)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
