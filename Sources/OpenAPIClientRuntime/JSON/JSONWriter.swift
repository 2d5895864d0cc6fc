import OpenAPISyntax

/// Writes JSON into bytes; types pass their members to it one by one.
///
/// A container opens with its first member or element, and closes by itself.
public struct JSONWriter: Sendable {
  /// How much of the current value has been written.
  enum State: UInt8 {
    case fresh, objectEmpty, object, arrayEmpty, array, scalar
  }

  var bytes: [UInt8] = []
  /// The first thing that JSON can't express.
  var problem: JSONError?
  /// Whether to write a canonical form for equality and hashing: `JSONObject`s sorted, numbers by value, dates in full.
  let isIdentity: Bool
  private var state: State = .fresh
  /// Whether the current value is a member, whose name is removed again if no value follows.
  private var isMember = false
  /// How many elements of the current array were left out, which are null if another one follows.
  private var skipped = 0
  /// How many members and elements contain the current value.
  private var depth = 0
  private let maximumDepth: Int
  /// Whether a value was left out because it is nested deeper than `maximumDepth`.
  private var isCut = false
  /// The members of the current object that are null if they have no value; `hasNulls` says whether there are any.
  private var nulls: Set<String> = []
  private var hasNulls = false

  private init(isIdentity: Bool, maximumDepth: Int) {
    self.isIdentity = isIdentity
    self.maximumDepth = maximumDepth
  }

  // MARK: Members

  /// A member; left out if the value is an optional that is nil.
  public mutating func write<T: JSONCodable>(_ key: String, _ value: T) {
    if hasNulls { return write(key, value, besides: nulls) }
    openObject()
    let outer = state
    let before = bytes.count
    if outer == .object { bytes.append(0x2C) }
    quote(key, isName: true)
    let start = bytes.count
    state = .fresh
    isMember = true
    writeInner(value)
    if bytes.count == start {
      bytes.removeLast(start - before)
      state = outer
    } else {
      close()
      state = .object
    }
    // The value may have been an object with nulls of its own.
    if hasNulls { clearNulls() }
    isMember = false
  }

  /// A member of an object of which some members are null.
  private mutating func write<T: JSONCodable>(_ key: String, _ value: T, besides nulls: Set<String>) {
    clearNulls()
    openObject()
    let before = bytes.count
    write(key, value)
    if bytes.count == before, nulls.contains(key) { write(key, JSONValue.null) }
    self.nulls = nulls
    hasNulls = true
  }

  private mutating func clearNulls() {
    nulls = []
    hasNulls = false
  }

  /// The members of this object that are null if they have no value; to be called before the members are written.
  public mutating func write<Owner>(nulls: Nulls<Owner>) {
    if nulls.isEmpty { return }
    self.nulls = nulls.keys
    hasNulls = true
  }

  /// A member that is null where the value is nil.
  public mutating func write<T: JSONCodable>(_ key: String, orNull value: T?) {
    if let value { write(key, value) } else { write(key, JSONValue.null) }
  }

  /// Additional members, sorted by name; nil is written as null, because the member has a name.
  @_specialize(where T == String)  // These four write maps 1.8 to 2 times as fast.
  @_specialize(where T == Int)
  @_specialize(where T == Double)
  @_specialize(where T == JSONValue)
  public mutating func write<T: JSONCodable>(additionalProperties: [String: T]) {
    openObject()
    // Only the keys are sorted, because sorting a dictionary of a generic type is many times slower.
    var keys = [String](additionalProperties.keys)
    if keys.count > 1 { keys.sort() }
    for key in keys {
      guard let value = additionalProperties[key] else { continue }
      let before = bytes.count
      write(key, value)
      if bytes.count == before { write(key, JSONValue.null) }
    }
  }

  /// A value whose members become members of the current value.
  public mutating func encode<T: JSONCodable>(_ value: T) { value.write(to: &self) }

  /// Makes the current value an object, even if it has no member.
  public mutating func object() { openObject() }

  // MARK: Elements

  /// An element of an array; an absent optional is null.
  public mutating func element<T: JSONCodable>(_ value: T) {
    openArray()
    let missing = skipped
    skipped = 0
    for _ in 0..<missing { element(JSONValue.null) }
    if state == .array { bytes.append(0x2C) }
    state = .fresh
    isMember = false
    writeInner(value)
    if state == .fresh { null() }
    close()
    state = .array
    if hasNulls { clearNulls() }
  }

  /// An optional element at the end of an array; nil makes the array shorter, or is null if another element follows.
  public mutating func element<T: JSONCodable>(orNone value: T?) {
    openArray()
    if let value { element(value) } else { skipped += 1 }
  }

