#if os(Linux)
  internal import CurlLibrary

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// What one of libcurl's codes (libcurl-errors(3)) means for a transfer.
  struct CurlFailure {
    let code: CInt
    let handle: CurlHandle
    /// The host of the request, with its port if that was given.
    let host: String
    let configuration: CurlTransport.Configuration
    /// The proxy of the request, unless its host is excepted from having one.
    let proxy: ProxySettings.Proxy?
    let mayHaveBeenProcessed: Bool

    init(
      _ code: CInt, _ handle: CurlHandle, _ request: HTTPRequest, _ configuration: CurlTransport.Configuration,
      mayHaveBeenProcessed: Bool
    ) {
      self.code = code
      self.handle = handle
      host = UserInformation.removed(from: request.host)
      self.configuration = configuration
      proxy = configuration.proxies.proxy(for: request.url)
      self.mayHaveBeenProcessed = mayHaveBeenProcessed
    }

    var failure: TransportFailure {
      TransportFailure(
        kind: kind, message: "\(message) (libcurl code \(code))", mayHaveBeenProcessed: mayHaveBeenProcessed)
    }

    private var kind: TransportFailure.Kind {
      let kind = Self.kind(code)
      // The request was on its way on a kept connection, and there was no other for a second attempt.
      if mayHaveBeenProcessed, kind == .cannotConnect || kind == .tls { return .connectionLost }
      // Time ran out, or a proxy refused, before there was a connection.
      if !mayHaveBeenProcessed, code == 28 || isProxyRefusal { return .cannotConnect }
      return kind
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

    // MARK: Messages

    /// What happened and what to do.
    ///
    /// libcurl's own text is shown only where this says less than it.
    private var message: String {
      switch code {
      case 3: return "libcurl can't read the request's URL"
      case 5:
        return "the proxy that \(variable) names isn't known, or isn't a proxy's address; correct the variable "
          + "(special characters of a password have to be percent-encoded)"
      case 6: return "the host name of \(host) can't be resolved; check the name and the network"
      case 7: return "\(host) can't be reached\(systemReason)\(byProxy)"
      case 28 where !mayHaveBeenProcessed:
        let time = configuration.connectTimeout.map { " within \($0)" } ?? ""
        return "there was no connection to \(host)\(byProxy)\(time), so nothing was sent"
      case 60: return untrustedMessage
      case 77: return "\(authorities) can't be read as certificate authorities in PEM form\(detail)"
      case 97: return "the proxy that \(variable) names refuses to connect to \(host)"
      // The library's "out of memory" is a response's header line that is longer than it takes, too.
      case 27: return "a line of the response's header is too long, or memory has run out"
      default:
        if isProxyRefusal {
          return "the proxy that \(variable) names refuses to connect to \(host) with status \(proxyStatus)"
        }
        if Self.kind(code) == .tls { return "no secure connection to \(host) could be made\(detail)" }
        return shownText ?? "the transfer failed"
      }
    }

    /// Why a certificate wasn't accepted: the numbers are OpenSSL's (X509_STORE_CTX_get_error(3)).
    private var untrustedMessage: String {
      switch handle.info(CurlNumber.certificateCheckInfo) {
      case 9, 10:
        return "the certificate of \(host) is out of date or not valid yet; check this machine's clock"
      case 2, 18, 19, 20, 21:
        return "the certificate of \(host) isn't trusted\(detail); if its authority is your own, name a PEM file of it "
          + "in the environment variable SSL_CERT_FILE or in the transport's configuration"
      default: return "the certificate of \(host) isn't accepted\(detail)"
      }
    }

    private var authorities: String {
      let paths = [configuration.certificateAuthorities, configuration.certificateAuthorityFolder].compactMap { $0 }
      return paths.isEmpty ? "the system's files" : paths.joined(separator: ", ")
    }

    private var variable: String { proxy?.variable ?? "the environment" }

    private var byProxy: String { proxy.map { ", by the proxy that \($0.variable) names if it applies" } ?? "" }

    private var proxyStatus: Int { handle.info(CurlNumber.proxyStatusInfo) }

    private var isProxyRefusal: Bool { code == 56 && !mayHaveBeenProcessed && proxyStatus >= 300 }

    private var systemReason: String {
      let number = Int32(truncatingIfNeeded: handle.info(CurlNumber.errorNumberInfo))
      switch number {
      case 0: return ""
      case ECONNREFUSED: return ": it refuses the connection"
      default: return strerror(number).map { ": \(String(cString: $0))" } ?? ""
      }
    }

    private var detail: String { shownText.map { ": \($0)" } ?? "" }

    /// libcurl's text, which names hosts and ports but no field of the request.
    ///
    /// With a proxy that has a password nothing is shown: if its address is broken, any part of the password can be taken
    /// for a host.
    private var shownText: String? {
      if let address = proxy?.address, UserInformation.removed(from: address) != address { return nil }
      var text = String(cString: handle.errorBuffer)
      if text.isEmpty { text = curl_library_error_text(code).map { String(cString: $0) } ?? "" }
      let shown = UserInformation.removed(from: text).unicodeScalars.prefix(300).map { scalar in
        scalar.value < 0x20 || scalar.value == 0x7f ? " " : Character(scalar)
      }
      return shown.isEmpty ? nil : String(shown)
    }
  }

  extension CurlHandle {
    /// A number that libcurl keeps of the last transfer; 0 if it has none.
    func info(_ info: CInt) -> Int {
      var value: CLong = 0
      return curl_library_get_long(easy, info, &value) == 0 ? value : 0
    }
  }
#endif
