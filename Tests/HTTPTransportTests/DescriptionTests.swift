import Foundation
import HTTPTransport
import LoopbackHTTP
import Testing
import FoundationTransport

/// Requests and transports as logs and debuggers show them.
@Suite(.serialized, .timeLimit(.minutes(5))) struct DescriptionTests {
  private func shown(_ value: some Any) -> String {
    var text = "\(value) \(String(reflecting: value)) "
    dump(value, to: &text)
    return text
  }

  @Test func `a request shows its address and the names of its fields, and no key`() {
    var request = HTTPRequest.post("https://me:sesame@a.example/b/@c?key=sesame#sesame", .text("x"))
    request.fields = ["Authorization": "Bearer sesame", "X-Odd": "sesame", "Content-Type": "text/plain"]
    let text = shown(request)
    #expect(!text.contains("sesame"))
    #expect("\(request)" == "POST https://a.example/b/@c")
    #expect(text.contains("X-Odd: <redacted>") && text.contains("Content-Type: text/plain"))
    #expect("\(request.fields)" == "Authorization: <redacted>\nX-Odd: <redacted>\nContent-Type: text/plain")
    #expect(!shown(request.fields).contains("sesame"))
  }

  @Test func `a mirror doesn't show the value behind a lock`() {
    #expect(!shown(Locked(["sesame"])).contains("sesame"))
  }

  @Test func `transports don't show their current requests`() async throws {
    let server = try LoopbackServer { try await $0.waitForClose() }
    var transports: [any Transport] = [URLSessionTransport()]
    #if os(Linux)
      transports.append(CurlTransport())
    #endif
    for transport in transports {
      let before = server.requestCount
      var request = HTTPRequest.post(server.url, .text("x"))
      request.fields["Authorization"] = "Bearer sesame"
      let sent = request
      let call = Task { await transport.failure(of: sent) }
      try await server.waitForRequests(before + 1)
      #expect(!shown(transport).contains("sesame"))
      call.cancel()
      #expect(await call.value?.kind == .cancelled)
    }
  }
}
