import Foundation
import OpenAPIClientTesting
import Testing

@Suite("What README and the catalogues show of clients works") struct ClientSnippetTests {
  let stub = StubTransport()
  var client: Shop.Client { Shop.Client(token: "secret", transport: stub) }

  /// Lines that were printed.
  final class Lines: Sendable {
    private let texts = Locked<[String]>([])
    var print: ClientSnippets.Print { { text in self.texts.withLock { $0.append(text) } } }
    var all: [String] { texts.withLock { $0 } }
  }

  @Test func `calls give values, or the whole response`() async throws {
    stub.on(Shop.createOrder) { body in .init(id: 7, total: body.total, state: .paid, note: body.note) }
    stub.on(Shop.listOrders, .returning(.init(orders: [.init(id: 3, total: 5, state: .open)])))
    stub.on(Shop.getOrder, .returning(.init(id: 7, total: 5, state: .init("delivered")), fields: ["ETag": "a"]))
    let (order, first) = try await ClientSnippets.calls(client)
    #expect(order.note == "Ring twice" && first == 3)
    #expect(stub.requests(of: Shop.listOrders)[0].url.hasSuffix("/orders?limit=20"))
    let response = try await ClientSnippets.wholeResponse(client)
    #expect(response.fields["ETag"] == "a" && response.output.state.rawValue == "delivered")
  }

  @Test func `header fields have a type, and null is sent where it is named`() async throws {
    stub.on(
      Shop.createOrder, .returning(.init(id: 7, total: 5, state: .open), fields: ["X-Orders-Left": "3"]))
    #expect(try await ClientSnippets.headers(client) == 3)
    for order in ClientSnippets.nulls() { _ = try await client.createOrder(body: order) }
    #expect(ClientSnippets.extensibleEnum().rawValue == "returned")
    #expect(stub.requests.suffix(2).map(\.bodyText) == [#"{"total":1250}"#, #"{"total":1250,"note":null}"#])
  }

  @Test func `credentials are constant, refreshed, or another one for some calls`() async throws {
    stub.on(Shop.getOrder, .returning(.init(id: 7, total: 5, state: .open)))
    let signIns = Locked(0)
    let clients = ClientSnippets.credentials(key: "one", otherKey: "two") {
      signIns.withLock { $0 += 1 }
      return "fetched"
    }.map { client in client.with { $0.transport = stub } }
    for client in clients { _ = try await client.getOrder(id: 7) }
    _ = try await clients[1].getOrder(id: 7)
    let sent = stub.requests.map { $0.fields["Authorization"] }
    #expect(sent == ["one", "fetched", "two", "fetched"].map { "Bearer \($0)" })
    #expect(signIns.withLock { $0 } == 1)

    // Refused, a credential is asked once more, with the token that was refused.
    stub.on(Shop.getOrder, .failing(401), .returning(.init(id: 7, total: 5, state: .open)))
    let vault = ClientSnippets.Vault { refused in refused == nil ? "old" : "new" }
    let refreshing = Shop.Client(token: ClientSnippets.VaultToken(vault: vault), transport: stub)
    _ = try await refreshing.getOrder(id: 7)
    #expect(stub.requests.suffix(2).map { $0.fields["Authorization"] } == ["Bearer old", "Bearer new"])
  }

