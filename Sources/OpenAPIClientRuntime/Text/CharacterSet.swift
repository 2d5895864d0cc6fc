/// A character set, in which texts are read and written.
enum CharacterSet: Equatable {
  case utf8
  case latin1
  case utf16(isBigEndian: Bool)
  /// Converted by the system: its names, of which the first is for writing and all are for reading, and the label.
  case converted([String], label: String)

  /// The character set that a byte order mark implies, or else that of the label, or else UTF-8.
  ///
  /// - Throws: `CharacterSetError` where the label is unknown.
  init(label: String?, bytes: [UInt8]) throws(CharacterSetError) {
    let isUTF16 = label?.hasPrefix("utf-16") ?? true
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else if isUTF16 && bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16(isBigEndian: true)
    } else if isUTF16 && bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16(isBigEndian: false)
    } else if let label {
      self = try Self.named(label, bytes)
    } else {
      self = .utf8
    }
  }

  /// Whether a label means ASCII, which is read as UTF-8: services that declare ASCII often send UTF-8.
  static func isASCII(_ label: String) -> Bool { ["us-ascii", "ascii", "iso646-us", "ansi_x3.4-1968"].contains(label) }

  private static func named(_ label: String, _ bytes: [UInt8]) throws(CharacterSetError) -> CharacterSet {
    if isASCII(label) { return .utf8 }
    switch label {
    case "utf-8", "utf8": return .utf8
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1": return .latin1
    case "utf-16be": return .utf16(isBigEndian: true)
    case "utf-16le": return .utf16(isBigEndian: false)
    case "utf-16": return .utf16(isBigEndian: bytes.isEmpty ? false : looksBigEndian(bytes))
    default: break
    }
    guard let names = converterNames(label) else {
      throw CharacterSetError("the character set '\(label)' is not known")
    }
    return .converted(names, label: label)
  }

  /// Whether UTF-16 without a byte order mark is big-endian, judged by the position of its zero bytes, or by default (RFC
  /// 2781, section 4.3).
  private static func looksBigEndian(_ bytes: [UInt8]) -> Bool {
    var zeros = (even: 0, odd: 0)
    for (index, byte) in bytes.prefix(4096).enumerated() where byte == 0 {
      if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
    }
    return zeros.even >= zeros.odd
  }

  /// The names of a character set for `iconv`; nil if the label isn't one of those that documents and services use.
  ///
  /// The supersets of vendors come first (Encoding Standard, section 4.2), because texts labeled Shift_JIS or GB 2312 use
  /// their characters, too. Only known labels are passed to the system, because a service can send any label.
  private static func converterNames(_ label: String) -> [String]? {
    for prefix in ["windows-", "cp", "x-cp"] where label.hasPrefix(prefix) {
      let number = label.dropFirst(prefix.count)
      if ["874", "1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258"].contains(number) {
        return ["CP\(number)"]
      }
    }
    for prefix in ["iso-8859-", "iso8859-", "iso_8859-"] where label.hasPrefix(prefix) {
      guard let part = Int(label.dropFirst(prefix.count)), (2...16).contains(part), part != 12 else { break }
      return ["ISO-8859-\(part)"]
    }
    switch label {
    case "latin2", "l2": return ["ISO-8859-2"]
    case "latin5", "l5": return ["ISO-8859-9"]
    case "latin9", "latin-9", "l9": return ["ISO-8859-15"]
    case "koi8-r", "koi8-u": return [label.uppercased()]
    case "ibm866", "cp866": return ["CP866"]
    case "ibm437", "cp437": return ["CP437"]
    case "ibm850", "cp850": return ["CP850"]
    case "macintosh", "x-mac-roman": return ["MACINTOSH"]
    case "tis-620": return ["TIS-620"]
    case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "cp932": return ["CP932", "SHIFT_JIS"]
    case "euc-jp", "x-euc-jp": return ["EUC-JP"]
    case "iso-2022-jp": return ["ISO-2022-JP"]
    case "euc-kr", "ks_c_5601-1987", "cp949": return ["CP949", "EUC-KR"]
    case "gbk", "gb2312", "gb_2312-80", "euc-cn", "x-gbk", "cp936", "windows-936": return ["GBK", "GB18030"]
    case "gb18030": return ["GB18030"]
    case "big5", "big5-hkscs", "cn-big5", "x-x-big5": return ["BIG5", "BIG5-HKSCS"]
    case "euc-tw": return ["EUC-TW"]
    case "utf-32", "utf-32be", "utf-32le": return [label.uppercased()]
    default: return nil
    }
  }
}
