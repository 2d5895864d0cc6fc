#if os(Linux)
  internal import CurlLibrary

  /// What libcurl's codes (libcurl-errors(3)) mean here.
  enum CurlFailure {
    static func failure(_ code: CInt, _ handle: CurlHandle, mayHaveBeenProcessed: Bool) -> TransportFailure {
      var kind = kind(code)
      // The request was on its way on a kept connection, and there was no other for a second attempt.
      if mayHaveBeenProcessed, kind == .cannotConnect || kind == .tls { kind = .connectionLost }
      return TransportFailure(
        kind: kind, message: message(code, handle), mayHaveBeenProcessed: mayHaveBeenProcessed)
    }

    private static func kind(_ code: CInt) -> TransportFailure.Kind {
      switch code {
      case 3: .invalidRequest  // URL
      case 5, 6, 7, 45, 97: .cannotConnect  // proxy's name, name, refused, local address, proxy
      case 35, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98: .tls
      case 28: .timedOut
      // Not HTTP, broken header, broken encoding (twice), header line too long (as "out of memory" until 8.6).
      case 1, 8, 23, 61, 27, 100: .invalidResponse
      case 26: .bodyFailed
      case 2, 4, 41, 48: .unavailable  // the library itself
      default: .connectionLost  // 18 partial, 52 nothing, 55 send, 56 receive, 65 rewind and rarer ones
      }
    }

    /// libcurl's words, which name hosts and ports but no field of the request.
    private static func message(_ code: CInt, _ handle: CurlHandle) -> String {
      let detail = String(cString: handle.errorBuffer)
      var text = detail
      if detail.isEmpty { text = curl_library_error_text(code).map { String(cString: $0) } ?? "transfer failed" }
      // Its "out of memory" is a response's header line that is longer than it takes, too.
      if code == 27 { text = "A line of the response's header is too long, or memory has run out" }
      var message = ""
      for scalar in text.unicodeScalars.prefix(300) {
        message.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7f ? " " : scalar)
      }
      return "\(message) (libcurl code \(code))"
    }
  }
#endif
