extension JSONCodable {
  /// Reads the value from any decoder, in the same form as from JSON.
  ///
  /// The decoder's strategies for dates and data have no effect.
  public init(from decoder: any Decoder) throws {
    let value = try JSONValue(bridgingFrom: decoder)
    do {
      self = try JSONReader(JSONWriter.document(value).bytes).document(as: Self.self)
    } catch let error as JSONError {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: error.description))
    }
  }

  /// Writes the value to any encoder, in the same form as to JSON.
  ///
  /// The encoder's strategies for dates and data have no effect.
  public func encode(to encoder: any Encoder) throws {
    let writer = JSONWriter.document(self)
    if let problem = writer.problem {
      throw EncodingError.invalidValue(
        self, EncodingError.Context(codingPath: encoder.codingPath, debugDescription: problem.description))
    }
    let arena = try JSONParser.parse(writer.bytes)
    try BridgedNode(arena: arena, index: 0).encode(to: encoder)
  }
}

/// The name of a member.
struct BridgeKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { return nil }
}

/// A parsed value on its way into an encoder.
struct BridgedNode: Encodable {
  let arena: JSONArena
  let index: Int

  func encode(to encoder: any Encoder) throws {
    let node = arena.nodes[index]
    switch node.kind {
    case .object:
      var container = encoder.container(keyedBy: BridgeKey.self)
      var child = index + 1
      while child < node.end {
        let key = BridgeKey(stringValue: arena.text(of: arena.nodes[child]))
        let value = BridgedNode(arena: arena, index: child + 1)
        if arena.nodes[child + 1].kind == .null {
          try container.encodeNil(forKey: key)
        } else {
          try container.encode(value, forKey: key)
        }
        child = arena.next(child + 1)
      }
    case .array:
      var container = encoder.unkeyedContainer()
      var child = index + 1
      while child < node.end {
        if arena.nodes[child].kind == .null {
          try container.encodeNil()
        } else {
          try container.encode(BridgedNode(arena: arena, index: child))
        }
        child = arena.next(child)
      }
    default:
      var container = encoder.singleValueContainer()
      let reader = JSONReader(arena: arena, index: index)
      switch node.kind {
      case .null: try container.encodeNil()
      case .bool: try container.encode(Bool(json: reader))
      case .number: try JSONNumber(json: reader).encode(in: &container)
      default: try container.encode(arena.text(of: node))
      }
    }
  }
}

extension JSONValue {
  /// Reads any value from any decoder.
  init(bridgingFrom decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: BridgeKey.self) {
      var object = JSONObject()
      for key in container.allKeys {
        object[key.stringValue] = try container.decode(BridgedValue.self, forKey: key).value
      }
      self = .object(object)
      return
    }
    if var container = try? decoder.unkeyedContainer() {
      var elements: [JSONValue] = []
      while !container.isAtEnd { elements.append(try container.decode(BridgedValue.self).value) }
      self = .array(elements)
      return
    }
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = JSONNumber(from: container) {
      self = .number(value)
    } else if let value = JSONValue(propertyListFrom: container) {
      self = value
    } else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "This is not a JSON value.")
    }
  }
}

/// Any value, decoded as an element or member of another one.
private struct BridgedValue: Decodable {
  var value: JSONValue

  init(from decoder: any Decoder) throws { value = try JSONValue(bridgingFrom: decoder) }
}
