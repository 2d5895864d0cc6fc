#if os(Linux)
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  /// Proxies from the environment, and the failures that concern them.
  @Suite(.serialized, .timeLimit(.minutes(5))) struct ProxyTests {
    private func transport(_ environment: [String: String]) -> CurlTransport {
      var configuration = CurlTransport.Configuration(environment: environment)
      configuration.connectTimeout = .seconds(5)
      return CurlTransport(configuration)
    }

    @Test(arguments: [
      "http://user:sesame#w@nosuch.invalid", "http://user:77777#sesame@nosuch.invalid", "user:sesame@nosuch.invalid",
      "user:ses ame@nosuch.invalid:1", "http://us er:sesame@nosuch.invalid", "http://user:sesame%40nosuch.invalid",
      "http:/user:sesame@nosuch.invalid", "://user:sesame@nosuch.invalid", "sesame://user:77777@nosuch.invalid",
      "http://user:a@sesame@nosuch.invalid", "http://user:sesame/@nosuch.invalid", "http://[user:sesame@nosuch.invalid",
      "http://user:%73esame@nosuch.invalid:99999", "http://user:sesame@127.0.0.1:1", "https://user:sesame@127.0.0.1:1",
      "socks5h://user:sesame@127.0.0.1:1", "user:sesame@", "http://user:sesame?@nosuch.invalid",
    ]) func `no failure shows a proxy's password, however broken its address is`(_ address: String) async throws {
      for scheme in ["http", "https"] {
        let failure = await transport(["all_proxy": address]).failure(of: .get("\(scheme)://service.invalid/"))
        let text = String(reflecting: failure)
        #expect(failure?.mayHaveBeenProcessed == false, "\(text)")
        for secret in ["user", "us er", "sesame", "ses ame", "%73", "77777"] {
          #expect(!text.contains(secret), "\(text)")
        }
      }
    }

    @Test func `an unknown proxy doesn't slow down the next requests, and its variable is named`() async throws {
      let server = try LoopbackServer { try await $0.respond(200) }
      let transport = transport(["http_proxy": "http://nosuch.invalid:80", "no_proxy": "127.0.0.1"])
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask {
            let failure = await transport.failure(of: .get("http://service.invalid/"))
            #expect(failure?.kind == .cannotConnect)
            #expect(failure?.message.contains("http_proxy") == true)
          }
        }
      }
      for _ in 0..<8 { #expect(await transport.outcome(of: .get(server.url)) == .response(200, "")) }
    }

    @Test func `a refusing proxy is named by its variable, with the status`() async throws {
      let proxy = try LoopbackServer { try await $0.respond(407, [("Proxy-Authenticate", "Basic realm=\"x\"")]) }
      let failure = await transport(["https_proxy": "http://user:sesame@127.0.0.1:\(proxy.port)"])
        .failure(of: .post("https://service.invalid/", .text("x")))
      #expect(failure?.kind == .cannotConnect)
      #expect(failure?.mayHaveBeenProcessed == false)
      let text = failure?.message ?? ""
      #expect(text.contains("https_proxy") && text.contains("407") && !text.contains("sesame"), "\(text)")
    }

    @Test func `the variable of the scheme comes before the one for all, and empty ones don't count`() async throws {
      let proxy = try LoopbackServer { try await $0.respond(200, [], text: $0.request.target) }
      let wrong = try ClosedPort()
      let request = HTTPRequest.get("http://service.invalid/a")
      for environment in [
        ["http_proxy": proxy.url, "all_proxy": wrong.url, "HTTP_PROXY": wrong.url],
        ["http_proxy": "", "all_proxy": proxy.url, "https_proxy": wrong.url], ["ALL_PROXY": proxy.url],
      ] {
        #expect(await transport(environment).outcome(of: request) == .response(200, "http://service.invalid/a"))
      }
      #expect(await transport(["HTTP_PROXY": proxy.url]).outcome(of: request) == .failed(.cannotConnect))
    }

    @Test func `a configuration doesn't show its proxies`() {
      let configuration = CurlTransport.Configuration(environment: ["http_proxy": "http://user:sesame@proxy.invalid"])
      var text = "\(configuration) \(String(reflecting: configuration))"
      dump(configuration, to: &text)
      #expect(!text.contains("sesame"))
    }

    @Test(arguments: [
      ("Could not resolve host: a.example", "Could not resolve host: a.example"),
      ("in 'http://user:pw@a.example:80'", "in 'http://a.example:80'"),
      ("in 'http://u:p@w://x@a.example' after", "in 'http://a.example' after"),
      ("Could not resolve proxy: u:p w@a.example", "Could not resolve proxy: a.example"),
      ("'u: p'w@a.example'", "'a.example'"), ("u1:pw@a.example", "a.example"),
      ("http://user:pw%40a.example", "http://a.example"),
      ("see http://a.example and u:p@b.example", "see http://b.example"),
    ]) func `user information is cut out of a text`(_ text: String, _ expected: String) {
      #expect(UserInformation.removed(from: text) == expected)
    }
  }
#endif
