#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A `multipart/form-data` body (RFC 7578), read strictly: a client that strays shall fail in tests.
struct MultipartForm: Sendable {
  struct Part: Sendable {
    var name: String
    var filename: String?
    var contentType: String?
    var bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  struct Fault: Error, Sendable {
    var reason: String
  }

  var parts: [Part] = []

  init() {}

  init(_ body: [UInt8], contentType: String) throws(Fault) {
    let type = MediaType(contentType)
    guard type.name == "multipart/form-data" else { throw Fault(reason: "the content type is not multipart/form-data") }
    guard let boundary = type.parameters["boundary"], (1...70).contains(boundary.utf8.count) else {
      throw Fault(reason: "the content type has no boundary of 1 to 70 characters")
    }
    let opening = Array("--\(boundary)".utf8)
    guard Self.matches(body, at: 0, opening) else { throw Fault(reason: "the body does not begin with the boundary") }
    let delimiter = [0x0D, 0x0A] + opening
    var position = opening.count
    while true {
      if Self.matches(body, at: position, [0x2D, 0x2D]) {
        let rest = body[(position + 2)...]
        guard rest.isEmpty || Array(rest) == [0x0D, 0x0A] else {
          throw Fault(reason: "something follows the closing boundary")
        }
        return
      }
      guard Self.matches(body, at: position, [0x0D, 0x0A]) else {
        throw Fault(reason: "a boundary is not followed by a line end")
      }
      position += 2
      guard let headEnd = Self.find([0x0D, 0x0A, 0x0D, 0x0A], in: body, from: max(0, position - 2)) else {
        throw Fault(reason: "a part's header has no end")
      }
      let head = headEnd > position ? String(decoding: body[position..<headEnd], as: UTF8.self) : ""
      position = headEnd + 4
      guard let end = Self.find(delimiter, in: body, from: max(0, position - 2)), end >= position else {
        throw Fault(reason: "a part is not followed by the boundary")
      }
      parts.append(try Self.part(head, Array(body[position..<end])))
      position = end + delimiter.count
    }
  }

  /// The text of the first part of that name.
  func text(_ name: String) -> String? {
    parts.first { $0.name == name }?.text
  }

  private static func part(_ head: String, _ bytes: [UInt8]) throws(Fault) -> Part {
    var name: String?
    var filename: String?
    var contentType: String?
    for line in head.split(separator: "\r\n") {
      let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2 else { throw Fault(reason: "a part's header line has no colon") }
      let value = String(halves[1].drop { $0 == " " })
      switch halves[0].lowercased() {
      case "content-disposition":
        let disposition = MediaType(value)
        guard disposition.name == "form-data" else {
          throw Fault(reason: "a part's Content-Disposition is not form-data")
        }
        name = disposition.parameters["name"].map(Self.unescaped)
        filename = disposition.parameters["filename"].map(Self.unescaped)
        if filename == nil { filename = disposition.parameters["filename*"] }
      case "content-type": contentType = value
      case "content-transfer-encoding":
        throw Fault(reason: "a part has a Content-Transfer-Encoding, which RFC 7578 no longer allows")
      default: continue
      }
    }
    guard let name, !name.isEmpty else { throw Fault(reason: "a part has no name") }
    return Part(name: name, filename: filename, contentType: contentType, bytes: bytes)
  }

  /// Browsers write `"`, CR and LF in names as %22, %0D and %0A.
  private static func unescaped(_ text: String) -> String {
    var result = text
    for (code, character) in [("%22", "\""), ("%0D", "\r"), ("%0A", "\n")] {
      result = result.split(separator: code, omittingEmptySubsequences: false).joined(separator: character)
    }
    return result
  }

  private static func matches(_ body: [UInt8], at position: Int, _ pattern: [UInt8]) -> Bool {
    guard position >= 0, position + pattern.count <= body.count else { return false }
    var index = 0
    while index < pattern.count {
      if body[position + index] != pattern[index] { return false }
      index += 1
    }
    return true
  }

  /// Looks for the first byte with the C library's `memchr`: bodies hold whole photographs, and debug builds are slow.
  private static func find(_ pattern: [UInt8], in body: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first else { return start }
    var position = start
    while position + pattern.count <= body.count {
      let found = body.withUnsafeBytes { bytes -> Int? in
        guard let base = bytes.baseAddress,
          let hit = memchr(base + position, Int32(first), bytes.count - position)
        else { return nil }
        return UnsafeRawPointer(hit) - base
      }
      guard let found else { return nil }
      if matches(body, at: found, pattern) { return found }
      position = found + 1
    }
    return nil
  }
}

/// A media type, or a disposition, with its parameters; names are lower case.
struct MediaType: Hashable, Sendable {
  var name: String
  var parameters: [String: String] = [:]

  init(_ text: String) {
    var pieces: [[UInt8]] = [[]]
    var isQuoted = false
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        pieces[pieces.count - 1].append(byte)
        isEscaped = false
      } else if isQuoted, byte == 0x5C {
        isEscaped = true
      } else if byte == 0x22 {
        isQuoted.toggle()
      } else if byte == 0x3B, !isQuoted {
        pieces.append([])
      } else if isQuoted || byte != 0x20 && byte != 0x09 {
        pieces[pieces.count - 1].append(byte)
      }
    }
    name = String(decoding: pieces[0], as: UTF8.self).lowercased()
    for piece in pieces.dropFirst() {
      guard let equals = piece.firstIndex(of: 0x3D) else { continue }
      let key = String(decoding: piece[..<equals], as: UTF8.self).lowercased()
      if parameters[key] == nil { parameters[key] = String(decoding: piece[(equals + 1)...], as: UTF8.self) }
    }
  }
}
