/// Which types are sent or received, and whether as JSON or as multipart bodies.
///
///     POST /pets: body NewPet, 201: Pet {owner: Person}  → NewPet is sent; Pet and Person are received
struct Directions: Sendable {
  private var sent: [Bool]
  private var received: [Bool]
  private var json: [Bool]
  private var multipart: [Bool]

  enum Direction { case sent, received }

  /// Marks the types that operations and webhooks use.
  ///
  /// Other components count as received, so that operations that are added later only add to them. In a document without
  /// operations all components count as sent and received.
  init(_ types: API.Types, _ operations: [API.Operation], _ webhooks: [API.Payload], _ components: [API.Component]) {
    let none = Array(repeating: false, count: types.indices.count)
    (sent, received, json, multipart) = (none, none, none, none)
    for operation in operations {
      for parameter in operation.parameters { mark(parameter.type, .sent, types) }
      for content in operation.body?.contents ?? [] {
        if case .multipart = content.kind {
          if let type = content.type { markMultipart(type, types) }
        } else {
          mark(content, .sent, types)
        }
      }
      for response in operation.successes + operation.failures {
        for content in response.contents { mark(content, .received, types) }
      }
      if let headers = operation.headers { mark(headers, .received, types) }
      if let headers = operation.failureHeaders { mark(headers, .received, types) }
      for payload in operation.callbacks { mark(payload.type, .received, types) }
    }
    for payload in webhooks { mark(payload.type, .received, types) }
    for component in components {
      let id = types.follow(component.type).type
      if sent[id] || received[id] { continue }
      mark(component.type, .received, types)
      if operations.isEmpty, webhooks.isEmpty { mark(component.type, .sent, types) }
    }
  }

  /// Whether a type is sent, in any form.
  func isSent(_ id: API.TypeID) -> Bool { sent[id] }
  /// Whether a type is received.
  func isReceived(_ id: API.TypeID) -> Bool { received[id] }
  /// Whether a type is read or written as JSON or as a form.
  func isJSON(_ id: API.TypeID) -> Bool { json[id] }
  /// Whether a type is a multipart body.
  func isMultipart(_ id: API.TypeID) -> Bool { multipart[id] }

  /// The directions after each type of `equal` became an alias of the other, which is then used for both.
  func merging(_ equal: [(type: API.TypeID, other: API.TypeID)], _ types: API.Types) -> Directions {
    var result = self
    for (id, other) in equal {
      if multipart[id] { result.markMultipart(API.Reference(other), types) }
      guard json[id] else { continue }
      if sent[id] { result.mark(API.Reference(other), .sent, types) }
      if received[id] { result.mark(API.Reference(other), .received, types) }
    }
    return result
  }

  private mutating func mark(_ content: API.Content, _ direction: Direction, _ types: API.Types) {
    guard let type = content.type else { return }
    mark(type, direction, types)
    if let item = content.item { mark(item, direction, types) }
  }

  /// Marks a type and all types inside.
  private mutating func mark(_ reference: API.Reference, _ direction: Direction, _ types: API.Types) {
    var queue = [types.follow(reference).type]
    while let id = queue.popLast() {
      json[id] = true
      switch direction {
      case .sent:
        if sent[id] { continue }
        sent[id] = true
      case .received:
        if received[id] { continue }
        received[id] = true
      }
      for child in types[id].kind.children { queue.append(types.follow(child).type) }
    }
  }

  /// Marks a multipart body as sent, and the types of its parts as sent in JSON, but for files.
  private mutating func markMultipart(_ reference: API.Reference, _ types: API.Types) {
    let id = types.follow(reference).type
    multipart[id] = true
    sent[id] = true
    for child in types[id].kind.children {
      if types.files(in: child) == nil {
        mark(child, .sent, types)
      } else {
        for value in types.valuesBesideFiles(in: child) { mark(value, .sent, types) }
      }
    }
  }
}
