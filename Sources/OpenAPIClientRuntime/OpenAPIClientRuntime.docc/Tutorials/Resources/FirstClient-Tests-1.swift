import OpenAPIClientTesting
import PetShop
import Testing

@Test func `a pet is greeted by name`() async throws {
  let stub = StubTransport()
  stub.on(PetShopAPI.getPet) { _ in .init(name: "Rex") }
  let shop = PetShop(client: .init(transport: stub))

  #expect(try await shop.greeting(for: "rex") == "This is Rex.")
  #expect(stub.requests(of: PetShopAPI.getPet).map(\.arguments) == ["rex"])
}
