import Foundation
import OpenAPIClientTesting
import Testing

@Suite("Pages that the configuration or the document describes") struct GeneratedPageTests {
  let stub = StubTransport()
  var client: Lists.Client { Lists.Client(transport: stub) }

  /// The queries of the requests, and the paths where a URL led to a page.
  private var queries: [String] { stub.requests.map { String($0.url.split(separator: "/v1/")[1]) } }

  @Test func `a cursor of the page, with the other arguments kept`() async throws {
    stub.on(Lists.listOrders) { _, after in
      .init(orders: [.init(id: after ?? "first")], next: after == nil ? "b" : nil)
    }
    var ids: [String] = []
    for try await order in client.listOrdersPaged(limit: 2) { ids.append(order.id) }
    #expect(ids == ["first", "b"])
    #expect(queries == ["orders?limit=2", "orders?limit=2&after=b"])
  }

  @Test func `the pages themselves, from a cursor that was kept`() async throws {
    stub.on(Lists.listOrders) { _, after in .init(orders: [], next: after == "k" ? "l" : nil) }
    var next: [String?] = []
    for try await page in client.listOrdersPaged(after: "k").pages { next.append(page.next) }
    #expect(next == ["l", nil])
  }

  @Test func `a cursor of the last element, until the page says that it is the last`() async throws {
    stub.on(
      Lists.charges, .returning(.init(hasMore: true, data: [.init(id: "a"), .init(id: "b")])),
      .returning(.init(hasMore: false, data: [.init(id: "c")])))
    var ids: [String] = []
    for try await charge in client.allCharges(pages: "x") { ids.append(charge.id) }
    #expect(ids == ["a", "b", "c"])
    #expect(queries == ["charges?pages=x", "charges?pages=x&starting_after=b"])
  }

  @Test func `numbers from 0, in members of members that may be absent`() async throws {
    stub.on(
      Lists.listCustomers, .returning(.init(result: .init(customers: [.init(name: "Ada")]))),
      .returning(.init(meta: .init(hasMore: false), result: .init(customers: [.init(name: "Bob")]))))
    var names: [String?] = []
    for try await customer in client.listCustomersPaged() { names.append(customer.name) }
    #expect(names == ["Ada", "Bob"])
    #expect(queries == ["customers", "customers?page=1"])
  }

  @Test func `offsets in lists that are the response itself`() async throws {
    stub.on(Lists.listNotes, .returning(["a", "b"]), .returning(["c"]), .returning([]))
    var notes: [String] = []
    for try await note in client.listNotesPaged(skip: 10) { notes.append(note) }
    #expect(notes == ["a", "b", "c"])
    #expect(queries == ["notes?skip=10", "notes?skip=12", "notes?skip=13"])
  }

  @Test func `a URL in the page, also where a success may be empty`() async throws {
    stub.on(
      Lists.listFiles,
      .returning(.init(value: [.init(id: "a")], odataNextLink: "https://shop.example/v1/files?skip=1")),
      .returning(.init(value: [.init(id: "b")], odataNextLink: "files?skip=2")), .returning(nil))
    var ids: [String] = []
    for try await file in client.listFilesPaged() { ids.append(file.id) }
    #expect(ids == ["a", "b"])
    #expect(queries == ["files", "files?skip=1", "files?skip=2"])
  }

  @Test func `a URL of Foundation's type, from the extension of a document`() async throws {
    stub.on(
      Lists.listMembers,
      .returning(.init(members: [.init(id: "a")], nextLink: URL(string: "https://shop.example/v1/members?b"))),
      .returning(.init(members: [.init(id: "b")])))
    var ids: [String] = []
    for try await member in client.listMembersPaged() { ids.append(member.id) }
    #expect(ids == ["a", "b"] && queries == ["members", "members?b"])
  }

  @Test func `the header field Link`() async throws {
    stub.on(
      Lists.listRepos, .returning([.init(id: "a")], fields: ["Link": #"</v1/repos?page=2>; rel="next""#]),
      .returning([.init(id: "b")]))
    var ids: [String] = []
    for try await repo in client.listReposPaged() { ids.append(repo.id) }
    #expect(ids == ["a", "b"] && queries == ["repos", "repos?page=2"])
  }

  @Test func `a link of the document, its own rule, and usual names`() async throws {
    stub.on(
      Lists.listEvents, .returning(.init(events: ["a"], position: 7)), .returning(.init(events: ["b"])))
    stub.on(Lists.listTickets) { page in .init(tickets: page ?? 1 < 3 ? [.init(id: "\(page ?? 1)")] : []) }
    stub.on(
      Lists.listPeople, .returning(.init(people: ["Ada"], meta: .init(nextPageToken: "t"))), .returning(.init()))
    var texts: [String] = []
    for try await event in client.listEventsPaged() { texts.append(event) }
    for try await ticket in client.listTicketsPaged() { texts.append(ticket.id) }
    for try await person in client.listPeoplePaged() { texts.append(person) }
    #expect(texts == ["a", "b", "1", "2", "Ada"])
    #expect(
      queries == [
        "events", "events?cursor=7", "tickets", "tickets?page=2", "tickets?page=3", "people", "people?page_token=t",
      ])
  }

  @Test func `a page is fetched when iteration reaches its first element, and cancelling ends the loop`() async throws {
    stub.on(Lists.listNotes, .returning(["a", "b"]), .failing(503))
    var notes = client.listNotesPaged().makeAsyncIterator()
    #expect(stub.requests.isEmpty)
    _ = try await notes.next()
    _ = try await notes.next()
    #expect(stub.requests.count == 1)
    let error = await #expect(throws: ClientError.self) { try await notes.next() }
    #expect(error?.status == 503)

    let client = client
    let task = Task { () async throws(ClientError) -> Int in
      withUnsafeCurrentTask { $0?.cancel() }
      var count = 0
      for try await _ in client.listNotesPaged() { count += 1 }
      return count
    }
    #expect(await #expect(throws: ClientError.self) { try await task.value }?.kind == .cancelled)
  }
}
