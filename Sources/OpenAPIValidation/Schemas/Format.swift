import OpenAPISyntax

/// The formats that can be checked: those of JSON Schema for strings, and integer formats of OpenAPI's format registry.
enum Format {
  /// Whether a text has a format; nil if the format is unknown or isn't one of strings.
  static func matches(_ name: String, text: String) -> Bool? {
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
    case "regex": return (try? Pattern(text)) != nil
    default: return nil
    }
  }

  /// Whether a number has a format; nil if the format is unknown or isn't one of numbers.
  static func matches(_ name: String, number: ExactDecimal) -> Bool? {
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
      guard byte.isDigit, value < 1_000_000 else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return bytes.isEmpty ? nil : value
  }

  /// RFC 3339, `full-date`.
  private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = Array(bytes)
    let dash = UInt8(ascii: "-")
    guard text.count == 10, text[4] == dash, text[7] == dash, let year = number(text[0..<4]),
      let month = number(text[5..<7]), let day = number(text[8..<10]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  private static func isDateTime(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 11, bytes[10].lowercased == UInt8(ascii: "t") else { return false }
    return isDate(bytes[0..<10]) && isTime(bytes[11...])
  }

  /// RFC 3339, `full-time`: a leap second only where it is the last of a day in UTC.
  private static func isTime(_ slice: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(slice)
    let colon = UInt8(ascii: ":")
    guard bytes.count >= 9, bytes[2] == colon, bytes[5] == colon, let hour = number(bytes[0..<2]),
      let minute = number(bytes[3..<5]), let second = number(bytes[6..<8]), hour < 24, minute < 60, second <= 60
    else { return false }
    var rest = bytes[8...]
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { $0.isDigit }
      if digits.isEmpty { return false }
      rest = rest[digits.endIndex...]
    }
    guard let offset = offset(rest) else { return false }
    let minutesPerDay = 24 * 60
    let minuteInUTC = (hour * 60 + minute - offset + minutesPerDay) % minutesPerDay
    return second < 60 || minuteInUTC == minutesPerDay - 1
  }

  /// The minutes of a `time-offset`, such as `Z` or `+08:00`; nil if it is malformed.
  private static func offset(_ slice: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(slice)
    if bytes.count == 1, bytes[0].lowercased == UInt8(ascii: "z") { return 0 }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = number(bytes[1..<3]),
      let minutes = number(bytes[4..<6]), hours < 24, minutes < 60
    else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "+"): return hours * 60 + minutes
    case UInt8(ascii: "-"): return -(hours * 60 + minutes)
    default: return nil
    }
  }

  /// RFC 3339, appendix A: `P`, a date, and `T` with a time; or `P` and weeks.
  private static func isDuration(_ bytes: [UInt8]) -> Bool {
    guard bytes.first == UInt8(ascii: "P") else { return false }
    let halves = bytes.dropFirst().split(
      separator: UInt8(ascii: "T"), maxSplits: 1, omittingEmptySubsequences: false)
    if halves.count == 2 {
      return (halves[0].isEmpty || hasUnits("YMD", halves[0])) && hasUnits("HMS", halves[1])
    }
    return hasUnits("YMD", halves[0]) || hasUnits("W", halves[0])
  }

  /// Whether a text is numbers with units that follow each other without a gap: `1Y2M`, but not `1Y2D`.
  private static func hasUnits(_ units: String, _ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    var found = ""
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isDigit }
      rest = rest[digits.endIndex...]
      guard !digits.isEmpty, let unit = rest.popFirst() else { return false }
      found.unicodeScalars.append(Unicode.Scalar(unit))
    }
    return !found.isEmpty && units.contains(found)
  }

  // MARK: Names and addresses

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool { byte.isLetter || byte.isDigit }

  private static func isHostname(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard (1...253).contains(bytes.count) else { return false }
    return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isHostnameLabel)
  }

  private static func isHostnameLabel(_ label: ArraySlice<UInt8>) -> Bool {
    guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
    guard isLetterOrDigit(first), isLetterOrDigit(last) else { return false }
    guard label.allSatisfy({ isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }) else { return false }
    // Two hyphens in the third and fourth place are reserved for labels of IDNA, which start with `xn--`.
    let hasReservedHyphens = label.dropFirst(2).starts(with: "--".utf8)
    return !hasReservedHyphens || label.prefix(2).map(\.lowercased).elementsEqual("xn".utf8)
  }

  private static func isIPv4(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard part.count <= 3, let value = number(part), value <= 255 else { return false }
        return part.count == 1 || part.first != UInt8(ascii: "0")
      }
  }

  private static func isIPv6(_ text: String) -> Bool {
    var groups = text.split(separator: ":", omittingEmptySubsequences: false)
    guard groups.count >= 3 else { return false }
    var count = 0
    var hasIPv4 = false
    if let last = groups.last, last.contains(".") {
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
      guard group.utf8.count <= 4, group.utf8.allSatisfy({ $0.hexDigitValue != nil }) else { return false }
      count += 1
    }
    if gaps > 1 { return false }
    return gaps == 1 ? count < 8 : count == 8
  }

  private static func isEmail(_ bytes: [UInt8]) -> Bool {
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
    return isLocalPart(bytes[..<at]) && isDomain(bytes[(at + 1)...])
  }

  /// A quoted string, or atoms with a dot between each two of them.
  private static func isLocalPart(_ bytes: ArraySlice<UInt8>) -> Bool {
    let quote = UInt8(ascii: "\"")
    if bytes.first == quote { return bytes.count >= 2 && bytes.last == quote }
    return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty && atom.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }
  }

  /// A host name, or an address in brackets.
  private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else { return isHostname(bytes) }
    let address = bytes.dropFirst().dropLast()
    let text = String(decoding: address, as: UTF8.self)
    return text.hasPrefix("IPv6:") ? isIPv6(String(text.dropFirst(5))) : isIPv4(address)
  }

  /// RFC 3986: a URI or a relative reference.
  private static func isURI(_ text: String) -> Bool {
    guard PercentEncoding.isWellFormed(text), text.utf8.allSatisfy(isURICharacter) else { return false }
    if text.utf8.count(where: { $0 == UInt8(ascii: "#") }) > 1 { return false }
    let parts = URIReference(text)
    if hasBrackets(parts.path) { return false }
    if let authority = parts.authority { return isAuthority(authority) }
    if parts.scheme == nil {
      let segment = parts.path.split(separator: "/", omittingEmptySubsequences: false).first ?? ""
      return !segment.contains(":")
    }
    return true
  }

  private static func isURICharacter(_ byte: UInt8) -> Bool {
    byte > UInt8(ascii: " ") && byte < 0x7F && !"\"<>\\^`{|}".utf8.contains(byte)
  }

  private static func isAuthority(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count <= 2, let host = parts.last else { return false }
    if host.hasPrefix("[") {
      guard let close = host.lastIndex(of: "]") else { return false }
      let address = host[..<close].dropFirst()
      return (isIPv6(String(address)) || address.hasPrefix("v")) && isPort(host[close...].dropFirst())
    }
    if hasBrackets(text) { return false }
    return host.firstIndex(of: ":").map { isPort(host[$0...]) } ?? true
  }

  private static func hasBrackets(_ text: String) -> Bool { text.contains("[") || text.contains("]") }

  private static func isPort(_ text: Substring) -> Bool {
    text.isEmpty || text.hasPrefix(":") && text.dropFirst().utf8.allSatisfy(\.isDigit)
  }

  // MARK: Other

  private static func isUUID(_ bytes: [UInt8]) -> Bool {
    let dashes = [8, 13, 18, 23]
    return bytes.count == 36
      && bytes.enumerated().allSatisfy { index, byte in
        dashes.contains(index) ? byte == UInt8(ascii: "-") : byte.hexDigitValue != nil
      }
  }

  /// RFC 6901: empty or after a slash, and every `~` is followed by `0` or `1`.
  private static func isJSONPointer(_ bytes: [UInt8]) -> Bool {
    if bytes.isEmpty { return true }
    let escaped = bytes.split(separator: UInt8(ascii: "~"), omittingEmptySubsequences: false).dropFirst()
    return bytes[0] == UInt8(ascii: "/")
      && escaped.allSatisfy { $0.first == UInt8(ascii: "0") || $0.first == UInt8(ascii: "1") }
  }
}
