import OpenAPISyntax

/// The formats that can be asserted: those of JSON Schema for strings, and the numbers of OpenAPI's format registry.
enum Format {
  /// Whether a text has a format; nil if the format is not known, or says nothing about strings.
  static func holds(_ name: String, text: String) -> Bool? {
    let bytes = Array(text.utf8)
    switch name {
    case "date": return isDate(bytes[...])
    case "date-time": return isDateTime(bytes)
    case "time": return isTime(bytes[...])
    case "duration": return isDuration(bytes)
    case "email": return isEmail(bytes)
    case "hostname": return isHostname(bytes[...])
    case "ipv4": return isIPv4(bytes[...])
    case "ipv6": return isIPv6(text)
    case "uri": return isURI(text) && URIReference(text).scheme != nil
    case "uri-reference": return isURI(text)
    case "uuid": return isUUID(bytes)
    case "json-pointer": return isJSONPointer(bytes)
    case "byte": return Base64.isStrict(bytes)
    case "regex":
      do throws(PatternParser.Failure) {
        _ = try Pattern(text)
        return true
      } catch {
        return false
      }
    default: return nil
    }
  }

  /// Whether a number has a format; nil if the format is not known, or says nothing about numbers.
  static func holds(_ name: String, number: ExactDecimal) -> Bool? {
    let limits: (low: String, high: String)
    switch name {
    case "int8": limits = ("-128", "127")
    case "int16": limits = ("-32768", "32767")
    case "int32": limits = ("-2147483648", "2147483647")
    case "int64": limits = ("-9223372036854775808", "9223372036854775807")
    case "uint8": limits = ("0", "255")
    case "uint16": limits = ("0", "65535")
    case "uint32": limits = ("0", "4294967295")
    case "uint64": limits = ("0", "18446744073709551615")
    default: return nil
    }
    guard let low = ExactDecimal(limits.low), let high = ExactDecimal(limits.high) else { return nil }
    return number.isInteger && !(number < low) && !(high < number)
  }

