/// A reference as text, taken apart, and the arithmetic of URI references and paths (RFC 3986, section 5).
struct ReferenceText {
  /// What stands before `#`; empty for a reference into the same resource.
  let resource: String
  /// What stands after `#`; nil if there is no `#`.
  let fragment: String?

  init(_ text: String) {
    let bytes = Array(text.utf8)
    if let hash = bytes.firstIndex(of: UInt8(ascii: "#")) {
      resource = String(decoding: bytes[0..<hash], as: UTF8.self)
      fragment = String(decoding: bytes[(hash + 1)...], as: UTF8.self)
    } else {
      resource = text
      fragment = nil
    }
  }

  /// Whether a text starts with a scheme, as `https:` and `urn:` do.
  static func hasScheme(_ text: String) -> Bool {
    var index = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if index == 0 { return false }
      // One letter before a colon is a drive, not a scheme.
      case UInt8(ascii: ":"): return index > 1
      default: return false
      }
      index += 1
    }
    return false
  }

  /// A path or URI with percent-encoding undone.
  static func percentDecoded(_ text: String) -> String {
    String(decoding: JSONPointer.percentDecoded(Array(text.utf8)), as: UTF8.self)
  }

  /// A URI reference or path seen from a base, without fragment and with `.` and `..` taken out.
  static func resolve(_ text: String, base: String) -> String {
    if hasScheme(text) { return text }
    var root = ""
    var basePath = Array(base.utf8)
    if hasScheme(base) {
      // scheme:[//authority] stays as it is.
      var end = (basePath.firstIndex(of: UInt8(ascii: ":")) ?? 0) + 1
      if end + 1 < basePath.count, basePath[end] == UInt8(ascii: "/"), basePath[end + 1] == UInt8(ascii: "/") {
        end += 2
        while end < basePath.count, basePath[end] != UInt8(ascii: "/") { end += 1 }
      }
      root = String(decoding: basePath[0..<end], as: UTF8.self)
      basePath = Array(basePath[end...])
    }
    if text.isEmpty { return base }
    var path: [UInt8] = []
    if text.utf8.first != UInt8(ascii: "/") {
      if let slash = basePath.lastIndex(of: UInt8(ascii: "/")) {
        path.append(contentsOf: basePath[0...slash])
      } else if !root.isEmpty {
        path.append(UInt8(ascii: "/"))
      }
    }
    path.append(contentsOf: Array(text.utf8))
    return root + normalized(path)
  }

  /// A path without `.` and with `..` taken out as far as it can be.
  static func normalized(_ path: [UInt8]) -> String {
    var segments: [[UInt8]] = []
    var segment: [UInt8] = []
    let isAbsolute = path.first == UInt8(ascii: "/")
    var index = isAbsolute ? 1 : 0
    func isUp(_ segment: [UInt8]) -> Bool { segment == [UInt8(ascii: "."), UInt8(ascii: ".")] }
    while index <= path.count {
      if index == path.count || path[index] == UInt8(ascii: "/") {
        if isUp(segment) {
          if let last = segments.last, !isUp(last) {
            segments.removeLast()
          } else if !isAbsolute {
            segments.append(segment)
          }
        } else if segment != [UInt8(ascii: ".")], !(segment.isEmpty && index < path.count) {
          segments.append(segment)
        }
        segment = []
      } else {
        segment.append(path[index])
      }
      index += 1
    }
    var result: [UInt8] = isAbsolute ? [UInt8(ascii: "/")] : []
    var isFirst = true
    for segment in segments {
      if !isFirst { result.append(UInt8(ascii: "/")) }
      isFirst = false
      result.append(contentsOf: segment)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