  /// All elements of an array.
  @_specialize(where T == String)  // These three write lists 1.1 to 1.4 times as fast.
  @_specialize(where T == Int)
  @_specialize(where T == Double)
  public mutating func writeElements<T: JSONCodable>(_ values: [T]) {
    openArray()
    // A loop over the array itself would copy each element of a generic type.
    values.withUnsafeBufferPointer { values in
      for index in values.indices { element(values[index]) }
    }
  }

  /// Makes the current value an array, even if it has no element.
  public mutating func array() { openArray() }

  // MARK: Scalars

  /// Null, or nothing at all if the current value is a member.
  mutating func absent() {
    if !isMember { null() }
  }

  mutating func null() {
    bytes.append(contentsOf: [0x6E, 0x75, 0x6C, 0x6C])
    state = .scalar
  }

  mutating func scalar(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    state = .scalar
  }

  mutating func scalar(_ value: Bool) {
    if value {
      bytes.append(contentsOf: [0x74, 0x72, 0x75, 0x65])
    } else {
      bytes.append(contentsOf: [0x66, 0x61, 0x6C, 0x73, 0x65])
    }
    state = .scalar
  }

  mutating func scalar(_ text: String) {
    quote(text)
    state = .scalar
  }

  /// A string that needs no escapes: dates, identifiers.
  mutating func scalar(plain text: [UInt8]) {
    bytes.append(0x22)
    bytes.append(contentsOf: text)
    bytes.append(0x22)
    state = .scalar
  }

  mutating func scalar(magnitude: UInt64, isNegative: Bool) {
    if isNegative { bytes.append(0x2D) }
    var rest = magnitude
    repeat {
      bytes.append(0x30)
      rest /= 10
    } while rest > 0
    var index = bytes.count - 1
    rest = magnitude
    while rest > 0 {
      bytes[index] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
      rest /= 10
      index -= 1
    }
    state = .scalar
  }

  mutating func scalar(base64 data: some Sequence<UInt8>, count: Int) {
    bytes.append(0x22)
    Base64.encode(data, count: count, into: &bytes)
    bytes.append(0x22)
    state = .scalar
  }

  mutating func fail(_ expected: String, found: String) {
    if problem == nil {
      // The name of the current member is the last string that was written.
      var path = "$"
      if isMember, let end = bytes.dropLast(2).lastIndex(of: 0x22) {
        JSONError.append(key: "…" + String(decoding: bytes[end...].dropFirst().dropLast(2), as: UTF8.self), to: &path)
      }
      problem = JSONError(path: path, expected: expected, found: found)
    }
    null()
  }

  // MARK: Form

  /// Writes the value of a member or an element.
  @inline(__always)  // One of three that save 1 to 2 % of reading and 1 % of writing: Sources/Benchmarks/README.md.
  private mutating func writeInner(_ value: some JSONCodable) {
    guard depth < maximumDepth else {
      isCut = true
      return null()
    }
    depth += 1
    value.write(to: &self)
    depth -= 1
  }

  private mutating func openObject() {
    guard state == .fresh else { return }
    bytes.append(0x7B)
    state = .objectEmpty
  }

  private mutating func openArray() {
    guard state == .fresh else { return }
    bytes.append(0x5B)
    state = .arrayEmpty
  }

  private mutating func close() {
    skipped = 0
    switch state {
    case .objectEmpty, .object: bytes.append(0x7D)
    case .arrayEmpty, .array: bytes.append(0x5D)
    case .fresh, .scalar: break
    }
  }

  /// Writes a string, and a colon after a name.
  private mutating func quote(_ text: String, isName: Bool = false) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { text in
      JSONEscapes.quote(text, isName: isName, into: &bytes)
    }
    // A string from Objective-C isn't stored as UTF-8.
    if isDone == nil {
      Array(text.utf8).withUnsafeBufferPointer { text in JSONEscapes.quote(text, isName: isName, into: &bytes) }
    }
  }

  /// A whole document, written on a thread with more stack where it nests deep.
  static func document<T: JSONCodable>(_ value: T, isIdentity: Bool = false) -> JSONWriter {
    var writer = document(value, isIdentity, maximumDepth: LargeStack.ordinaryDepth)
    guard writer.isCut else { return writer }
    if let whole = try? LargeStack.run({ document(value, isIdentity, maximumDepth: LargeStack.maximumDepth) }) {
      writer = whole
    }
    if writer.isCut, writer.problem == nil {
      writer.problem = JSONError(path: "$", expected: "at most \(LargeStack.maximumDepth) levels", found: "more")
    }
    return writer
  }

  private static func document<T: JSONCodable>(_ value: T, _ isIdentity: Bool, maximumDepth: Int) -> JSONWriter {
    var writer = JSONWriter(isIdentity: isIdentity, maximumDepth: maximumDepth)
    value.write(to: &writer)
    writer.close()
    return writer
  }
}
