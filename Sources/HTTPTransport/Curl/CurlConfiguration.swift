#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  extension CurlTransport {
    /// The settings of a transport, for all its requests.
    public struct Configuration: Hashable, Sendable {
      /// The `User-Agent` of requests that don't bring their own.
      public var userAgent = "OpenAPIClient/1"
      /// The most bytes of a response's header lines, interim responses and trailers included.
      public var maximumHeaderSize = 128 << 10
      /// How long it may take to find a host's addresses, connect to one of them and agree on encryption; `nil` for no
      /// limit but the system's, which is two minutes for a host that doesn't respond.
      ///
      /// A request that fails for this reason was not sent, and its error says so. Rounded up to whole milliseconds.
      public var connectTimeout: Duration? = .seconds(20)
      /// A PEM file of certificate authorities to trust instead of the system's file.
      public var certificateAuthorities: String?
      /// A folder of PEM files of certificate authorities, named as `openssl rehash` names them, to trust in place of the
      /// system's folder.
      public var certificateAuthorityFolder: String?
      let proxies: ProxySettings
      /// Addresses of hosts that are not looked up, as `CURLOPT_RESOLVE` has them: `HOST:PORT:ADDRESS[,ADDRESS]…`.
      package var resolvedAddresses: [String] = []

      /// Makes the default configuration, with the settings of the process's environment; see ``init(environment:)``.
      public init() {
        var environment: [String: String] = [:]
        for name in Self.variables {
          if let value = getenv(name) { environment[name] = String(cString: value) }
        }
        self.init(environment: environment)
      }

      /// Makes the default configuration, with the settings of an environment.
      ///
      /// As with curl's command, `CURL_CA_BUNDLE` names a file of certificate authorities; without it, `SSL_CERT_FILE`
      /// does and `SSL_CERT_DIR` names a folder. `http_proxy`, `https_proxy`, `HTTPS_PROXY`, `all_proxy` and `ALL_PROXY`
      /// name proxies, and `no_proxy` or `NO_PROXY` the hosts that are reached without. Empty values count as none.
      public init(environment: [String: String]) {
        let environment = environment.filter { !$0.value.isEmpty }
        if let bundle = environment["CURL_CA_BUNDLE"] {
          certificateAuthorities = bundle
        } else {
          certificateAuthorities = environment["SSL_CERT_FILE"]
          certificateAuthorityFolder = environment["SSL_CERT_DIR"]
        }
        proxies = ProxySettings(environment: environment)
      }

      private static let variables =
        ["CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"] + ProxySettings.variables
    }
  }

  extension CurlTransport.Configuration: CustomStringConvertible, CustomReflectable {
    /// The settings; proxies, whose addresses can hold passwords, are left out.
    public var description: String {
      """
      userAgent: \(userAgent), maximumHeaderSize: \(maximumHeaderSize), \
      connectTimeout: \(connectTimeout.map { "\($0)" } ?? "none"), \
      certificateAuthorities: \(certificateAuthorities ?? "the system's"), \
      certificateAuthorityFolder: \(certificateAuthorityFolder ?? "the system's")
      """
    }

    /// Nothing beside ``description``.
    public var customMirror: Mirror { Mirror(self, children: []) }
  }

  /// The proxies that an environment names, for libcurl to choose by host.
  struct ProxySettings: Hashable, Sendable {
    struct Proxy: Hashable, Sendable {
      /// The environment variable it comes from.
      var variable: String
      /// A URL, or a host and a port; it may hold a user name and a password.
      var address: String
    }

    private let http: Proxy?
    private let https: Proxy?
    /// Hosts that are reached without a proxy, as `CURLOPT_NOPROXY` has them.
    let exceptions: String

    // `HTTP_PROXY` isn't among them: in a CGI program that is a header field of the request.
    private static let httpVariables = ["http_proxy", "all_proxy", "ALL_PROXY"]
    private static let httpsVariables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
    private static let exceptionVariables = ["no_proxy", "NO_PROXY"]
    static let variables = httpVariables + httpsVariables + exceptionVariables

    init(environment: [String: String]) {
      func first(_ names: [String]) -> Proxy? {
        for name in names {
          if let value = environment[name] { return Proxy(variable: name, address: value) }
        }
        return nil
      }
      http = first(Self.httpVariables)
      https = first(Self.httpsVariables)
      exceptions = first(Self.exceptionVariables)?.address ?? ""
    }

    /// The proxy of a URL, unless its host is one of the exceptions.
    func proxy(for url: String) -> Proxy? {
      url.lowercased().hasPrefix("https:") ? https : http
    }
  }
#endif
