import Foundation
import OpenAPIClientRuntime

/// The code in README.md and in the catalogues about clients of one's own, word for word: PackageTests compares it,
/// `ClientSnippetTests` runs it.
enum ClientSnippets {
  typealias Print = @Sendable (String) -> Void

  // MARK: Calls

  static func calls(_ client: Shop.Client) async throws -> (Shop.Order, Int?) {
    let order = try await client.createOrder(body: .init(total: 1250, note: "Ring twice"))
    let page = try await client.listOrders(limit: 20, after: nil)
    print(page.orders.map(\.total), order.state == .paid)
    return (order, page.orders.first?.id)
  }

  static func wholeResponse(_ client: Shop.Client) async throws -> Response<Shop.Order> {
    let response = try await client.response(of: Shop.getOrder(id: 7))
    print(response.status, response.fields["ETag"] ?? "-", response.output.total)
    return response
  }

  static func headers(_ client: Shop.Client) async throws -> Int? {
    let created = try await client.response(of: Shop.createOrder(body: .init(total: 1250)))
    let left = try created.headers(as: Shop.CreateOrder.Headers.self).xOrdersLeft
    return left
  }

  static func nulls() -> [Shop.NewOrder] {
    let silent = Shop.NewOrder(total: 1250)  // {"total":1250}
    let erased = Shop.NewOrder(total: 1250, nulls: [.note])  // {"total":1250,"note":null}
    return [silent, erased]
  }

  static func extensibleEnum() -> Shop.Order.State {
    let returned = Shop.Order.State("returned")  // not in the document, but known to the service
    return returned
  }

  // MARK: Credentials

  static func credentials(
    key: String, otherKey: String, signIn: @escaping @Sendable () async throws -> String
  ) -> [Shop.Client] {
    let client = Shop.Client(token: key)
    let refreshed = Shop.Client(token: RefreshingToken { try await signIn() })
    let other = client.with { $0.credentials["token"] = .bearer(otherKey) }
    return [client, refreshed, other]
  }

  struct Vault: Sendable {
    var open: @Sendable (_ refused: String?) async throws -> String
  }

  struct VaultToken: Credential {
    let vault: Vault

    func token(refused: String?) async throws -> String {
      // `refused` is the token that the service has just rejected with 401, nil otherwise.
      try await vault.open(refused)
    }
  }

  // MARK: Errors

  static func errors(_ client: Shop.Client, print: Print) async {
    do {
      let order = try await client.createOrder(body: .init(total: 1250))
      print("ordered as \(order.id)")
    } catch {
      if let declined = error.body(as: Shop.Declined.self) {
        print("declined: \(declined.reason)")
      } else if error.mayHaveBeenProcessed {
        print("look before you order again: \(error)")
      } else {
        print("\(error)")
      }
    }
  }

  static func kinds(_ error: ClientError) -> String {
    switch error.kind {
    case .status where error.status == 404: "There is no such order."
    case .status: "The shop says \(error.status ?? 0): \(error.bodyText)"
    case .connection, .timedOut: "The shop can't be reached; try again in \(error.retryAfter ?? .seconds(5))."
    case .decoding: "Not what the document says at \(error.jsonPath ?? "$"): \(error.bodyText)"
    case .cancelled: "Cancelled."
    default: error.message
    }
  }

  static func genericFailure(_ error: ClientError) -> String? {
    let reason = error.body(as: JSONValue.self)?["reason"]?.string
    return reason
  }

  // MARK: Streams

  static func events(_ client: Shop.Client, print: Print) async throws {
    for try await event in try await client.watchOrder(id: 7) {
      print(event.state)
    }
  }

  static func brokenStream(_ client: Shop.Client, print: Print) async {
    do {
      for try await event in try await client.watchOrder(id: 7) {
        print(event.state)
        if event.state == "shipped" { break }
      }
    } catch {
      print("no more events: \(error)")
    }
  }

  static func rawEvents(_ client: Shop.Client, print: Print) async throws {
    let stream = try await client.watchOrder(id: 7)
    for try await event in stream.events {
      print("\(event.id ?? "-") \(event.data)")
    }
  }

