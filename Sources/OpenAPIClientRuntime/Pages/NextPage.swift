import OpenAPISyntax

/// How the page after a page is requested.
public struct NextPage<Page: Sendable>: Sendable {
  /// The operation that returns the next page; nil after the last.
  let operation: @Sendable (Response<Page>, APIOperation<Page>) -> APIOperation<Page>?

  init(_ operation: @escaping @Sendable (Response<Page>, APIOperation<Page>) -> APIOperation<Page>?) {
    self.operation = operation
  }

  /// The operation that returns the page after a response, whose header fields it may use; nil after the last.
  public static func operation(
    _ next: @escaping @Sendable (Response<Page>) -> APIOperation<Page>?
  ) -> NextPage {
    NextPage { response, _ in next(response) }
  }

  /// A page names the next one by a value, which is sent in a query parameter: `.cursor("after", \.next)`.
  ///
  /// - Parameters:
  ///   - parameter: The parameter's name in the document.
  ///   - cursor: The value for the next page; nil or an empty string after the last page.
  ///   - isLast: Whether a page is the last, where the page itself says so: `{ !$0.hasMore }`.
  /// - Returns: How the next page is requested.
  public static func cursor<Cursor: JSONCodable>(
    _ parameter: String, _ cursor: @escaping @Sendable (Page) -> Cursor?,
    isLast: @escaping @Sendable (Page) -> Bool = { _ in false }
  ) -> NextPage {
    NextPage { response, operation in
      guard !isLast(response.output), let value = cursor(response.output), (value as? String)?.isEmpty != true else {
        return nil
      }
      return operation.replacingQuery(parameter, value)
    }
  }

  /// Pages are numbered by a query parameter: `.number("page", elements: \.orders)`.
  ///
  /// - Parameters:
  ///   - parameter: The parameter's name in the document.
  ///   - first: The number of the first page, where the operation doesn't give one.
  ///   - elements: The elements of a page; a page without any comes after the last.
  ///   - isLast: Whether a page is the last, which saves the request for one without elements.
  /// - Returns: How the next page is requested.
  public static func number<Elements: Collection & Sendable>(
    _ parameter: String, first: Int = 1, elements: @escaping @Sendable (Page) -> Elements?,
    isLast: @escaping @Sendable (Page) -> Bool = { _ in false }
  ) -> NextPage {
    NextPage { response, operation in
      guard !isLast(response.output), elements(response.output)?.isEmpty == false else { return nil }
      return operation.replacingQuery(parameter, (operation.queryNumber(parameter) ?? first) + 1)
    }
  }

  /// Pages begin after a number of elements, which is sent in a query parameter: `.offset("skip", elements: \.orders)`.
  ///
  /// - Parameters:
  ///   - parameter: The parameter's name in the document; without it the first page begins at 0.
  ///   - elements: The elements of a page; a page without any comes after the last.
  ///   - isLast: Whether a page is the last, which saves the request for one without elements.
  /// - Returns: How the next page is requested.
  public static func offset<Elements: Collection & Sendable>(
    _ parameter: String, elements: @escaping @Sendable (Page) -> Elements?,
    isLast: @escaping @Sendable (Page) -> Bool = { _ in false }
  ) -> NextPage {
    NextPage { response, operation in
      guard !isLast(response.output), let count = elements(response.output)?.count, count > 0 else { return nil }
      return operation.replacingQuery(parameter, (operation.queryNumber(parameter) ?? 0) + count)
    }
  }

  /// A response names the next page in its header field `Link`, with `rel="next"` (RFC 8288).
  ///
  /// A link to another host than the client's is not followed: the call for that page fails before it is sent.
  public static var link: NextPage {
    NextPage { response, operation in
      LinkField.target(of: "next", in: response.fields.values("Link")).map(operation.following)
    }
  }

  /// A page names the next one by its URL: `.url(\.next)`.
  ///
  /// The URL may be relative to the page's own. One of another host than the client's is not followed: the call for that
  /// page fails before it is sent.
  ///
  /// - Parameters:
  ///   - url: The next page's URL; nil or an empty string after the last page.
  ///   - isLast: Whether a page is the last, where the page itself says so: `{ !$0.hasMore }`.
  /// - Returns: How the next page is requested.
  public static func url(
    _ url: @escaping @Sendable (Page) -> String?, isLast: @escaping @Sendable (Page) -> Bool = { _ in false }
  ) -> NextPage {
    NextPage { response, operation in
      guard !isLast(response.output), let url = url(response.output), !url.isEmpty else { return nil }
      return operation.following(url)
    }
  }
}

extension APIOperation {
  /// The operation at the URL that one of its pages names.
  fileprivate func following(_ link: String) -> APIOperation {
    var next = self
    next.parts.link = parts.link.map { URIReference($0).resolve(link).withoutFragment } ?? link
    return next
  }

  /// The operation with another value for a query parameter, in the form it has.
  fileprivate func replacingQuery<Value: JSONCodable>(_ name: String, _ value: Value) -> APIOperation {
    var next = self
    let prefix = PercentEncoding.encode(name, .unreserved) + "="
    next.parts.query.removeAll { $0.hasPrefix(prefix) }
    next.parts.addQuery(name, value, .form, false)
    if let index = next.parts.arguments.firstIndex(where: { $0.target == .query(name) }) {
      let old = next.parts.arguments[index].value
      let argument = (old as? any QueryArgument).map { $0.replaced(by: value) } ?? value
      next.parts.arguments[index] = OperationArgument(target: .query(name), value: argument)
    }
    return next
  }

  /// The whole number that a query parameter has.
  fileprivate func queryNumber(_ name: String) -> Int? {
    let prefix = PercentEncoding.encode(name, .unreserved) + "="
    return parts.query.last { $0.hasPrefix(prefix) }.flatMap { Int($0.dropFirst(prefix.count)) }
  }
}

/// An argument of a query as an operation's function takes it: a cursor in a page may be of another type.
private protocol QueryArgument: Sendable {
  func replaced(by value: some JSONCodable) -> any Sendable
}

extension Optional: QueryArgument where Wrapped: JSONCodable {
  /// The value as this type, where it can be one.
  func replaced(by value: some JSONCodable) -> any Sendable {
    if let value = value as? Self { return value }
    guard let json = try? ParameterText.value(of: value) else { return value }
    let text: String? =
      switch json {
      case .string(let text): text
      case .number(let number): number.text
      default: nil
      }
    // A number can be wanted as a string, or a string as a number.
    let forms = [json] + (text.map { [.string($0)] + [JSONNumber($0)].compactMap { $0 }.map(JSONValue.number) } ?? [])
    return forms.lazy.compactMap { try? $0.decode(as: Wrapped.self) }.first.map { Optional($0) } ?? value
  }
}
