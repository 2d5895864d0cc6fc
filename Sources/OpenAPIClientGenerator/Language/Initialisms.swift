/// Words that Swift programmers write in a case of their own: `imageURL`, `taskID`, `userIDs`.
enum Initialisms {
  /// How a word in lower case is written unless it begins a lower-case name: `url` → `URL`; nil for ordinary words.
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
