import OpenAPIClientTesting
import Testing

@Suite("Operations grouped by tag") struct GroupTests {
  let stub = StubTransport()
  var client: Tagged.Client { Tagged.Client(transport: stub) }

  @Test func `are sent by the client's properties, and named by their values`() async throws {
    stub.on(Tagged.createOrder) { body in .init(id: "\(body.total ?? 0)") }
    stub.on(Tagged.deleteOrder, .failing(404))
    stub.on(Tagged.health, .empty)
    #expect(try await client.orders.create(body: .init(total: 5)).id == "5")
    #expect(stub.requests(of: Tagged.createOrder).map(\.arguments.total) == [5])
    let error = await #expect(throws: ClientError.self) { try await client.orders.delete(id: "7") }
    #expect(error?.description.hasPrefix("deleteOrder (DELETE /v1/orders/7)") == true)
    try await client.health()
  }

  @Test func `take the client's configuration, and can change it`() async throws {
    stub.on(Tagged.getOrder) { id in .init(id: id) }
    let orders = client.with { $0.fields["X-Shop"] = "a" }.orders
    _ = try await orders.get(id: "1")
    _ = try await orders.with { $0.fields["X-Shop"] = "b" }.get(id: "2")
    #expect(stub.requests.map { $0.fields["X-Shop"] } == ["a", "b"])
    #expect(try await orders.response(of: Tagged.getOrder(id: "3")).output.id == "3")
  }

  @Test func `have the elements of all pages`() async throws {
    stub.on(Tagged.listOrders) { cursor in
      .init(data: [.init(id: cursor ?? "a")], nextCursor: cursor == nil ? "b" : nil)
    }
    var ids: [String] = []
    for try await order in client.orders.listPaged() { ids.append(order.id) }
    #expect(ids == ["a", "b"])
  }
}
