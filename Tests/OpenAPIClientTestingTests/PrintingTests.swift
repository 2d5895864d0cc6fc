import OpenAPIClientTesting
import Testing

@Suite("Values in messages") struct PrintingTests {
  private let order = Shop.Order(id: 7, total: 5, note: "Ring \"twice\"")

  @Test func `print the members that have a value, under names without module and namespace`() {
    let page = Shop.OrderPage(orders: [order, .init(id: 8, total: 6)])
    let text = #"OrderPage(orders: [Order(id: 7, total: 5, note: "Ring \"twice\""), Order(id: 8, total: 6)])"#
    #expect("\(page)" == text && String(reflecting: page) == text)
    #expect("\([order.id: order])" == #"[7: Order(id: 7, total: 5, note: "Ring \"twice\"")]"#)
    #expect("\(Optional(page) as Any)" == "Optional(\(text))")
    #expect("\(Tagged.ListOrders.Output(data: [.init(id: "a")]))" == #"ListOrders.Output(data: [Order(id: "a")])"#)
    var dumped = ""
    dump(page, to: &dumped)
    #expect(!dumped.contains("Shop."), "\(dumped)")
  }

  @Test func `print the null members that are sent`() {
    #expect("\(Shop.NewOrder(total: 5))" == "NewOrder(total: 5)")
    #expect(
      "\(Shop.Customer(id: .init(uuidString: "00000000-0000-0000-0000-000000000001")!, papers: .init()))"
        == "Customer(id: 00000000-0000-0000-0000-000000000001, papers: ID())")
  }

  @Test func `operations and clients print their names, and neither arguments nor credentials`() {
    let operation = Shop.createOrder(body: .init(total: 5, note: "secret"))
    #expect("\(operation)" == "createOrder (POST /orders)")
    var dumped = ""
    dump(operation, to: &dumped)
    dump(Shop.Client(token: "secret", transport: StubTransport()), to: &dumped)
    #expect(!dumped.contains("secret"), "\(dumped)")
  }
}
