import Foundation
import OpenAPIClientTesting
import Testing

@Suite("Pages") struct PageTests {
  let stub = StubTransport()
  var client: Shop.Client { Shop.Client(token: "any", server: "https://shop.test/v1", transport: stub) }

  private static func page(_ ids: ClosedRange<Int>, next: String? = nil) -> Shop.OrderPage {
    Shop.OrderPage(orders: ids.map { Shop.Order(id: $0, total: 1) }, next: next)
  }

  @Test func `a cursor leads from page to page, and other arguments stay`() async throws {
    stub.on(Shop.listOrders) { limit, after, page in
      #expect(limit == 2 && page == nil)
      return switch after {
      case nil: Self.page(1...2, next: "b&c")
      case "b&c": Self.page(3...4, next: "d")
      default: Self.page(5...5, next: "")
      }
    }
    var ids: [Int] = []
    for try await order in client.pages(of: Shop.listOrders(limit: 2), next: .cursor("after", \.next)).elements(
      \.orders)
    {
      ids.append(order.id)
    }
    #expect(ids == [1, 2, 3, 4, 5])
    #expect(stub.requests(of: Shop.listOrders).map(\.arguments.1) == [nil, "b&c", "d"])
    #expect(stub.requests[1].url == "https://shop.test/v1/orders?limit=2&after=b%26c")
  }

  @Test func `the next operation can be made by hand`() async throws {
    stub.on(Shop.listOrders) { _, after, _ in after == nil ? Self.page(1...1, next: "x") : Self.page(2...2) }
    let pages = client.pages(of: Shop.listOrders()) { page in page.next.map { Shop.listOrders(after: $0) } }
    var count = 0
    for try await page in pages { count += page.orders.count }
    #expect(count == 2)
    // Iterating again begins at the first page.
    for try await page in pages {
      #expect(page.orders.map(\.id) == [1])
      break
    }
    #expect(stub.requests.count == 3)
  }

  @Test func `pages are numbered until one is empty`() async throws {
    stub.on(Shop.listOrders) { _, _, page in
      Shop.OrderPage(orders: page ?? 1 < 3 ? [Shop.Order(id: page ?? 1, total: 1)] : [])
    }
    var ids: [Int] = []
    for try await order in client.pages(of: Shop.listOrders(), next: .number("page", elements: \.orders)).elements(
      \.orders)
    {
      ids.append(order.id)
    }
    #expect(ids == [1, 2])
    #expect(stub.requests(of: Shop.listOrders).map(\.arguments.2) == [nil, 2, 3])
  }

  @Test func `an offset counts the elements, and a page that says so is the last`() async throws {
    stub.on(Shop.listOrders) { _, _, page in
      Self.page((page ?? 0) + 1...(page ?? 0) + 3, next: page == 3 ? nil : "more")
    }
    let pages = client.pages(
      of: Shop.listOrders(), next: .offset("page", elements: \.orders, isLast: { $0.next == nil }))
    var ids: [Int] = []
    for try await order in pages.elements(\.orders) { ids.append(order.id) }
    #expect(ids == Array(1...6))
    #expect(stub.requests.map(\.url) == ["https://shop.test/v1/orders", "https://shop.test/v1/orders?page=3"])
  }

  @Test func `a Link field is followed within the host, relative or not`() async throws {
    stub.on(
      Shop.listOrders,
      .returning(
        Self.page(1...1),
        fields: [
          "Link":
            #"<https://shop.test/v1/orders?a=1,2&page=0>; rel=prev, </v1/orders?a=1,2&page=2>; title="a, b"; rel="x next""#
        ]),
      .returning(Self.page(2...2), fields: ["Link": "<?page=3>; REL=Next"]), .returning(Self.page(3...3)))
    var ids: [Int] = []
    for try await page in client.pages(of: Shop.listOrders(limit: 1), next: .link) { ids += page.orders.map(\.id) }
    #expect(ids == [1, 2, 3])
    #expect(
      stub.requests.map(\.url) == [
        "https://shop.test/v1/orders?limit=1", "https://shop.test/v1/orders?a=1,2&page=2",
        "https://shop.test/v1/orders?page=3",
      ])
    #expect(stub.requests.allSatisfy { $0.fields["Authorization"] == "Bearer any" })
  }

  @Test func `a Link field to another host gets no credentials`() async throws {
    stub.on(Shop.listOrders, .returning(Self.page(1...1), fields: ["Link": "<https://evil.test/v1/orders>; rel=next"]))
    var count = 0
    do {
      for try await _ in client.pages(of: Shop.listOrders(), next: .link) { count += 1 }
      Issue.record("It ended.")
    } catch {
      #expect(error.kind == .redirect && error.message.contains("another host"))
    }
    #expect(count == 1 && stub.requests.count == 1)
  }

  @Test func `a page is fetched when iteration reaches it`() async throws {
    stub.on(Shop.listOrders) { _, _, page in Self.page(1...2, next: "\(page ?? 0)") }
    var orders = client.pages(of: Shop.listOrders(), next: .number("page", elements: \.orders)).elements(\.orders)
      .makeAsyncIterator()
    #expect(stub.requests.isEmpty)
    _ = try await orders.next()
    _ = try await orders.next()
    #expect(stub.requests.count == 1)
    _ = try await orders.next()
    #expect(stub.requests.count == 2)
  }

  @Test func `a cursor that repeats ends with an error`() async throws {
    stub.on(Shop.listOrders) { (_: Int?, after: String?, _: Int?) in Self.page(1...1, next: after == "a" ? "b" : "a") }
    var iterator = client.pages(of: Shop.listOrders(), next: .cursor("after", \.next)).makeAsyncIterator()
    for _ in 0..<3 { #expect(try await iterator.next() != nil) }
    let error = await #expect(throws: ClientError.self) { try await iterator.next() }
    #expect(error?.kind == .decoding && error?.message.contains("would never end") == true)
    #expect(try await iterator.next() == nil)
  }

  @Test func `failures are thrown, and cancelling ends the loop`() async throws {
    stub.on(Shop.listOrders, .returning(Self.page(1...1, next: "a")), .failing(500))
    var iterator = client.pages(of: Shop.listOrders(), next: .cursor("after", \.next)).makeAsyncIterator()
    _ = try await iterator.next()
    #expect(await #expect(throws: ClientError.self) { try await iterator.next() }?.status == 500)

    let pages = client.pages(of: Shop.listOrders(), next: .cursor("after", \.next))
    let task = Task { () async throws(ClientError) -> Int in
      withUnsafeCurrentTask { $0?.cancel() }
      var count = 0
      for try await _ in pages { count += 1 }
      return count
    }
    #expect(await #expect(throws: ClientError.self) { try await task.value }?.kind == .cancelled)
  }

  @Test func `a key in the query is sent once, also where a link repeats it`() async throws {
    var client = client
    client.configuration.credentials["token"] = .apiKey("k 1", in: .query, name: "key")
    stub.on(
      Shop.listOrders, .returning(Self.page(1...1), fields: ["Link": "</v1/orders?key=k%201&page=2>; rel=next"]),
      .returning(Self.page(2...2)))
    var count = 0
    for try await _ in client.pages(of: Shop.listOrders(), next: .link) { count += 1 }
    #expect(count == 2)
    #expect(stub.requests.map(\.url).last == "https://shop.test/v1/orders?key=k%201&page=2")
  }
}
