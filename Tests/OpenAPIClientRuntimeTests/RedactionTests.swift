import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct RedactionTests {
  /// Collects lines from any thread.
  final class Lines: @unchecked Sendable {
    // Unchecked, because every use holds the lock.
    private let lock = NSLock()
    private var lines: [String] = []
    func add(_ line: String) { lock.withLock { lines.append(line) } }
    var all: [String] { lock.withLock { lines } }
    var text: String { all.joined(separator: "\n") }
  }

  static let secrets = [
    "sk-0123456789abcdef", "Bearer abc/def+ghi=jkl", "pass word%20é", "quote\"back\\slash", "user:p@ss:word/longer",
  ]

  /// Every spelling in which a service or a log could bring a secret back.
  private func spellings(_ secret: String) -> [String] {
    let data = Data(secret.utf8)
    let bare = String(secret.split(separator: " ").last ?? "")
    let encoded = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return [
      secret, encoded, encoded.lowercased() == encoded ? encoded : encoded.replacingOccurrences(of: "%2F", with: "%2f"),
      data.base64EncodedString(), Data("x:\(secret)".utf8).base64EncodedString(),
      Data("yy\(secret)zz".utf8).base64EncodedString(), bare,
    ]
  }

  @Test(arguments: secrets) func `no secret gets into errors and logs in any spelling`(_ secret: String) async throws {
    let lines = Lines()
    for form in spellings(secret) {
      let responses: [HTTPResponse] = [
        .text(400, "bad key \(form)!", [("X-Echo", form), ("Location", "/?k=\(form)")]),
        .text(200, "<html>\(form)", [("Content-Type", "text/html"), ("X-Echo", "a\(form)b")]),
        .text(400, #"{"error":\#(try "key \(form)".jsonString())}"#),
        .text(302, "", [("Location", "http://other.example/\(form)")]),
      ]
      for response in responses {
        for scheme in [
          SchemeCredential.bearer(secret), .basic(secret), .apiKey(secret, in: .header, name: "X-Odd"),
          .apiKey(secret, in: .query, name: "odd"), .apiKey(secret, in: .cookie, name: "odd"),
        ] {
          var operation = Images.draw()
          operation.text("prompt \(secret)")
          operation.failure(400, Images.Problem.self)
          let sending = operation
          let client = PlainClient(
            MockTransport { _ in response }, middleware: [LoggingMiddleware(.bodies) { lines.add($0) }]
          ).with { $0.credentials["ApiKeyAuth"] = scheme }
          let error = try #require(
            await failure { () async throws(ClientError) in try await client.send(sending) })
          var dumped = ""
          dump(error, to: &dumped)
          dump(client, to: &dumped)
          let shown = [
            "\(error)", error.localizedDescription, error.bodyText, "\(error.fields.map(\.value))",
            String(reflecting: error),
            dumped,
            "\(error.body(as: Images.Problem.self)?.error ?? "")", "\(client)",
          ].joined(separator: "\n")
          #expect(!shown.contains(form), "\(form) in \(shown)")
          #expect(!shown.contains(secret))
        }
      }
      #expect(!lines.text.contains(form), "\(form) in \(lines.text)")
    }
    #expect(lines.text.contains("<redacted>"))
  }

  @Test func `secrets in the transport's messages are redacted`() async throws {
    let transport = MockTransport { sent in
      throw TransportFailure(kind: .cannotConnect, message: "no way to \(sent.url)", mayHaveBeenProcessed: false)
    }
    let lines = Lines()
    let client = PlainClient(transport, middleware: [LoggingMiddleware { lines.add($0) }]).with {
      $0.credentials["ApiKeyAuth"] = .apiKey("query-secret", in: .query, name: "odd")
    }
    let error = await failure { () async throws(ClientError) in try await client.send(Images.draw()) }
    #expect(error?.message == "no way to https://api.example/v1/draw?odd=<redacted>")
    #expect(!lines.text.contains("query-secret"))
  }

  @Test func `logs are lines, fields or bodies`() async throws {
    func log(_ detail: LoggingMiddleware.Detail) async throws -> [String] {
      let lines = Lines()
      let start = ContinuousClock.now
      let logging = LoggingMiddleware(detail, now: { start }) { lines.add($0) }
      let client = PlainClient(MockTransport(json: "{}"), middleware: [logging]).with {
        $0.credentials["a"] = .bearer("the-secret")
        $0.defaultSecurity = [["a"]]
      }
      var operation = APIOperation<JSONValue>("test", .post, "/x")
      operation.query("token", "abc")
      operation.query("q", "abc")
      operation.json(["a": 1] as JSONValue)
      _ = try await client.send(operation)
      return lines.all
    }
    let first = "test → POST https://api.example/x?token=<redacted>&q=abc"
    #expect(try await log(.lines) == [first, "test ← 200 after 0 ms"])
    let fields = "\n  Accept: application/json\n  Content-Type: application/json\n  Authorization: <redacted>"
    let response = "test ← 200 after 0 ms\n  Content-Type: application/json"
    #expect(try await log(.fields) == [first + fields, response])
    #expect(try await log(.bodies) == [first + fields + "\n  {\"a\":1}", response])
  }

  @Test func `a redaction removes configured texts, fields and query items`() {
    let redaction = Redaction(secrets: ["abcdefgh", "short"], fieldNames: ["X-Odd"], queryNames: ["odd"])
    #expect(redaction.redact("abcdefgh, short, xabcdefghx") == "<redacted>, short, x<redacted>x")
    #expect(
      redaction.redact(url: "https://u:p@h.example/a?odd=1&b=2&sig=3#f")
        == "https://h.example/a?odd=<redacted>&b=2&sig=<redacted>")
    let fields = redaction.redact(
      HTTPFields([("x-odd", "1"), ("X-Even", "2"), ("X-Auth-Token", "3"), ("Cookie", "4")]))
    #expect(fields.map(\.value) == ["<redacted>", "2", "<redacted>", "<redacted>"])
    #expect("\(redaction)" == "<redacted>")
  }

  /// Prints each request in every possible way.
  struct Showing: Middleware {
    let lines: Lines

    func intercept(
      _ request: HTTPRequest, context: CallContext, next: @Sendable (HTTPRequest) async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
      var dumped = ""
      dump(request, to: &dumped)
      dump(context, to: &dumped)
      lines.add("\(request) \(String(reflecting: request)) \(request.fields) \(context) \(dumped)")
      return try await next(request)
    }
  }

  @Test func `requests and configurations show no keys, whatever their names`() async throws {
    let lines = Lines()
    let client = PlainClient(MockTransport(json: "{}"), middleware: [Showing(lines: lines)]).with {
      $0.credentials["a"] = .apiKey("secret-1", in: .header, name: "X-Odd")
      $0.credentials["b"] = .apiKey("secret-2", in: .query, name: "odd")
      $0.credentials["c"] = .apiKey("secret-3", in: .cookie, name: "odd")
      $0.credentials["d"] = .bearer("secret-4")
      $0.defaultSecurity = [["a", "b", "c", "d"]]
      $0.fields["X-Own"] = "secret-5"
      $0.secrets = ["secret-6"]
    }
    _ = try await client.send(CredentialTests.operation())
    var dumped = ""
    dump(client, to: &dumped)
    dump(client.configuration, to: &dumped)
    lines.add("\(client) \(client.configuration) \(String(reflecting: client)) \(dumped)")
    #expect(!lines.text.contains("secret-"))
    #expect(lines.text.contains("GET https://api.example/x "))
    #expect(lines.text.contains("X-Odd: <redacted>"))
    #expect(lines.text.contains("Accept: application/json"))
  }

  @Test func `credentials show nothing of themselves`() {
    var text = ""
    dump(BasicCredential(user: "me", password: "secret-1"), to: &text)
    dump(SchemeCredential.bearer("secret-2"), to: &text)
    dump(["a": SchemeCredential.apiKey("secret-3", in: .query, name: "q")], to: &text)
    dump(RefreshingToken { "secret-4" }, to: &text)
    #expect(!text.contains("secret"))
  }
}
