/// Greets the pets of a shop.
public struct PetShop: Sendable {
  let client: PetShopAPI.Client

  /// A shop.
  public init(client: PetShopAPI.Client = .init()) {
    self.client = client
  }

  /// What a visitor is told of a pet.
  public func greeting(for id: String) async throws -> String {
    do {
      let pet = try await client.getPet(id: id)
      return "This is \(pet.name)."
    } catch {
      guard let problem = error.body(as: PetShopAPI.Problem.self) else { throw error }
      return "Nobody here: \(problem.title)."
    }
  }
}
