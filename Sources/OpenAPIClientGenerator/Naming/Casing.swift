/// Puts words together as Swift programmers write names.
enum Casing {
  /// `imageURL`, `taskID`, `seeDreamV45`; empty if the text has no word.
  static func lowerCamel(_ text: String) -> String { camel(Words.split(text), isUpper: false, isLoud: isLoud(text)) }

  /// `ImageURL`, `TaskID`, `SeeDreamV45`; empty if the text has no word.
  static func upperCamel(_ text: String) -> String { camel(Words.split(text), isUpper: true, isLoud: isLoud(text)) }

  /// Puts words together; `isLoud` says that capitals mean nothing in them.
  static func camel(_ words: [String], isUpper: Bool, isLoud: Bool = false) -> String {
    var result = ""
    var endsInDigit = false
    let isAlone = words.count == 1
    for (index, word) in words.enumerated() {
      let startsWithDigit = word.utf8.first.map(isDigit) ?? false
      if endsInDigit, startsWithDigit {
        result += isRatio(words, at: index) ? "x" : "_"
      }
      if index == 0, !isUpper {
        result += firstLower(word, isLoud: isLoud)
      } else {
        let written = capitalized(word, isLoud: isLoud && !(isAlone && word.utf8.count <= 4))
        result += index == 0 ? upperFirst(written) : written
      }
      endsInDigit = word.utf8.last.map(isDigit) ?? false
    }
    return result
  }

  /// Whether the text has capitals only, as in `TASK_FAILED`.
  static func isLoud(_ text: String) -> Bool {
    var hasUpper = false
    for byte in text.utf8 {
      if byte >= 0x61, byte <= 0x7A { return false }
      if byte >= 0x41, byte <= 0x5A { hasUpper = true }
    }
    return hasUpper
  }

