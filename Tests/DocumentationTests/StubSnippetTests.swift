import Foundation
import OpenAPIClientTesting
import Testing

@Suite("What the catalogue shows of stubs works") struct StubSnippetTests {
  let stub = StubTransport()
  var client: Shop.Client { Shop.Client(token: "any", transport: stub) }

  @Test func `operations are named by function or with arguments`() async throws {
    stub.on(Shop.getOrder) { id in .init(id: id, total: 1250, state: .open) }
    stub.on(Shop.getOrder(id: 8), .failing(404))
    #expect(try await client.getOrder(id: 9).id == 9)
    await #expect(throws: ClientError.self) { try await client.getOrder(id: 8) }
  }

  @Test func `what has no response is told`() async throws {
    await withKnownIssue {
      let strict = StubTransport { missing in Issue.record("\(missing)") }
      _ = try? await Shop.Client(token: "any", transport: strict).getOrder(id: 7)
    }
  }

  @Test func `responses follow each other`() async throws {
    stub.on(
      Shop.getOrder, .failing(503, fields: ["Retry-After": "1"]), .returning(.init(id: 7, total: 1250, state: .paid)))
    let error = await #expect(throws: ClientError.self) { try await client.getOrder(id: 7) }
    #expect(error?.retryAfter == .seconds(1))
    #expect(try await client.getOrder(id: 7).state == .paid)
  }

  @Test func `services and networks fail`() async throws {
    stub.on(Shop.createOrder, .failing(402, Shop.Declined(reason: "empty")), .cannotConnect, .connectionLost, .timedOut)
    var kinds: [ClientError.Kind?] = []
    for _ in 1...4 {
      kinds.append(
        await #expect(throws: ClientError.self) { try await client.createOrder(body: .init(total: 1)) }?.kind)
    }
    #expect(kinds == [.status, .connection, .connection, .timedOut])
  }

  @Test func `streams and files come as they are given`() async throws {
    let pdf: [UInt8] = [1, 2]
    stub.on(Shop.watchOrder, .events([.init(state: "paid"), .init(state: "shipped")]))
    stub.on(Shop.getInvoice, .returning(.bytes(pdf)))
    var states: [String] = []
    for try await event in try await client.watchOrder(id: 7) { states.append(event.state) }
    #expect(states == ["paid", "shipped"])
    #expect(try await client.getInvoice(id: 7).collect(upTo: 10) == pdf)
  }

  @Test func `closures throw, and addresses respond`() async throws {
    let pdf: [UInt8] = [1, 2]
    stub.on(Shop.getOrder) { id in
      guard id == 7 else { throw ClientError(status: 404) }
      return .init(id: id, total: 1250, state: .open)
    }
    stub.on(.get, "https://files.shop.example/7.pdf", HTTPResponse(status: 200, body: .bytes(pdf)))
    #expect(try await client.getOrder(id: 7).total == 1250)
    #expect(await #expect(throws: ClientError.self) { try await client.getOrder(id: 8) }?.status == 404)
    let response = try await stub.send(HTTPRequest(method: .get, url: "https://files.shop.example/7.pdf"))
    #expect(try await response.body.collect(upTo: 10) == pdf)
  }

  @Test func `a delay is noticed by a time limit`() async throws {
    stub.on(Shop.getOrder, .returning(.init(id: 7, total: 1250, state: .open)).delayed(.seconds(30)))
    let hasty = client.with { $0.timeout = .seconds(10) }
    #expect(try await client.getOrder(id: 7).id == 7)
    #expect(await #expect(throws: ClientError.self) { try await hasty.getOrder(id: 7) }?.kind == .timedOut)
  }

  @Test func `requests are looked at, and held against the document, which can respond as well`() async throws {
    stub.on(Shop.createOrder) { body in .init(id: 7, total: body.total, state: .open) }
    _ = try await client.createOrder(body: .init(total: 1250))
    let sent = stub.requests(of: Shop.createOrder)
    #expect(sent.map(\.arguments.total) == [1250])
    #expect(sent[0].bodyText == #"{"total":1250}"#)
    #expect(sent[0].fields["Authorization"] == "Bearer any")

    stub.on(Shop.listOrders) { _, after in .init(orders: [], next: after == nil ? "b" : nil) }
    _ = try await client.listOrders(limit: 5)
    _ = try await client.listOrders(limit: 5, after: "b")
    #expect(stub.requests(of: Shop.listOrders).map(\.arguments.1) == [nil, "b"])

    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Documents/shop.yaml")
    let document = try StubDocument(contentsOf: url)
    #expect(stub.violations(of: document) == [])

    stub.on(Shop.getOrder, .example(from: document))
    let made = StubTransport(examples: document)
    #expect(try await client.getOrder(id: 7).total == 1250)
    #expect(try await Shop.Client(token: "any", transport: made).createOrder(body: .init(total: 1)).total == 1250)
  }
}
