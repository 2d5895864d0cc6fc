/// Greets the pets of a shop.
public struct PetShop: Sendable {
  let client: PetShopAPI.Client

  /// A shop.
  public init(client: PetShopAPI.Client = .init()) {
    self.client = client
  }

  /// What a visitor is told of a pet.
  public func greeting(for id: String) async throws -> String {
    let pet = try await client.getPet(id: id)
    return "This is \(pet.name)."
  }
}