  /// The text with a capital first letter.
  static func upperFirst(_ text: String) -> String {
    guard let byte = text.utf8.first else { return text }
    if byte >= 0x61, byte <= 0x7A {
      var result = String(Unicode.Scalar(byte - 0x20))
      result += text.dropFirst()
      return result
    }
    if byte < 0x80 { return text }
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The text with a small first word: `URLList` → `urlList`, `PetStore` → `petStore`.
  static func lowerFirst(_ name: String) -> String { camel(Words.split(name), isUpper: false) }

  private static func firstLower(_ word: String, isLoud: Bool) -> String {
    let lower = word.lowercased()
    if isLoud || lower == word { return lower }
    if Initialisms.written(letters(lower)).isPresent || isAllUpper(word) { return lower }
    guard let first = word.first else { return word }
    return first.lowercased() + word.dropFirst()
  }

  private static func capitalized(_ word: String, isLoud: Bool) -> String {
    let lower = word.lowercased()
    if let written = Initialisms.written(lower) { return written }
    guard lower.utf8.last.map(isDigit) ?? false else { return upperFirst(isLoud ? lower : word) }
    let stem = letters(lower)
    if stem.utf8.count < lower.utf8.count, !stem.isEmpty, let written = Initialisms.written(stem) {
      return written + lower.dropFirst(stem.count)
    }
    return upperFirst(isLoud ? lower : word)
  }

  /// The word without the digits at its end.
  private static func letters(_ word: String) -> String {
    var end = word.utf8.count
    for byte in word.utf8.reversed() {
      if !isDigit(byte) { break }
      end -= 1
    }
    return end == word.utf8.count ? word : String(word.prefix(end))
  }

  private static func isAllUpper(_ word: String) -> Bool {
    for byte in word.utf8 where byte >= 0x61 && byte <= 0x7A { return false }
    return word.utf8.count > 1
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Whether the words at `index - 1` and `index` are a picture's ratio, as in `portrait_16_9`.
  private static func isRatio(_ words: [String], at index: Int) -> Bool {
    guard index == 2, words.count == 3 else { return false }
    switch words[0].lowercased() {
    case "portrait", "landscape", "square", "ratio", "aspect": return true
    default: return false
    }
  }
}

/// Words that Swift programmers write in a case of their own: `imageURL`, `taskID`, `userIDs`.
enum Initialisms {
  /// The written form of a word (given in lower case) where it doesn't begin a lower-case name; nil for ordinary words.
  static func written(_ word: String) -> String? {
    guard word.utf8.count <= 8 else { return nil }
    if let special = special[word] { return special }
    if upper.contains(word) { return word.uppercased() }
    if word.hasSuffix("s"), word.utf8.count > 2 {
      let singular = String(word.dropLast())
      if plural.contains(singular) { return singular.uppercased() + "s" }
    }
    return nil
  }

  private static let special = Words.table(
    """
    oauth:OAuth oauth2:OAuth2 ios:iOS macos:macOS ipv4:IPv4 ipv6:IPv6 graphql:GraphQL saas:SaaS
    """)

  private static let upper = Words.set(
    """
    id url uri urn http https json jsonl uuid guid api xml html css sql ip tcp udp dns ssl tls ssh jwt jwk jwks sms
    mms csv pdf utf ascii cpu gpu ram io os ui ux vpc vpn vm sdk cdn ttl iso rfc sha aes rsa hmac mfa sso saml ldap
    acl arn aws sla seo rgb rgba png jpg jpeg gif svg qr gps isbn vat iban bic sku crm faq rss mime smtp imap ftp sftp
    md5 mp3 mp4 ec2 s3 k8s cidr nat lan wan cors csrf xss ai ml llm tts asr ocr hd uhd nsfw tv pki crl otp totp sid
    pii gdpr kyc aml usb hdmi ssd hdd nvme dhcp ntp db rpc grpc wsdl yaml toml tsv xls xlsx dpi fps hls rtmp
    """)

  private static let plural = Words.set(
    """
    id url uri api uuid ip vm pdf sku gpu cpu cdn vpc acl sla jwt arn otp faq guid dns cidr sdk llm db ui
    """)
}

/// Words for characters that a Swift identifier can't hold.
enum Symbols {
  /// Names of whole operators, longest first.
  private static let operators: [(String, String)] = [
    (">=", "greaterThanOrEqual"), ("<=", "lessThanOrEqual"), ("<>", "notEqual"), ("!=", "notEqual"),
    ("==", "equal"), ("!~", "notMatch"), ("=~", "match"), ("&&", "and"), ("||", "or"), ("->", "arrow"),
    ("=>", "arrow"), (">", "greaterThan"), ("<", "lessThan"), ("=", "equal"), ("~", "tilde"), ("!", "not"),
  ]

  /// The word for an ASCII character that is neither letter nor digit.
  private static func word(_ byte: UInt32) -> String {
    switch byte {
    case 0x20: return "space"
    case 0x21: return "exclamation"
    case 0x22: return "quote"
    case 0x23: return "hash"
    case 0x24: return "dollar"
    case 0x25: return "percent"
    case 0x26: return "and"
    case 0x27: return "apostrophe"
    case 0x28: return "leftParenthesis"
    case 0x29: return "rightParenthesis"
    case 0x2A: return "asterisk"
    case 0x2B: return "plus"
    case 0x2C: return "comma"
    case 0x2D: return "minus"
    case 0x2E: return "dot"
    case 0x2F: return "slash"
    case 0x3A: return "colon"
    case 0x3B: return "semicolon"
    case 0x3C: return "lessThan"
    case 0x3D: return "equal"
    case 0x3E: return "greaterThan"
    case 0x3F: return "question"
    case 0x40: return "at"
    case 0x5B: return "leftBracket"
    case 0x5C: return "backslash"
    case 0x5D: return "rightBracket"
    case 0x5E: return "caret"
    case 0x5F: return "underscore"
    case 0x60: return "backtick"
    case 0x7B: return "leftBrace"
    case 0x7C: return "pipe"
    case 0x7D: return "rightBrace"
    case 0x7E: return "tilde"
    case 0x09: return "tab"
    case 0x0A: return "newline"
    case 0x0D: return "return"
    default: return "control"
    }
  }

  /// The text with every character that is no letter or digit replaced by its name, words apart.
  static func spelled(_ text: String) -> String {
    for (symbol, name) in operators where text == symbol { return name }
    var result = ""
    for scalar in text.unicodeScalars {
      switch Words.classify(scalar) {
      case .separator, .apostrophe:
        result += " "
        result += scalar.value < 0x80 ? word(scalar.value) : unicodeName(scalar)
        result += " "
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text with the operator at its beginning replaced by a word; nil without one.
  static func spelledPrefix(_ text: String) -> String? {
    for (symbol, name) in operators where text.hasPrefix(symbol) {
      let rest = String(text.dropFirst(symbol.count))
      return Words.split(rest).isEmpty ? nil : name + " " + rest
    }
    guard let first = text.utf8.first, text.utf8.count > 1 else { return nil }
    if first == 0x2D || first == 0x2B {
      return (first == 0x2D ? "minus " : "plus ") + text.dropFirst()
    }
    return nil
  }

  /// The text with the signs at its end and each `&`, `%` replaced by words; nil without them.
  ///
  /// Such signs tell values apart (`A`, `A+`, `C#`), so they are always part of the name.
  static func spelledSigns(_ text: String) -> String? {
    var found = false
    var result = ""
    let bytes = Array(text.utf8)
    var end = bytes.count
    while end > 0, isSign(bytes[end - 1]) { end -= 1 }
    if end == 0 { return nil }
    for byte in bytes[..<end] where byte == 0x26 || byte == 0x25 {
      found = true
      break
    }
    if end == bytes.count, !found { return nil }
    var index = 0
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value == 0x26 {
        result += " and "
      } else if value == 0x25 {
        result += " percent "
      } else if index >= end {
        result += value == 0x23 ? " sharp " : " " + word(value) + " "
      } else {
        result.unicodeScalars.append(scalar)
      }
      index += UTF8.width(scalar)
    }
    return result
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == 0x2B || byte == 0x23 || byte == 0x2D || byte == 0x2A || byte == 0x25
  }

  /// The scalar's name in Unicode, such as `thumbs up sign`; its number if it has none.
  private static func unicodeName(_ scalar: Unicode.Scalar) -> String {
    if scalar.properties.isVariationSelector || scalar.value == 0x200D { return "" }
    guard let name = scalar.properties.name else { return "u" + String(scalar.value, radix: 16) }
    return name.lowercased()
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x80 { return 1 }
    if value < 0x800 { return 2 }
    return value < 0x10000 ? 3 : 4
  }
}
