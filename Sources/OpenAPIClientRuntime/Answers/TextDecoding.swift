/// Text of answers.
enum TextDecoding {
  /// UTF-8 without its byte order mark, or Latin-1 where the content type says so.
  static func decode(_ bytes: [UInt8], contentType: String?) -> String {
    let charset = contentType.flatMap(MediaType.init)?.parameters.first { $0.name == "charset" }?.value.lowercased()
    if charset == "iso-8859-1" || charset == "latin1" || charset == "us-ascii" {
      var text = ""
      for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
      return text
    }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return String(decoding: bytes[start...], as: UTF8.self)
  }
}
