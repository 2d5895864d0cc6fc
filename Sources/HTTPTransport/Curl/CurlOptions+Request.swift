#if os(Linux)
  internal import CurlLibrary

  /// The options of a request.
  extension CurlOptions {
    private static let canLeaveLookups = curl_library_version() >= 0x07_57_00

    /// Where the request goes: lookups, proxies, certificate authorities.
    func setConnection(to url: String, _ configuration: CurlTransport.Configuration, _ addresses: CurlList) {
      set(CurlOption.connectTimeout, configuration.connectTimeout.map(Self.milliseconds) ?? CLong(Int32.max))
      // Otherwise ending a transfer waits for its name to be looked up.
      if Self.canLeaveLookups { set(CurlOption.quickExit, 1) }
      set(CurlOption.proxy, configuration.proxies.proxy(for: url)?.address ?? "")
      set(CurlOption.noProxy, configuration.proxies.exceptions)
      if addresses.head != nil { set(CurlOption.resolve, addresses) }
      if let path = configuration.certificateAuthorities {
        set(CurlOption.certificateAuthorityFile, path)
        set(CurlOption.proxyCertificateAuthorityFile, path)
      }
      if let path = configuration.certificateAuthorityFolder {
        set(CurlOption.certificateAuthorityFolder, path)
        set(CurlOption.proxyCertificateAuthorityFolder, path)
      }
    }

    /// Rounded up, at least one: libcurl takes zero for its own default.
    private static func milliseconds(_ duration: Duration) -> CLong {
      let (seconds, attoseconds) = duration.components
      guard seconds < Int64(Int32.max) / 1000 else { return CLong(Int32.max) }
      let part = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
      return CLong(max(1, seconds * 1000 + part))
    }

    /// The method, and how much content comes with it.
    func setMethod(_ method: HTTPMethod, _ body: OpenedBody, _ inlineBody: [UInt8]?) {
      if method == .head {
        set(CurlOption.noBody, 1)
        return
      }
      // Methods whose requests usually have content say so when there is none (RFC 9110, section 8.6).
      let hasLength = method == .post || method == .put || method == .patch || method == .query
      if body.length == 0, !hasLength {
        set(CurlOption.httpGet, 1)
      } else if let bytes = inlineBody {
        set(CurlOption.postFieldSize, offset: Int64(bytes.count))
        set(CurlOption.copiedPostFields, bytes)
      } else {
        set(CurlOption.upload, 1)
        if let length = body.length { set(CurlOption.uploadLength, offset: length) }
        if body.length ?? .max > 64 << 10 { set(CurlOption.uploadBufferSize, 512 << 10) }
      }
      set(CurlOption.customRequest, method.rawValue)
    }

    /// The header fields; `lines` has to live as long as the transfer.
    func setFields(
      of request: HTTPRequest, hasInlineBody: Bool, _ configuration: CurlTransport.Configuration, _ lines: CurlList
    ) {
      for field in request.fields {
        // A field without a value is left out by libcurl, unless a semicolon stands for the colon.
        let isBlank = field.value.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        lines.append(isBlank ? "\(field.name);" : "\(field.name): \(field.value)")
      }
      if request.fields["Accept-Encoding"] == nil {
        // A range of a coded body couldn't be decoded.
        lines.append("Accept-Encoding: \(request.fields["Range"] == nil ? ContentCoding.accepted : "identity")")
      }
      lines.append("Expect:")
      // libcurl would call it a form.
      if hasInlineBody, request.fields["Content-Type"] == nil { lines.append("Content-Type:") }
      if request.fields["User-Agent"] == nil { set(CurlOption.userAgent, configuration.userAgent) }
      set(CurlOption.httpHeader, lines)
    }
  }
#endif
