/// Header fields in their order; names are compared without regard to case, and a repeated field stays repeated.
public struct HTTPFields: Hashable, Sendable, RandomAccessCollection, ExpressibleByDictionaryLiteral {
  /// One line of a header.
  public struct Field: Hashable, Sendable {
    /// The name as it was given or received.
    public var name: String
    /// The value without spaces around it.
    public var value: String

    /// Makes a field; names and values are checked when a request is sent.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }

    /// Whether the values are equal, and the names without regard to case.
    public static func == (left: Field, right: Field) -> Bool {
      left.value == right.value && HTTPFields.isSameName(left.name, right.name)
    }

    /// Hashes the value, and the name without regard to case.
    public func hash(into hasher: inout Hasher) {
      for byte in name.utf8 { hasher.combine(HTTPFields.lowercased(byte)) }
      hasher.combine(value)
    }
  }

  private var fields: [Field] = []

  /// Makes an empty list.
  public init() {}

  /// Makes a list of names and values, in that order.
  public init(_ pairs: [(String, String)]) {
    fields = pairs.map { Field(name: $0.0, value: $0.1) }
  }

  /// Makes a list from a literal; a repeated name gives a repeated field.
  public init(dictionaryLiteral elements: (String, String)...) { self.init(elements) }

  /// The first position.
  public var startIndex: Int { 0 }
  /// The position after the last.
  public var endIndex: Int { fields.count }
  /// The field at a position.
  public subscript(position: Int) -> Field { fields[position] }

  /// The first value of a name; setting replaces every field of that name, `nil` removes them.
  public subscript(name: String) -> String? {
    get { fields.first { HTTPFields.isSameName($0.name, name) }?.value }
    set {
      let index = fields.firstIndex { HTTPFields.isSameName($0.name, name) }
      remove(name)
      if let newValue { fields.insert(Field(name: name, value: newValue), at: index ?? fields.endIndex) }
    }
  }

  /// All values of a name, in their order.
  public func values(_ name: String) -> [String] {
    fields.filter { HTTPFields.isSameName($0.name, name) }.map(\.value)
  }

  /// Adds a field at the end, whether or not the name is there already.
  public mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// Removes every field of a name.
  public mutating func remove(_ name: String) {
    fields.removeAll { HTTPFields.isSameName($0.name, name) }
  }

  /// Whether two names of fields are equal without regard to ASCII case.
  public static func isSameName(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && left.utf8.lazy.map(lowercased).elementsEqual(right.utf8.lazy.map(lowercased))
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
