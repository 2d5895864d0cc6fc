import Foundation
import OpenAPIClientTesting
import Testing

@Suite("Stubs by operation") struct StubTests {
  let stub = StubTransport()
  var client: Shop.Client { Shop.Client(token: "any", server: "https://shop.test", transport: stub) }

  // MARK: Responses

  @Test func `a closure takes the arguments of the call and returns the output`() async throws {
    stub.on(Shop.createOrder) { body in .init(id: 7, total: body.total) }
    stub.on(Shop.order) { id in .init(id: id, total: 5) }
    #expect(try await client.createOrder(body: .init(total: 3)).total == 3)
    #expect(try await client.order(id: 9).id == 9)
    #expect(stub.requests(of: Shop.createOrder).map(\.arguments.total) == [3])
    #expect(stub.requests(of: Shop.order).map(\.arguments) == [9])
    #expect(stub.requests(of: Shop.delete).isEmpty)
    #expect(stub.requests.map(\.operationID) == ["createOrder", "order"])
    #expect(stub.requests[0].bodyText == #"{"total":3}"#)
    #expect(stub.requests[0].url == "https://shop.test/orders")
    #expect(stub.requests[0].fields["Authorization"] == "Bearer any")
  }

  @Test func `arguments that are left out are nil, and fixed parameters are not arguments`() async throws {
    stub.on(Shop.listOrders) { limit, after, page in
      .init(orders: [.init(id: limit ?? 0, total: page ?? 0)], next: after)
    }
    let page = try await client.listOrders(after: "b", page: 4)
    #expect(page.orders.map(\.id) == [0] && page.orders.map(\.total) == [4] && page.next == "b")
    let request = try #require(stub.requests(of: Shop.listOrders).first)
    #expect(request.arguments.0 == nil && request.arguments.1 == "b" && request.arguments.2 == 4)
    #expect(request.fields["X-Version"] == "2")
  }

  @Test func `bodies with several content types, files and servers are arguments, too`() async throws {
    stub.on(Shop.replaceOrder) { id, body, notify in
      switch body {
      case .json(let order): .okJSON(.init(id: id, total: order.total))
      case .text(let text): notify == true ? .accepted(.init(id: id, total: 1, note: text)) : .okText(text)
      }
    }
    guard case .okJSON(let order) = try await client.replaceOrder(id: 1, body: .json(.init(total: 2))),
      case .accepted(let accepted) = try await client.replaceOrder(id: 1, body: .text("a"), notify: true),
      case .okText(let text) = try await client.replaceOrder(id: 1, body: .text("b"))
    else {
      Issue.record("another case")
      return
    }
    #expect(order.total == 2 && accepted.note == "a" && text == "b")
    stub.on(Shop.replaceOrder, .returning(.noContent))
    guard case .noContent = try await client.replaceOrder(id: 1, body: .text("b")) else {
      Issue.record("another case")
      return
    }

    stub.on(Shop.addInvoice, .empty)
    try await client.addInvoice(id: 3, body: .init(title: "t", file: .bytes([1, 2], filename: "a.pdf")))
    let upload = try #require(stub.requests(of: Shop.addInvoice).first)
    #expect(
      upload.arguments.0 == 3 && upload.arguments.1.title == "t" && upload.bodyText.contains("filename=\"a.pdf\""))

    stub.on(Shop.ping) { server in #expect(server == .init(url: "https://us.shop.example")) }
    try await client.ping(server: .init(url: "https://us.shop.example"))
    #expect(stub.requests(of: Shop.ping).map(\.url) == ["https://us.shop.example/ping"])
  }

  @Test func `documented failures are typed, and others have their status and fields`() async throws {
    stub.on(
      Shop.createOrder, .failing(402, Shop.Declined(reason: "empty")), .failing(503, fields: ["Retry-After": "3"]))
    let declined = await #expect(throws: ClientError.self) { try await client.createOrder(body: .init(total: 1)) }
    #expect(declined?.status == 402 && declined?.body(as: Shop.Declined.self)?.reason == "empty")
    let busy = await #expect(throws: ClientError.self) { try await client.createOrder(body: .init(total: 1)) }
    #expect(busy?.status == 503 && busy?.retryAfter == .seconds(3))
  }

  @Test func `calls get one response after the other, and then the last one again`() async throws {
    stub.on(Shop.order, .returning(.init(id: 1, total: 1)), .failing(404), .returning(.init(id: 1, total: 2)))
    var totals: [Int?] = []
    for _ in 0..<4 { totals.append(try? await client.order(id: 1).total) }
    #expect(totals == [1, nil, 2, 2])
  }

  @Test func `a response for certain arguments wins over one for all, and the last one given counts`() async throws {
    stub.on(Shop.order(id: 7), .returning(.init(id: 7, total: 70)))
    stub.on(Shop.order, .returning(.init(id: 0, total: 1)))
    stub.on(Shop.order, .failing(404))
    #expect(try await client.order(id: 7).total == 70)
    await #expect(throws: ClientError.self) { try await client.order(id: 8) }
    stub.on(Shop.createOrder(body: .init(total: 5)), .returning(.init(id: 5, total: 5)))
    #expect(try await client.createOrder(body: .init(total: 5)).id == 5)
    await #expect(throws: ClientError.self) { try await client.createOrder(body: .init(total: 6)) }
  }

