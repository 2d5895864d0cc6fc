import OpenAPIDocument

extension String {
  /// Whether it begins with a digit of ASCII.
  var startsWithDigit: Bool { utf8.first?.isDigit ?? false }

  /// Whether it ends in a digit of ASCII.
  var endsInDigit: Bool { utf8.last?.isDigit ?? false }
}

/// Puts words together as Swift programmers write names.
enum Casing {
  /// `imageURL`, `taskID`, `seeDreamV45`; empty if the text has no word.
  static func lowerCamel(_ text: String) -> String { camel(Words.split(text), isUpper: false, isLoud: isLoud(text)) }

  /// `ImageURL`, `TaskID`, `SeeDreamV45`; empty if the text has no word.
  static func upperCamel(_ text: String) -> String { camel(Words.split(text), isUpper: true, isLoud: isLoud(text)) }

  /// Puts words together; `isLoud` says that capitals mean nothing in them.
  static func camel(_ words: [String], isUpper: Bool, isLoud: Bool = false) -> String {
    guard let first = words.first else { return "" }
    var result: String
    if isUpper {
      result = upperFirst(capitalized(first, isLoud: isLoud && (words.count > 1 || first.utf8.count > 4)))
    } else {
      result = firstLower(first, isLoud: isLoud)
    }
    var before = first
    for word in words.dropFirst() {
      if before.endsInDigit, word.startsWithDigit { result.append(isRatio(words) ? "x" : "_") }
      result.append(capitalized(word, isLoud: isLoud))
      before = word
    }
    return result
  }

  /// Whether the text has capitals only, as in `TASK_FAILED`.
  static func isLoud(_ text: String) -> Bool {
    var hasUpper = false
    for byte in text.utf8 {
      if byte.isSmall { return false }
      if byte.isCapital { hasUpper = true }
    }
    return hasUpper
  }

  /// The text with a capital first letter.
  static func upperFirst(_ text: String) -> String {
    guard let byte = text.utf8.first else { return text }
    if byte.isSmall { return String(Unicode.Scalar(byte - 0x20)) + text.dropFirst() }
    if byte < 0x80 { return text }
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The text with a small first word: `URLList` → `urlList`, `PetStore` → `petStore`.
  static func lowerFirst(_ name: String) -> String { camel(Words.split(name), isUpper: false) }

  private static func firstLower(_ word: String, isLoud: Bool) -> String {
    let lower = word.lowercased()
    if isLoud || lower == word { return lower }
    if Initialisms.written(letters(lower)) != nil || isAllUpper(word) { return lower }
    guard let first = word.first else { return word }
    return first.lowercased() + word.dropFirst()
  }

  private static func capitalized(_ word: String, isLoud: Bool) -> String {
    let lower = word.lowercased()
    if let written = Initialisms.written(lower) { return written }
    if lower.endsInDigit {
      let stem = letters(lower)
      if let written = Initialisms.written(stem) { return written + lower.dropFirst(stem.count) }
    }
    return upperFirst(isLoud ? lower : word)
  }

  /// The word without the digits at its end.
  private static func letters(_ word: String) -> String {
    var end = word.utf8.count
    for byte in word.utf8.reversed() {
      if !byte.isDigit { break }
      end -= 1
    }
    return end == word.utf8.count ? word : String(word.prefix(end))
  }

  private static func isAllUpper(_ word: String) -> Bool {
    for byte in word.utf8 {
      if byte.isSmall { return false }
    }
    return word.utf8.count > 1
  }

  /// Whether the numbers among the words are a picture's ratio, as in `portrait_16_9`.
  private static func isRatio(_ words: [String]) -> Bool {
    words.count == 3 && ["portrait", "landscape", "square", "ratio", "aspect"].contains(words[0].lowercased())
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
    case 0x3A: return "colon"
    case 0x09: return "tab"
    case 0x0A: return "newline"
    case 0x0D: return "return"
    default: return words[String(decoding: [byte], as: UTF32.self)] ?? "control"
    }
  }

  private static let words = Words.table(
    """
    !:exclamation ":quote #:hash $:dollar %:percent &:and ':apostrophe (:leftParenthesis ):rightParenthesis *:asterisk
    +:plus ,:comma -:minus .:dot /:slash ;:semicolon <:lessThan =:equal >:greaterThan ?:question @:at [:leftBracket
    \\:backslash ]:rightBracket ^:caret _:underscore `:backtick {:leftBrace |:pipe }:rightBrace ~:tilde
    """)

  /// The text with every character that is no letter or digit replaced by its name, words apart.
  static func spelled(_ text: String) -> String {
    for (symbol, name) in operators where text == symbol { return name }
    var result = ""
    for scalar in text.unicodeScalars {
      switch Words.classify(scalar) {
      case .separator, .apostrophe:
        result.append(" \(scalar.value < 0x80 ? word(scalar.value) : unicodeName(scalar)) ")
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
      return Words.split(rest).isEmpty ? nil : "\(name) \(rest)"
    }
    guard text.utf8.count > 1 else { return nil }
    switch text.utf8.first {
    case 0x2D: return "minus " + text.dropFirst()
    case 0x2B: return "plus " + text.dropFirst()
    default: return nil
    }
  }

  /// The text with the signs at its end and each `&`, `%` replaced by words; nil without them.
  ///
  /// Such signs tell values apart (`A`, `A+`, `C#`), so they are always part of the name.
  static func spelledSigns(_ text: String) -> String? {
    var scalars = Array(text.unicodeScalars)
    var ending = ""
    while let last = scalars.last, "+#-*%".unicodeScalars.contains(last) {
      ending = " \(last.value == 0x23 ? "sharp" : word(last.value)) \(ending)"
      scalars.removeLast()
    }
    if scalars.isEmpty { return nil }
    var result = ""
    var found = !ending.isEmpty
    for scalar in scalars {
      switch scalar.value {
      case 0x25, 0x26:
        result.append(" \(word(scalar.value)) ")
        found = true
      default: result.unicodeScalars.append(scalar)
      }
    }
    return found ? result + ending : nil
  }

  /// The scalar's name in Unicode, such as `thumbs up sign`; its number if it has none.
  private static func unicodeName(_ scalar: Unicode.Scalar) -> String {
    if scalar.properties.isVariationSelector || scalar.value == 0x200D { return "" }
    guard let name = scalar.properties.name else { return "u" + String(scalar.value, radix: 16) }
    return name.lowercased()
  }
}
