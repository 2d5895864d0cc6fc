extension APIClient {
  /// The pages of a list, each fetched when iteration reaches it.
  ///
  ///     for try await page in client.pages(of: Shop.listOrders(limit: 50), next: .cursor("after", \.next)) { … }
  ///     for try await order in client.pages(of: Shop.listOrders(), next: .link).elements(\.orders) { … }
  ///
  /// - Parameters:
  ///   - first: The operation that gives the first page.
  ///   - next: How the next page is requested.
  /// - Returns: The pages. Iterating throws `ClientError`; iterating again begins at the first page.
  public func pages<Page>(of first: APIOperation<Page>, next: NextPage<Page>) -> Pages<Page> {
    Pages(first: first, next: next, configuration: configuration)
  }

  /// The pages of a list, each fetched when iteration reaches it.
  ///
  ///     let pages = client.pages(of: Shop.search(body: query)) { page in
  ///       page.next.map { Shop.search(body: .init(cursor: $0)) }
  ///     }
  ///
  /// - Parameters:
  ///   - first: The operation that gives the first page.
  ///   - next: The operation that returns the page after a page; nil after the last.
  /// - Returns: The pages. Iterating throws `ClientError`; iterating again begins at the first page.
  public func pages<Page>(
    of first: APIOperation<Page>, next: @escaping @Sendable (Page) -> APIOperation<Page>?
  ) -> Pages<Page> {
    pages(of: first, next: NextPage { response, _ in next(response.output) })
  }
}

/// The pages of a list: a page is fetched when iteration reaches it, and not before.
///
/// After leaving the loop nothing more is fetched, and cancelling the task cancels the current request. If the next page
/// is one that was read already, the loop ends with a `ClientError` of kind `decoding`.
public struct Pages<Page: Sendable>: AsyncSequence, Sendable {
  /// What iterating gives.
  public typealias Element = Page
  /// What iterating throws.
  public typealias Failure = ClientError

  let first: APIOperation<Page>
  let next: NextPage<Page>
  let configuration: ClientConfiguration

  /// The elements of all pages, one after the other: `client.pages(of: …, next: …).elements(\.orders)`.
  ///
  /// - Parameter elements: The elements of a page; nil counts as none.
  /// - Returns: The elements; a page is fetched when those of the page before it are used up.
  public func elements<Elements: Sequence & Sendable>(
    _ elements: @escaping @Sendable (Page) -> Elements?
  ) -> PageElements<Page, Elements> {
    PageElements(pages: self, elements: elements)
  }

  /// Begins to iterate.
  public func makeAsyncIterator() -> Iterator { Iterator(pages: self, operation: first) }

  /// Fetches page after page.
  public struct Iterator: AsyncIteratorProtocol {
    /// What iterating throws.
    public typealias Failure = ClientError

    let pages: Pages
    /// The operation that returns the next page; nil after the last.
    var operation: APIOperation<Page>?
    var seen: Set<PageKey> = []

    /// Fetches the next page; nil after the last, and after a failure.
    public mutating func next() async throws(ClientError) -> Page? {
      guard let operation else { return nil }
      self.operation = nil
      guard seen.insert(PageKey(operation.parts)).inserted else {
        throw ClientError(
          .decoding, "The service gives a page as the next one that was read already, so the list would never end.",
          operationID: operation.id, method: operation.method, path: operation.pathTemplate)
      }
      let response = try await Call.response(operation, pages.configuration)
      self.operation = pages.next.operation(response, operation)
      return response.output
    }
  }
}

/// The elements of a list that comes in pages.
public struct PageElements<Page: Sendable, Elements: Sequence & Sendable>: AsyncSequence, Sendable {
  /// What iterating gives.
  public typealias Element = Elements.Element
  /// What iterating throws.
  public typealias Failure = ClientError

  /// The pages that the elements are in.
  public let pages: Pages<Page>
  let elements: @Sendable (Page) -> Elements?

  /// Begins to iterate.
  public func makeAsyncIterator() -> Iterator { Iterator(pages: pages.makeAsyncIterator(), elements: elements) }

  /// Iterates over the elements.
  public struct Iterator: AsyncIteratorProtocol {
    /// What iterating throws.
    public typealias Failure = ClientError

    var pages: Pages<Page>.Iterator
    let elements: @Sendable (Page) -> Elements?
    var current: Elements.Iterator?

    /// The next element; nil after the last.
    public mutating func next() async throws(ClientError) -> Elements.Element? {
      while true {
        if let element = current?.next() { return element }
        guard let page = try await pages.next() else { return nil }
        current = elements(page)?.makeIterator()
      }
    }
  }
}

/// Identifies a page by its whole request.
struct PageKey: Hashable {
  private let texts: [String]
  private var body: [UInt8] = []

  init(_ parts: OperationParts) {
    texts =
      [parts.link ?? ""] + parts.pathValues.map { "\($0.name)=\($0.text)" } + parts.query.sorted()
      + parts.fields.map { "\($0.name): \($0.value)" } + parts.cookies
    if case .ready(let body, _) = parts.body, case .bytes(let bytes) = body.storage { self.body = bytes }
  }
}