  @Test func `a closure can choose between success and failure, and throw`() async throws {
    stub.on(Shop.order) { id in
      if id == 0 { throw TransportFailure(kind: .tls, message: "no trust", mayHaveBeenProcessed: false) }
      return id == 1 ? .returning(.init(id: 1, total: 1), fields: ["X-Left": "3"]) : .failing(404)
    }
    #expect(try await client.response(of: Shop.order(id: 1)).fields["X-Left"] == "3")
    #expect(await #expect(throws: ClientError.self) { try await client.order(id: 2) }?.status == 404)
    #expect(await #expect(throws: ClientError.self) { try await client.order(id: 0) }?.kind == .connection)
  }

  @Test func `a call fails with the error that the closure throws`() async throws {
    stub.on(Shop.createOrder) { body in
      if body.total > 9 { throw ClientError(status: 402, body: Shop.Declined(reason: "too much")) }
      throw ClientError(.timedOut, "Asleep.", mayHaveBeenProcessed: true)
    }
    let declined = await #expect(throws: ClientError.self) { try await client.createOrder(body: .init(total: 10)) }
    #expect(declined?.status == 402 && declined?.body(as: Shop.Declined.self)?.reason == "too much")
    let late = await #expect(throws: ClientError.self) { try await client.createOrder(body: .init(total: 1)) }
    #expect(late?.kind == .timedOut && late?.message == "Asleep." && late?.mayHaveBeenProcessed == true)
  }

  @Test func `texts, files, lines and no content are read as the operation's output`() async throws {
    stub.on(Shop.note, .returning("caf\u{E9}"))
    stub.on(Shop.gift, .returning(nil), .returning(.init(id: 1, total: 2)))
    stub.on(Shop.invoice, .returning(.bytes([1, 2, 3])))
    stub.on(Shop.exportOrders, .lines([.init(id: 1, total: 1), .init(id: 2, total: 2)]))
    stub.on(Shop.delete, .empty)
    #expect(try await client.note(id: 1) == "caf\u{E9}")
    #expect(try await client.gift(id: 1) == nil)
    #expect(try await client.gift(id: 1)?.total == 2)
    #expect(try await client.invoice(id: 1).collect(upTo: 10) == [1, 2, 3])
    var ids: [Int] = []
    for try await order in try await client.exportOrders() { ids.append(order.id) }
    #expect(ids == [1, 2])
    try await client.delete(id: 1)
  }

  @Test func `a stream has its events, and can fail after them`() async throws {
    let lost = TransportFailure(kind: .connectionLost, message: "cut", mayHaveBeenProcessed: true)
    stub.on(Shop.watchOrder, .events([.init(state: "paid"), .init(state: "sent")], failure: lost))
    var states: [String] = []
    do {
      for try await event in try await client.watchOrder(id: 1) { states.append(event.state) }
      Issue.record("It ended.")
    } catch {
      #expect(error.kind == .connection && error.mayHaveBeenProcessed)
    }
    #expect(states == ["paid", "sent"])
  }

