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
    if Initialisms.written(letters(lower)) != nil || isAllUpper(word) { return lower }
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