  @Test func `errors are matched by type and kind, and say what README says`() async throws {
    stub.on(
      Shop.createOrder, .failing(402, Shop.Declined(reason: "empty")), .failing(503), .cannotConnect,
      .failing(402, Shop.Declined(reason: "empty")))
    let lines = Lines()
    for _ in 1...3 { await ClientSnippets.errors(client, print: lines.print) }
    #expect(
      lines.all == [
        "declined: empty",
        "look before you order again: createOrder (POST /v1/orders): The service responded with 503 Service Unavailable. "
          + "The response is empty.",
        "createOrder (POST /v1/orders): the stub refuses the connection",
      ])
    let error = await #expect(throws: ClientError.self) { try await client.createOrder(body: .init(total: 1)) }
    #expect(
      error?.description == "createOrder (POST /v1/orders): The service responded with 402 Payment Required. "
        + #"It begins: {"reason":"empty"}"#)
    #expect(error.flatMap(ClientSnippets.genericFailure) == "empty")
    #expect(error.map(ClientSnippets.kinds) == #"The shop says 402: {"reason":"empty"}"#)
    #expect(ClientSnippets.kinds(ClientError(status: 404)) == "There is no such order.")
    #expect(
      ClientSnippets.kinds(ClientError(.connection, "lost")).hasPrefix("The shop can't be reached; try again in 5"))
  }

  @Test func `streams give their events, and fail in their loop`() async throws {
    let lost = TransportFailure(kind: .connectionLost, message: "cut", mayHaveBeenProcessed: true)
    stub.on(
      Shop.watchOrder, .events([.init(state: "paid"), .init(state: "shipped")]),
      .events([.init(state: "paid")], failure: lost), .events([.init(state: "paid"), .init(state: "shipped")]),
      .events([.init(state: "paid")]))
    let lines = Lines()
    try await ClientSnippets.events(client, print: lines.print)
    await ClientSnippets.brokenStream(client, print: lines.print)
    await ClientSnippets.brokenStream(client, print: lines.print)
    try await ClientSnippets.rawEvents(client, print: lines.print)
    #expect(lines.all.prefix(3) == ["paid", "shipped", "paid"])
    #expect(lines.all[3].hasPrefix("no more events: watchOrder (GET /v1/orders/7/events): "))
    #expect(lines.all.suffix(3) == ["paid", "shipped", #"- {"state":"paid"}"#])
  }

  @Test func `pages follow each other`() async throws {
    stub.on(Shop.listOrders) { _, after in .init(orders: [], next: after == nil ? "b" : nil) }
    try await ClientSnippets.pages(client)
    try await ClientSnippets.pagesWithoutConfiguration(client)
    #expect(try await ClientSnippets.pagesByHand(client) == 2)
    #expect(stub.requests(of: Shop.listOrders).map(\.arguments.1) == [nil, "b", nil, "b", nil, "b", nil, "b"])
  }

  @Test func `files go up and come down`() async throws {
    stub.on(Shop.addPhoto, .empty)
    stub.on(Shop.getInvoice, .returning(.bytes([1, 2, 3])))
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let photo = folder.appending(path: "door.jpg")
    try Data([9, 9]).write(to: photo)

    try await ClientSnippets.upload(client, photo: photo)
    let chunks = AsyncStream<[UInt8]> { continuation in
      continuation.yield([7])
      continuation.finish()
    }
    try await ClientSnippets.otherFiles(client, data: Data([8]), chunks: chunks)
    let sent = stub.requests(of: Shop.addPhoto)
    #expect(sent.count == 3 && sent[0].bodyText.contains("As it came") && sent[0].bodyText.contains("image/jpeg"))
    #expect(sent[2].bodyText.contains(#"filename="live.jpg""#))

    let path = folder.appending(path: "invoice.pdf").path(percentEncoded: false)
    try await ClientSnippets.download(client, path: path)
    #expect(try Data(contentsOf: URL(filePath: path)) == Data([1, 2, 3]))
    #expect(try await ClientSnippets.chunks(client) == 3)
    #expect(try await ClientSnippets.inMemory(client) == [1, 2, 3])

    struct Link: Transport {
      func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        HTTPResponse(status: 200, body: .bytes([4]))
      }
    }
    let link = folder.appending(path: "link.bin").path(percentEncoded: false)
    let file = try await ClientSnippets.link("https://files.shop.example/a", path: link, transport: Link())
    #expect(file.size == 1)
  }

  @Test func `middleware retries what may be repeated, and logs without secrets`() async throws {
    stub.on(
      Shop.getOrder, .failing(503, fields: ["Retry-After": "0"]), .returning(.init(id: 7, total: 5, state: .open)))
    let lines = Lines()
    let (plain, patient) = ClientSnippets.middleware(key: "secret", print: lines.print)
    _ = try await plain.with { $0.transport = stub }.getOrder(id: 7)
    #expect(lines.all.count == 4 && lines.all[0] == "getOrder → GET https://api.shop.example/v1/orders/7")
    #expect(lines.all[1].hasPrefix("getOrder ← 503 after "))
    #expect(patient.configuration.timeout == .seconds(300))

    let log = ClientSnippets.detailedLog(write: lines.print)
    let stamped = Shop.Client(
      token: "secret", transport: stub, middleware: [ClientSnippets.RequestID { "r-1" }, log])
    _ = try await stamped.getOrder(id: 7)
    #expect(stub.requests.last?.fields["X-Request-ID"] == "r-1")
    #expect(lines.all.contains { $0.contains("X-Request-ID: r-1") } && !lines.all.contains { $0.contains("secret") })
  }

  @Test func `servers are chosen by name or address, and documents stand beside each other`() async throws {
    let servers = ClientSnippets.servers(key: "any", address: "https://own.example").map(\.configuration.server)
    #expect(servers == ["https://sandbox.shop.example/v1", "http://localhost:8080", "https://own.example"])
    stub.on(Stock.count, .returning(.init(count: 2)))
    stub.on(Shop.createOrder) { body in .init(id: 7, total: body.total, state: .open) }
    try await ClientSnippets.severalDocuments(client, Stock.Client(transport: stub))
    #expect(stub.requests.map(\.operationID) == ["GET /items/{sku}/count", "createOrder"])
  }

  @Test func `rules are checked before sending where the client is told to`() async throws {
    let error = await #expect(throws: ClientError.self) { try await ClientSnippets.validation(client) }
    #expect(error?.kind == .invalidInput && stub.requests.isEmpty)
  }
}
