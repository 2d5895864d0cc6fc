import OpenAPIClientTesting
import Testing

@Test func `an order that is declined is not there`() async throws {
  let stub = StubTransport()
  stub.on(Shop.createOrder) { body in .init(id: 7, total: body.total, state: .open) }
  stub.on(Shop.getOrder, .failing(404))
  let client = Shop.Client(token: "any", transport: stub)

  #expect(try await client.createOrder(body: .init(total: 1250)).id == 7)
  #expect(stub.requests(of: Shop.createOrder).map(\.arguments.total) == [1250])
  let error = await #expect(throws: ClientError.self) { try await client.getOrder(id: 7) }
  #expect(error?.status == 404)
}