  @Test func `a redirect is followed to the response of its URL`() async throws {
    let moved = HTTPResponse(status: 302, fields: ["Location": "https://cdn.test/7.pdf?v=1"])
    stub.on(Shop.invoice, .response(moved))
    stub.on(.get, "https://cdn.test/7.pdf?v=1", HTTPResponse(status: 200, body: .bytes([7])), HTTPResponse(status: 410))
    #expect(try await client.invoice(id: 7).collect(upTo: 10) == [7])
    #expect(await #expect(throws: ClientError.self) { try await client.invoice(id: 7) }?.status == 410)
    #expect(stub.requests.map { $0.fields["Authorization"] != nil } == [true, false, true, false])
    let other = await #expect(throws: TransportFailure.self) {
      try await stub.send(HTTPRequest(method: .get, url: "https://cdn.test/8.pdf?key=secret"))
    }
    #expect(
      other?.message.hasPrefix("GET https://cdn.test/8.pdf is not an operation") == true, "\(String(describing: other))"
    )
  }

  // MARK: Failures of the network

  @Test func `connections can be refused, and time out`() async throws {
    stub.on(Shop.delete, .cannotConnect, .connectionLost, .timedOut)
    var errors: [ClientError] = []
    for _ in 0..<3 {
      do { try await client.delete(id: 1) } catch { errors.append(error) }
    }
    #expect(errors.map(\.kind) == [.connection, .connection, .timedOut])
    #expect(errors.map(\.mayHaveBeenProcessed) == [false, true, true])
  }

  @Test func `a delay doesn't wait, but a time limit notices it`() async throws {
    stub.on(Shop.delete, .empty.delayed(.seconds(3600)))
    let patient = client.with { $0.idleTimeout = nil }
    try await patient.delete(id: 1)
    let hasty = patient.with { $0.timeout = .seconds(1800) }
    #expect(await #expect(throws: ClientError.self) { try await hasty.delete(id: 1) }?.kind == .timedOut)
    #expect(await #expect(throws: ClientError.self) { try await client.delete(id: 1) }?.kind == .timedOut)
  }

  @Test func `a delay waits on the stub's clock`() async throws {
    let clock = NotedClock()
    let stub = StubTransport(clock: clock)
    stub.on(Shop.delete, .empty.delayed(.seconds(7)))
    try await Shop.Client(token: "any", server: "https://shop.test", transport: stub).delete(id: 1)
    #expect(clock.now.offset == .seconds(7))
  }

  @Test func `requests go through the middlewares`() async throws {
    stub.on(Shop.order, .failing(503), .returning(.init(id: 1, total: 1)))
    let timing = RetryMiddleware.Timing(now: { ContinuousClock.now }, sleep: { _ in }, random: { 0 })
    let client = client.with { $0.middleware = [RetryMiddleware(timing: timing)] }
    #expect(try await client.order(id: 1).total == 1)
    #expect(stub.requests(of: Shop.order).count == 2)
  }

  // MARK: What is missing

  @Test func `a call of an operation without a response fails with the line to add`() async throws {
    let problems = Problems()
    let stub = StubTransport { problems.add($0) }
    let client = Shop.Client(
      token: "any", server: "https://shop.test", transport: stub, middleware: [RetryMiddleware()])
    let error = await #expect(throws: ClientError.self) { try await client.replaceOrder(id: 1, body: .text("a")) }
    #expect(
      error?.message.contains(
        "Shop.replaceOrder has no response in this stub. Give it one: stub.on(Shop.replaceOrder) { id, body, notify in … }"
      )
        == true)
    await #expect(throws: ClientError.self) { try await client.exportOrders() }
    #expect(problems.all.count == 2 && problems.all[1].hasSuffix("stub.on(Shop.exportOrders, .returning(…))"))
    #expect(stub.requests.count == 2)
  }

  @Test func `a closure that doesn't take nil for an argument that is nil is reported`() async throws {
    // One expression that compares with a text lets the compiler take the argument for a text.
    stub.on(Shop.listOrders) { _, after, _ in .init(orders: [], next: after == "a" ? "b" : "c") }
    #expect(try await client.listOrders(after: "a").next == "b")
    let error = await #expect(throws: ClientError.self) { try await client.listOrders() }
    #expect(error?.message.contains("its closure takes no nil for `after`") == true)
    stub.on(Shop.listOrders) { (_: Int?, after: String?, _: Int?) in
      .init(orders: [], next: after == "a" ? "b" : "c")
    }
    #expect(try await client.listOrders().next == "c")
  }

  // MARK: The document

  @Test func `responses are made from the document`() async throws {
    let stub = StubTransport(examples: try document())
    let client = Shop.Client(token: "any", server: "https://shop.test", transport: stub)
    let order = try await client.order(id: 1)
    #expect(order.total == 12 && order.note == "Ring twice")
    #expect(try await client.createOrder(body: .init(total: 1)).total == 12)
    #expect(try await client.listOrders().orders.map(\.total) == [12])
    try await client.delete(id: 1)
    var states = 0
    for try await _ in try await client.watchOrder(id: 1) { states += 1 }
    #expect(states == 1)
    stub.on(Shop.order, .failing(404), .example(from: try document()))
    await #expect(throws: ClientError.self) { try await client.order(id: 1) }
    #expect(try await client.order(id: 1).note == "Ring twice")
    #expect(stub.violations(of: try document()) == [])
  }

  @Test func `requests are checked against the document, whatever the server`() async throws {
    stub.on(Shop.createOrder, .returning(.init(id: 1, total: 1)))
    stub.on(Shop.listOrders, .returning(.init(orders: [])))
    _ = try await client.createOrder(body: .init(total: 0))
    _ = try await client.listOrders(limit: 100)
    _ = try await client.listOrders(limit: 101)
    let violations = stub.violations(of: try document())
    #expect(violations.count == 2)
    #expect(violations.first?.hasPrefix("createOrder: body#/total: ") == true, "\(violations)")
    #expect(violations.last?.hasPrefix("listOrders: query parameter \"limit\"") == true, "\(violations)")
  }

  @Test func `a document that can't be read is an error that says why`() {
    let error = #expect(throws: StubDocumentError.self) { try StubDocument("{") }
    #expect(error?.description.contains("document:1:") == true, "\(String(describing: error))")
  }

  private func document() throws -> StubDocument {
    try StubDocument(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "shop.json"))
  }
}

/// A clock that records the instants it was asked to wait for, and never waits.
final class NotedClock: Clock, @unchecked Sendable {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  // Guarded by the lock.
  private var instant = Instant(offset: .zero)
  private let lock = NSLock()
  var now: Instant { lock.withLock { instant } }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws { lock.withLock { instant = deadline } }
}

/// The messages of a stub about missing responses.
final class Problems: @unchecked Sendable {
  // Guarded by the lock.
  private var texts: [String] = []
  private let lock = NSLock()
  var all: [String] { lock.withLock { texts } }

  func add(_ text: String) { lock.withLock { texts.append(text) } }
}
