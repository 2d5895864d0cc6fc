import OpenAPISyntax

/// The function that made an operation.
struct OperationSource: Sendable {
  let function: StaticString
  let fileID: StaticString
}

/// An argument that an operation's function was called with.
struct OperationArgument: Sendable {
  /// The part of the request that an argument is for.
  enum Target: Sendable, Equatable {
    case path(String)
    case body
    case query(String)
    case other
    case server
  }

  let target: Target
  let value: any Sendable
}

extension OperationParts {
  mutating func record<T: Sendable>(_ target: OperationArgument.Target, _ value: T) {
    // A body with several content types is recorded first as a whole, and then again as its payload.
    if target == .body, arguments.contains(where: { $0.target == .body }) { return }
    arguments.append(OperationArgument(target: target, value: value))
  }

  /// The arguments in the order of the function's parameters: path parameters as in the path, the body, the others, the
  /// server.
  var orderedArguments: [any Sendable] {
    func rank(_ target: OperationArgument.Target) -> (Int, Int) {
      switch target {
      case .path(let name):
        let position = template.firstRange(of: "{\(name)}")?.lowerBound ?? template.endIndex
        return (0, template.utf8.distance(from: template.startIndex, to: position))
      case .body: return (1, 0)
      case .query, .other: return (2, 0)
      case .server: return (3, 0)
      }
    }
    return arguments.sorted { rank($0.target) < rank($1.target) }.map(\.value)
  }

  /// Whether two operations were made by the same function, and send the same parameters.
  func hasSameParameters(as other: OperationParts) -> Bool {
    id == other.id && method == other.method && template == other.template
      && source?.fileID.description == other.source?.fileID.description
      && pathValues.elementsEqual(other.pathValues) { $0 == $1 } && query.sorted() == other.query.sorted()
      && fields.elementsEqual(other.fields) { $0 == $1 } && cookies == other.cookies && server == other.server
  }
}

/// An operation on its way to a transport, for transports that respond by operation.
package struct SentOperation: Sendable {
  let parts: OperationParts
  /// How the client reads a response with a status and a content type; nil if it doesn't.
  let content: @Sendable (_ status: Int, _ contentType: String) -> ResponseContent?

  init<Output>(_ operation: APIOperation<Output>) {
    parts = operation.parts
    content = { [response = operation.response] status, contentType in
      guard case .read(let item) = response.select(status: status, contentType: contentType) else { return nil }
      return item.content
    }
  }

  /// The operation's name in the document.
  package var id: String { parts.id }
  /// The request's method.
  package var method: HTTPMethod { parts.method }
  /// The path with its `{names}`.
  package var pathTemplate: String { parts.template }

  /// The function that made the operation, in the form of a reference to it: `Shop.createOrder`.
  ///
  /// Generated files are named after the namespace: `Shop+Operations.swift`.
  package var functionName: String {
    let function = parts.source.map { "\($0.function)" } ?? parts.id
    let name = String(function.prefix { $0 != "(" })
    let file = parts.source.map { "\($0.fileID)" }?.split(separator: "/").last ?? ""
    guard let end = file.firstRange(of: "+Operations")?.lowerBound else { return name }
    return "\(file[..<end]).\(name)"
  }

  /// The labels of that function's arguments.
  package var argumentLabels: [String] {
    guard let function = parts.source.map({ "\($0.function)" }), let start = function.firstIndex(of: "(") else {
      return []
    }
    return function[start...].dropFirst().prefix { $0 != ")" }.split(separator: ":").map(String.init)
  }

  /// Path and query of a request, below the client's server.
  package func target(of request: HTTPRequest) -> String {
    guard case .success(let (path, _)) = parts.path() else { return "/" }
    let query = request.url.firstIndex(of: "?").map { request.url[$0...] } ?? ""
    return (path.hasPrefix("/") ? path : "/" + path) + query
  }

  /// A response with any value, in the form that the client reads; nil if it doesn't read this content type.
  package func response(_ value: JSONValue, status: Int, contentType: String) throws -> HTTPResponse? {
    try content(status, contentType)?.response(value, contentType: contentType, status: status)
  }

  /// Whether it is this operation with the same arguments.
  package func isEqual<Output>(to operation: APIOperation<Output>) -> Bool {
    parts.link == nil && parts.hasSameParameters(as: operation.parts) && parts.hasSameBody(as: operation.parts)
  }

  /// The arguments that a function was called with, and the operation it made; nil if another function made the operation.
  ///
  /// Functions can't be compared, so this one is called with the recorded arguments: if it makes the same operation, it is
  /// the one.
  package func match<each Argument: Sendable, Output>(
    _ function: (repeat each Argument) -> APIOperation<Output>
  ) -> (arguments: (repeat each Argument), operation: APIOperation<Output>)? {
    var count = 0
    for _ in repeat (each Argument).self { count += 1 }
    for values in Self.selections(of: count, from: parts.orderedArguments[...]) {
      guard let arguments = Self.cast(values, to: repeat (each Argument).self) else { continue }
      let operation = function(repeat each arguments)
      if parts.hasSameParameters(as: operation.parts) { return (arguments, operation) }
    }
    return nil
  }

  /// The label of an argument that is nil here, if it is only for this argument that the function doesn't match: its
  /// parameter isn't optional.
  ///
  /// A function with an optional parameter can be passed as one without, and the types of a closure can make the compiler
  /// do so.
  package func labelWithoutNil<each Argument: Sendable, Output>(
    _ function: (repeat each Argument) -> APIOperation<Output>
  ) -> String? {
    var count = 0
    for _ in repeat (each Argument).self { count += 1 }
    let labels = argumentLabels
    guard labels.count == count else { return nil }
    for values in Self.selections(of: count, from: parts.orderedArguments[...]) {
      var missing: [Int] = []
      var index = 0
      var fits = true
      func check<T>(_ type: T.Type) {
        if !(values[index] is T) {
          if Mirror(reflecting: values[index]).displayStyle == .optional { missing.append(index) } else { fits = false }
        }
        index += 1
      }
      repeat check((each Argument).self)
      if fits, let first = missing.first { return labels[first] }
    }
    return nil
  }

  /// All ways to select so many of the values in their order: values that the document fixes are recorded too, but aren't
  /// arguments of the function.
  private static func selections(of count: Int, from values: ArraySlice<any Sendable>) -> [[any Sendable]] {
    if values.count == count { return [Array(values)] }
    guard let first = values.first, values.count > count, values.count - count < 5 else { return [] }
    let with = count == 0 ? [] : selections(of: count - 1, from: values.dropFirst()).map { [first] + $0 }
    return with + selections(of: count, from: values.dropFirst())
  }

  private static func cast<each Argument: Sendable>(
    _ values: [any Sendable], to types: repeat (each Argument).Type
  ) -> (repeat each Argument)? {
    var rest = values[...]
    func next<T>(_ type: T.Type) throws -> T {
      guard let value = rest.popFirst() as? T else { throw Mismatch() }
      return value
    }
    return try? (repeat next((each Argument).self))
  }

  private struct Mismatch: Error {}
}

extension OperationParts {
  fileprivate func hasSameBody(as other: OperationParts) -> Bool {
    switch (body, other.body) {
    case (.none, .none): true
    case (.ready(let body, let type), .ready(let otherBody, let otherType)):
      if case .bytes(let bytes) = body.storage, case .bytes(let otherBytes) = otherBody.storage {
        type == otherType && bytes == otherBytes
      } else {
        false
      }
    default: false
    }
  }
}