  // MARK: Pages

  static func pages(_ client: Shop.Client) async throws {
    for try await order in client.listOrdersPaged(limit: 50) {
      print(order.id)
    }
    for try await page in client.listOrdersPaged().pages {
      print(page.orders.count)
    }
  }

  static func pagesWithoutConfiguration(_ client: Shop.Client) async throws {
    let orders = client.pages(of: Shop.listOrders(limit: 50), next: .cursor("after", \.next)).elements(\.orders)
    for try await order in orders { print(order.id) }
  }

  static func pagesByHand(_ client: Shop.Client) async throws -> Int {
    let pages = client.pages(of: Shop.listOrders()) { page in
      page.next.map { Shop.listOrders(after: $0) }
    }
    var count = 0
    for try await _ in pages { count += 1 }
    return count
  }

  // MARK: Files

  static func upload(_ client: Shop.Client, photo: URL) async throws {
    let watched = client.with {
      $0.onUploadProgress = { sent in print("\(sent.completedBytes) of \(sent.totalBytes ?? 0) bytes") }
    }
    try await watched.addPhoto(id: 7, body: .init(file: .file(photo), caption: "As it came"))
  }

  static func download(_ client: Shop.Client, path: String) async throws {
    let invoice = try await client.getInvoice(id: 7)
    try await invoice.save(to: path) { received in print(received.fraction ?? 0) }
  }

  static func otherFiles(
    _ client: Shop.Client, data: Data, chunks: AsyncStream<[UInt8]>
  ) async throws {
    try await client.addPhoto(id: 7, body: .init(file: .data(data, filename: "door.jpg")))
    let streamed = FilePart.body(.stream(length: nil) { chunks }, filename: "live.jpg")
    try await client.addPhoto(id: 7, body: .init(file: streamed))
  }

  static func chunks(_ client: Shop.Client) async throws -> Int {
    var count = 0
    for try await chunk in try await client.getInvoice(id: 7) { count += chunk.count }
    return count
  }

  static func inMemory(_ client: Shop.Client) async throws -> [UInt8] {
    let bytes = try await client.getInvoice(id: 7).collect(upTo: 10_000_000)
    return bytes
  }

  static func link(_ url: String, path: String, transport: any Transport) async throws -> SavedFile {
    var download = Download(url)
    download.onProgress = { received in print(received.completedBytes) }
    download.transport = transport
    let file = try await download.save(to: path)
    return file
  }

  // MARK: Retries, time limits, logging

  static func middleware(key: String, print: @escaping Print) -> (Shop.Client, Shop.Client) {
    let client = Shop.Client(token: key, middleware: [RetryMiddleware(attempts: 4), LoggingMiddleware { print($0) }])
    let patient = client.with { $0.timeout = .seconds(300) }
    return (client, patient)
  }

  static func detailedLog(write: @escaping Print) -> LoggingMiddleware {
    let log = LoggingMiddleware(.fields) { write($0) }
    return log
  }

  struct RequestID: Middleware {
    let make: @Sendable () -> String

    func intercept(
      _ request: HTTPRequest, context: CallContext, next: @Sendable (HTTPRequest) async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
      var request = request
      request.fields["X-Request-ID"] = make()
      return try await next(request)
    }
  }

  // MARK: Servers

  static func servers(key: String, address: String) -> [Shop.Client] {
    let sandbox = Shop.Client(token: key, server: .sandbox)
    let local = Shop.Client(token: key, server: "http://localhost:8080")
    let own = Shop.Client(token: key, server: .init(url: address))
    return [sandbox, local, own]
  }

  static func severalDocuments(_ shop: Shop.Client, _ stock: Stock.Client) async throws {
    let count = try await stock.count(sku: "A-7").count
    if count > 0 { _ = try await shop.createOrder(body: .init(total: 1250)) }
  }

  // MARK: Rules

  static func validation(_ client: Shop.Client) async throws {
    let strict = client.with { $0.validatesRequests = true }
    _ = try await strict.createOrder(body: .init(total: 0))
  }
}
