#if os(Linux)
  import ChildProcesses
  import Foundation
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  /// An https server of OpenSSL's command, where that is installed.
  private final class SecureServer: Sendable {
    static let tool = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first(where: FileManager.default.isExecutableFile)

    let folder: String
    let port: String
    private let process: ChildProcess

    /// Makes a certificate for 127.0.0.1 and serves with it.
    init() async throws {
      let tool = try #require(Self.tool)
      folder = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let maker = try ChildProcess(
        tool,
        [
          "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
          "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "certificate.pem",
        ], in: folder, environment: [:])
      let status = await maker.end()
      try #require(status == 0)
      process = try ChildProcess(
        tool, ["s_server", "-accept", "127.0.0.1:0", "-key", "key.pem", "-cert", "certificate.pem", "-www"],
        in: folder, environment: [:])
      // It says "ACCEPT 127.0.0.1:port" as soon as it listens.
      try await process.waitForOutput { $0.contains("ACCEPT") && $0.hasSuffix("\n") }
      let line = process.output.split(separator: "\n").last { $0.contains("ACCEPT") } ?? ""
      port = String(line.split(separator: ":").last ?? "")
    }

    deinit {
      process.send(SIGKILL)
      try? FileManager.default.removeItem(atPath: folder)
    }
  }

  @Suite(.enabled(if: SecureServer.tool != nil, "OpenSSL's command isn't installed."), .timeLimit(.minutes(5)))
  struct TLSTests {
    @Test func `a certificate is trusted only if its authority is`() async throws {
      let server = try await SecureServer()
      let url = "https://127.0.0.1:\(server.port)/"
      let failure = await CurlTransport().failure(of: .post(url, .text("x")))
      #expect(failure?.kind == .tls)
      #expect(failure?.mayHaveBeenProcessed == false)
      var configuration = CurlTransport.Configuration()
      configuration.certificateAuthorities = server.folder + "/certificate.pem"
      let transport = CurlTransport(configuration)
      let response = try await transport.send(.get(url))
      #expect(response.status == 200)
      #expect(try await response.body.collect(upTo: 1 << 20).isEmpty == false)
      // The certificate is for the address only.
      let named = await transport.failure(of: .get("https://localhost:\(server.port)/"))
      #expect(named?.kind == .tls)
    }

    @Test func `the error for an untrusted certificate says what to do`() async throws {
      let server = try await SecureServer()
      let transport = CurlTransport(.init(environment: [:]))
      let message = await transport.failure(of: .get("https://127.0.0.1:\(server.port)/"))?.message ?? ""
      #expect(message.contains("isn't trusted") && message.contains("SSL_CERT_FILE"), "\(message)")
      #expect(message.contains("127.0.0.1:\(server.port)"), "\(message)")
    }

    @Test func `certificate authorities come from the environment as for curl`() async throws {
      let server = try await SecureServer()
      let tool = try #require(SecureServer.tool)
      let request = HTTPRequest.get("https://127.0.0.1:\(server.port)/")
      let file = server.folder + "/certificate.pem"
      let authorities = server.folder + "/authorities"
      try FileManager.default.createDirectory(atPath: authorities, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: file, toPath: authorities + "/own.pem")
      #expect(try await ChildProcess(tool, ["rehash", authorities], environment: [:]).end() == 0)
      for environment in [
        ["SSL_CERT_FILE": file], ["SSL_CERT_DIR": authorities], ["CURL_CA_BUNDLE": file],
        ["CURL_CA_BUNDLE": file, "SSL_CERT_FILE": "/nowhere", "SSL_CERT_DIR": "/nowhere"],
        ["CURL_CA_BUNDLE": "", "SSL_CERT_FILE": file],
      ] {
        let response = try await CurlTransport(.init(environment: environment)).send(request)
        #expect(response.status == 200, "\(environment)")
      }
    }

    @Test func `a file of authorities that can't be read is named`() async throws {
      let server = try await SecureServer()
      let transport = CurlTransport(.init(environment: ["SSL_CERT_FILE": "/nowhere/own.pem"]))
      let failure = await transport.failure(of: .get("https://127.0.0.1:\(server.port)/"))
      #expect(failure?.kind == .tls)
      #expect(failure?.message.contains("/nowhere/own.pem can't be read") == true)
      #expect(failure?.mayHaveBeenProcessed == false)
    }
  }
#endif
