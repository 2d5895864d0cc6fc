import Foundation
import OpenAPIClientTesting
import Testing

@Suite("Everyday values") struct EverydayTests {
  @Test func `what has an id can be told apart by it`() throws {
    func ids<T: Identifiable>(_ values: [T]) -> [T.ID] { values.map(\.id) }
    #expect(ids([Shop.Order(id: 1, total: 2)]) == [1])
    let id = UUID()
    let customer = Shop.Customer(id: id, papers: Shop.ID(issuer: "a"))
    #expect(ids([customer]) == [id])
    #expect(customer.papers.issuer == "a")
  }

  @Test func `around calls and loops, catch knows the type of the error`() async {
    let stub = StubTransport()
    let client = Shop.Client(token: "any", transport: stub)
    let lost = TransportFailure(kind: .connectionLost, message: "cut", mayHaveBeenProcessed: true)
    stub.on(Shop.watchOrder, .failing(503), .events([.init(state: "paid")], failure: lost))
    stub.on(Shop.exportOrders, .lines([.init(id: 1, total: 2)], failure: lost))
    var kinds: [ClientError.Kind] = []
    for _ in 1...2 {
      do {
        for try await event in try await client.watchOrder(id: 7) { #expect(event.state == "paid") }
      } catch {
        kinds.append(error.kind)
      }
    }
    do {
      for try await order in try await client.exportOrders() { #expect(order.id == 1) }
    } catch {
      kinds.append(error.kind)
    }
    #expect(kinds == [.status, .connection, .connection])
  }

  @Test func `decimals and URLs need no code of one's own`() throws {
    let text = #"{"id":1,"total":2,"price":"12.50","tax":0.19,"parts":["1","-0.10"],"page":"https://shop.test/a%20b"}"#
    let order = try Shop.Order(jsonString: text)
    #expect(order.price?.decimal == Decimal(string: "12.5") && order.tax == Decimal(string: "0.19"))
    #expect(order.parts == [1, -0.1] && order.page == URL(string: "https://shop.test/a%20b"))
    #expect(try order.jsonString() == text)
  }

  @Test func `a decimal text is a number, exactly`() throws {
    #expect(try DecimalText(jsonString: "12.5") == DecimalText("12.50"))
    #expect(Set([DecimalText(12.5), DecimalText("12.50"), DecimalText("1250e-2")]).count == 1)
    #expect(DecimalText(0.1) < 0.2 && "\(DecimalText(0.1))" == "0.1")
    #expect(DecimalText("79228162514264337593543950336.01")?.description == "79228162514264337593543950336.01")
    #expect(try DecimalText(Decimal(-3)).jsonString() == #""-3""#)
    for text in ["", "12a", "1,5", " 1", "+1", String(repeating: "1", count: 60) + ".1"] {
      #expect(DecimalText(text) == nil, "\(text)")
    }
    let error = #expect(throws: JSONError.self) { try Shop.Order(jsonString: #"{"id":1,"total":2,"price":"free"}"#) }
    #expect(error?.path == "$.price" && "\(String(describing: error))".contains("a decimal number"))
    #expect(try Shop.Order(jsonString: #"{"id":1,"total":2,"price":""}"#).price == nil)
  }
}