  // MARK: Time

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39, value < 1_000_000 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return bytes.isEmpty ? nil : value
  }

  /// RFC 3339, `full-date`.
  private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = Array(bytes)
    guard text.count == 10, text[4] == 0x2D, text[7] == 0x2D, let year = number(text[0..<4]),
      let month = number(text[5..<7]), let day = number(text[8..<10]), month >= 1, month <= 12
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day >= 1 && day <= days[month - 1]
  }

  private static func isDateTime(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 11, bytes[10] | 0x20 == 0x74 else { return false }
    return isDate(bytes[0..<10]) && isTime(bytes[11...])
  }

  /// RFC 3339, `full-time`: a leap second only where it is the last of a day in UTC.
  private static func isTime(_ slice: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(slice)
    guard bytes.count >= 9, bytes[2] == 0x3A, bytes[5] == 0x3A, let hour = number(bytes[0..<2]),
      let minute = number(bytes[3..<5]), let second = number(bytes[6..<8]), hour < 24, minute < 60, second <= 60
    else { return false }
    var index = 8
    if bytes[index] == 0x2E {
      index += 1
      let start = index
      while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
      if index == start { return false }
    }
    guard index < bytes.count else { return false }
    var offset = 0
    if bytes[index] | 0x20 == 0x7A {
      if index + 1 != bytes.count { return false }
    } else {
      guard bytes[index] == 0x2B || bytes[index] == 0x2D, bytes.count == index + 6, bytes[index + 3] == 0x3A,
        let hours = number(bytes[(index + 1)..<(index + 3)]), let minutes = number(bytes[(index + 4)..<(index + 6)]),
        hours < 24, minutes < 60
      else { return false }
      offset = (hours * 60 + minutes) * (bytes[index] == 0x2B ? 1 : -1)
    }
    if second < 60 { return true }
    return (hour * 60 + minute - offset + 2 * 1440) % 1440 == 1439
  }

  /// RFC 3339, appendix A.
  private static func isDuration(_ bytes: [UInt8]) -> Bool {
    guard bytes.first == 0x50 else { return false }
    var units: [UInt8] = Array("YMWD".utf8)
    var isTime = false
    var found: [UInt8] = []
    var index = 1
    while index < bytes.count {
      if bytes[index] == 0x54 {
        if isTime || index + 1 == bytes.count { return false }
        isTime = true
        units = Array("HMS".utf8)
        found.append(0x54)
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
      guard index > start, index < bytes.count, let position = units.firstIndex(of: bytes[index]) else { return false }
      // Units are consecutive: no days right after years.
      if let last = found.last, last != 0x54, position != 0 { return false }
      found.append(bytes[index])
      units.removeFirst(position + 1)
      if bytes[index] == 0x57, bytes.count != index + 1 || found.count > 1 { return false }
      if found.last == 0x4D, !isTime { units = [0x44] }
      index += 1
    }
    return !found.isEmpty
  }

  // MARK: Names and addresses

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }

  private static func isHostname(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.isEmpty || bytes.count > 253 { return false }
    for label in bytes.split(separator: 0x2E, omittingEmptySubsequences: false) {
      guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
      if !isLetterOrDigit(first) || !isLetterOrDigit(last) { return false }
      for byte in label where !isLetterOrDigit(byte) && byte != 0x2D { return false }
      let text = Array(label)
      // Only names of IDNA have two hyphens there.
      if text.count >= 4, text[2] == 0x2D, text[3] == 0x2D, text[0] | 0x20 != 0x78 || text[1] | 0x20 != 0x6E {
        return false
      }
    }
    return true
  }

  private static func isIPv4(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return false }
    for part in parts {
      guard part.count <= 3, let value = number(part), value <= 255, part.count == 1 || part.first != 0x30 else {
        return false
      }
    }
    return true
  }

  private static func isIPv6(_ text: String) -> Bool {
    var groups = text.split(separator: ":", omittingEmptySubsequences: false)
    guard groups.count >= 3 else { return false }
    var count = 0
    var hasIPv4 = false
    if let last = groups.last, last.utf8.contains(0x2E) {
      guard isIPv4(Array(last.utf8)[...]) else { return false }
      groups.removeLast()
      count = 2
      hasIPv4 = true
    }
    var gaps = 0
    for (index, group) in groups.enumerated() {
      if group.isEmpty {
        // An empty group at an end is half of a double colon there.
        let isFirst = index == 0
        if isFirst || (index == groups.count - 1 && !hasIPv4) {
          let neighbour = isFirst ? 1 : index - 1
          guard neighbour < groups.count, groups[neighbour].isEmpty else { return false }
        } else {
          gaps += 1
        }
        continue
      }
      guard group.utf8.count <= 4 else { return false }
      for byte in group.utf8 where byte.hexDigitValue == nil { return false }
      count += 1
    }
    if gaps > 1 { return false }
    return gaps == 1 ? count < 8 : count == 8
  }

  private static func isEmail(_ bytes: [UInt8]) -> Bool {
    guard let at = bytes.lastIndex(of: 0x40), at > 0, at + 1 < bytes.count else { return false }
    let local = bytes[..<at]
    let domain = bytes[(at + 1)...]
    if local.first == 0x22 {
      guard local.count >= 2, local.last == 0x22 else { return false }
    } else {
      var previous: UInt8 = 0x2E
      for byte in local {
        let isAtom = isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        if !isAtom && (byte != 0x2E || previous == 0x2E) { return false }
        previous = byte
      }
      if previous == 0x2E { return false }
    }
    if domain.first == 0x5B, domain.last == 0x5D {
      let literal = domain.dropFirst().dropLast()
      let text = String(decoding: literal, as: UTF8.self)
      return text.hasPrefix("IPv6:") ? isIPv6(String(text.dropFirst(5))) : isIPv4(literal)
    }
    return isHostname(domain)
  }

  /// RFC 3986, a URI or a relative reference: only its characters, each part of its form.
  private static func isURI(_ text: String) -> Bool {
    if !PercentEncoding.isWellFormed(text) { return false }
    var hashes = 0
    for byte in text.utf8 {
      switch byte {
      case 0x00...0x20, 0x7F...0xFF, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B, 0x7C, 0x7D: return false
      case 0x23: hashes += 1
      default: break
      }
    }
    if hashes > 1 { return false }
    let parts = URIReference(text)
    if let authority = parts.authority {
      if authority.utf8.reduce(0, { $1 == 0x40 ? $0 + 1 : $0 }) > 1 { return false }
      let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
      if host.hasPrefix("[") {
        guard let close = host.lastIndex(of: "]") else { return false }
        let address = host[host.index(after: host.startIndex)..<close]
        if !isIPv6(String(address)) && !address.hasPrefix("v") { return false }
        return isPort(host[host.index(after: close)...])
      }
      if authority.utf8.contains(0x5B) || authority.utf8.contains(0x5D) { return false }
      if let colon = host.firstIndex(of: ":"), !isPort(host[colon...]) { return false }
      return !parts.path.utf8.contains(0x5B) && !parts.path.utf8.contains(0x5D)
    }
    if parts.path.utf8.contains(0x5B) || parts.path.utf8.contains(0x5D) { return false }
    if parts.scheme == nil {
      let segment = parts.path.split(separator: "/", omittingEmptySubsequences: false).first ?? ""
      return !segment.utf8.contains(0x3A)
    }
    return true
  }

  private static func isPort(_ text: Substring) -> Bool {
    if text.isEmpty { return true }
    guard text.hasPrefix(":") else { return false }
    for byte in text.dropFirst().utf8 where byte < 0x30 || byte > 0x39 { return false }
    return true
  }

  // MARK: Other

  private static func isUUID(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 36 else { return false }
    var index = 0
    while index < 36 {
      let isDash = index == 8 || index == 13 || index == 18 || index == 23
      if isDash ? bytes[index] != 0x2D : bytes[index].hexDigitValue == nil { return false }
      index += 1
    }
    return true
  }

  private static func isJSONPointer(_ bytes: [UInt8]) -> Bool {
    if bytes.isEmpty { return true }
    guard bytes[0] == 0x2F else { return false }
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x7E {
        guard index + 1 < bytes.count, bytes[index + 1] == 0x30 || bytes[index + 1] == 0x31 else { return false }
      }
      index += 1
    }
    return true
  }
}
