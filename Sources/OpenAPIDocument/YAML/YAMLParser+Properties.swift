import OpenAPISyntax

/// The anchor and the tag before a value.
struct NodeProperties {
  /// The bytes of the anchor, from `&` to the end of its name.
  ///
  /// Not its text, because every value has properties, and nearly all are empty.
  var anchor: Range<Int>?
  var tag: NodeTag?

  var isEmpty: Bool { anchor == nil && tag == nil }

  /// Adds the properties of a later line.
  mutating func add(_ other: NodeProperties, _ parser: YAMLParser) throws(JSONParser.Failure) {
    if let anchor = other.anchor {
      if self.anchor != nil {
        throw parser.failure("A value can have one anchor only", hint: "remove one", at: anchor.lowerBound)
      }
      self.anchor = anchor
    }
    if let tag = other.tag {
      if self.tag != nil {
        throw parser.failure("A value can have one tag only", hint: "remove one", at: tag.range.lowerBound)
      }
      self.tag = tag
    }
  }
}

/// A tag such as `!!str`.
struct NodeTag {
  enum Meaning { case text, null, bool, integer, float, object, array, unknown }
  let meaning: Meaning
  /// The bytes of the tag.
  let range: Range<Int>
}

/// A use of an anchor.
struct Alias {
  let anchored: YAMLParser.Anchored
  let offset: Int
}

extension YAMLParser {
  // MARK: Anchors

  /// Reads the anchor or tag at the position.
  mutating func readProperty(into properties: inout NodeProperties, inFlow: Bool) throws(Failure) {
    let offset = position
    var property = NodeProperties()
    if source[offset] == UInt8(ascii: "&") {
      try skipName()
      property.anchor = offset..<position
    } else {
      property.tag = try readTag()
    }
    guard isBlankOrBreak(source[position]) || (inFlow && YAMLParser.isFlowIndicator(source[position])) else {
      throw failure(
        "There must be a space after an anchor or tag", hint: "write a space before what follows it", at: position)
    }
    try properties.add(property, self)
  }

  /// Moves past the name after `&` or `*`.
  private mutating func skipName() throws(Failure) {
    let start = position + 1
    position = start
    while !isBlankOrBreak(source[position]), !YAMLParser.isFlowIndicator(source[position]) { position += 1 }
    if position == start {
      throw failure(
        "A name must follow \(source[start - 1].displayName) directly",
        hint: "put the text in quotes if no anchor is meant", at: start - 1)
    }
  }

  /// The name of the anchor or alias with these bytes.
  private func name(at range: Range<Int>) -> String { text(at: (range.lowerBound + 1)..<range.upperBound) }

  private func text(at range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }

  /// The tag as written.
  func text(of tag: NodeTag) -> String { text(at: tag.range) }

  /// Records the anchor of the value that gets the next cell.
  mutating func note(_ properties: NodeProperties, cell: UInt32) {
    guard let anchor = properties.anchor else { return }
    anchors[name(at: anchor)] = anchorList.count
    anchorList.append(Anchored(cell: cell))
  }

  /// Records the anchor of a key, which has no cell.
  mutating func noteKey(_ scalar: Scalar, anchor: Range<Int>) {
    anchors[name(at: anchor)] = anchorList.count
    anchorList.append(Anchored(cell: writer.nextIndex, key: scalar))
  }

  /// Updates the anchors of cells after a number, which have moved.
  mutating func moveAnchors(after cell: UInt32, _ newIndex: (UInt32) -> UInt32) {
    for index in anchorList.indices.reversed() {
      guard anchorList[index].cell > cell else { break }
      anchorList[index].cell = newIndex(anchorList[index].cell)
    }
  }

  /// The cells after a number that have anchors, in order.
  func anchoredCells(after cell: UInt32) -> [UInt32] {
    anchorList.reversed().prefix { $0.cell > cell }.map(\.cell).sorted()
  }

  // MARK: Aliases

  /// Reads the alias at the position.
  mutating func readAlias(inFlow: Bool) throws(Failure) -> Alias {
    let offset = position
    try skipName()
    let name = name(at: offset..<position)
    guard let index = anchors[name] else {
      throw failure(
        "There is no anchor &\(name) before this alias",
        hint: "define it further up, or put the text in quotes if no alias is meant", at: offset)
    }
    return Alias(anchored: anchorList[index], offset: offset)
  }

  /// Appends a copy of the value of an alias.
  mutating func append(_ alias: Alias) throws(Failure) {
    if let key = alias.anchored.key { return try append(key, NodeProperties(), at: alias.offset) }
    let index = alias.anchored.cell
    try checkExpansion(of: index, at: alias.offset)
    let cell = writer.nextIndex
    let origin = JSONOrigin(key: pendingKeyOffset, value: UInt32(alias.offset), source: 0)
    writer.duplicate(index, parent: stack.last?.cell ?? 0, key: pendingKey)
    writer.setOrigin(origin, of: cell)
    pendingKey = KeyTable.none
    pendingKeyOffset = JSONOrigin.none
  }

  /// Refuses an anchor or a tag before an alias.
  func checkAlias(_ properties: NodeProperties, at offset: Int) throws(Failure) {
    guard !properties.isEmpty else { return }
    throw failure("An alias can't have an anchor or a tag", hint: "remove it", at: offset)
  }

  /// Refuses a copy of a value that would be nested too deep here.
  private func checkDepth(of index: UInt32, at offset: Int) throws(Failure) {
    let end = writer.cells[Int(index)].next(after: index)
    var ends: [UInt32] = []
    var current = index
    while current < end {
      while let last = ends.last, last <= current { ends.removeLast() }
      let next = writer.cells[Int(current)].next(after: current)
      if next > current + 1 || isContainer(current) { ends.append(next) }
      if stack.count + ends.count > maximumDepth {
        throw Failure(
          code: "yaml-too-deep",
          message: "With the value of this alias, arrays and objects are nested more than \(maximumDepth) deep",
          hint: "use fewer aliases within each other", offset: offset)
      }
      current += 1
    }
  }

  /// Refuses a copy of a value that contains the copy, would be nested too deep, or makes the document too large.
  private mutating func checkExpansion(of index: UInt32, at offset: Int) throws(Failure) {
    if stack.contains(where: { $0.cell == index }), isContainer(index) {
      throw failure(
        "This alias is inside the value that it refers to, so that value would never end",
        hint: "refer to a component with $ref instead", at: offset)
    }
    try spend(Int(writer.cells[Int(index)].next(after: index) - index), at: offset)
    if isContainer(index) { try checkDepth(of: index, at: offset) }
  }

  /// Counts copied values, and refuses too many.
  mutating func spend(_ count: Int, at offset: Int) throws(Failure) {
    expansion += count
    guard expansion > YAMLParser.maximumExpansion else { return }
    throw Failure(
      code: "alias-expansion",
      message: "The aliases up to here expand to more than \(YAMLParser.maximumExpansion) values",
      hint: "use fewer aliases within each other; refer to components with $ref instead", offset: offset)
  }

  private func isContainer(_ index: UInt32) -> Bool { writer.cells[Int(index)].isContainer }

  /// The text of the value of an alias, as a key.
  func keyText(of alias: Alias) throws(Failure) -> Scalar {
    if let key = alias.anchored.key { return key }
    guard !isContainer(alias.anchored.cell) else { throw unreadableKey(at: alias.offset) }
    let cell = writer.cells[Int(alias.anchored.cell)]
    return Scalar(style: .quoted, start: Int(cell.start), end: Int(cell.end))
  }

  // MARK: Tags

  private mutating func readTag() throws(Failure) -> NodeTag {
    let offset = position
    position += 1
    if source[position] == UInt8(ascii: "<") {
      while source[position] != UInt8(ascii: ">") {
        if isBlankOrBreak(source[position]) {
          throw failure("A tag that starts with !< must end with >", hint: nil, at: offset)
        }
        position += 1
      }
      position += 1
      return tag(uri: String(decoding: source[(offset + 2)..<(position - 1)], as: UTF8.self), from: offset)
    }
    var handleEnd = position
    while isTagByte(source[position]) || source[position] == UInt8(ascii: "!") {
      position += 1
      if source[position - 1] == UInt8(ascii: "!") {
        guard handleEnd == offset + 1 else {
          throw failure("A tag can't have another ! in it", hint: "write it as %21", at: position - 1)
        }
        handleEnd = position
      }
    }
    let handle = String(decoding: source[offset..<handleEnd], as: UTF8.self)
    let suffix = String(decoding: source[handleEnd..<position], as: UTF8.self)
    if handle == "!", suffix.isEmpty { return NodeTag(meaning: .text, range: offset..<position) }
    if let prefix = tagHandles[handle] { return tag(uri: prefix + suffix, from: offset) }
    switch handle {
    case "!": return tag(uri: "!" + suffix, from: offset)
    case "!!": return tag(uri: YAMLParser.coreTags + suffix, from: offset)
    default:
      throw failure(
        "No %TAG directive defines the tag handle \(handle)", hint: "add one before ---, or remove the tag",
        at: offset)
    }
  }

  private static let coreTags = "tag:yaml.org,2002:"

  private func isTagByte(_ byte: UInt8) -> Bool {
    if byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte >= 0x80 { return true }
    switch byte {
    case UInt8(ascii: "%"), UInt8(ascii: "-"), UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "/"),
      UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "+"),
      UInt8(ascii: "$"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: "'"), UInt8(ascii: "("),
      UInt8(ascii: ")"):
      return true
    default: return false
    }
  }

  private func tag(uri: String, from offset: Int) -> NodeTag {
    var meaning = NodeTag.Meaning.unknown
    if uri.hasPrefix(YAMLParser.coreTags) {
      switch uri.dropFirst(YAMLParser.coreTags.count) {
      case "str", "binary", "timestamp", "merge", "value": meaning = .text
      case "null": meaning = .null
      case "bool": meaning = .bool
      case "int": meaning = .integer
      case "float": meaning = .float
      case "map", "set": meaning = .object
      case "seq", "omap", "pairs": meaning = .array
      default: break
      }
    }
    return NodeTag(meaning: meaning, range: offset..<position)
  }

  mutating func warnOfTag(_ tag: NodeTag, cell: UInt32) {
    warn(
      ParserWarning(
        code: "unknown-tag", message: "The tag \(text(of: tag)) is unknown, so it is ignored",
        hint: "remove it, or write the value that it stands for", cell: cell))
  }

  /// Checks the tag of a list or object.
  mutating func checkCollection(_ tag: NodeTag, isArray: Bool, cell: UInt32) throws(Failure) {
    switch tag.meaning {
    case .unknown: warnOfTag(tag, cell: cell)
    case .array where isArray, .object where !isArray: break
    case .text where tag.range.count == 1: break
    default:
      throw failure(
        "The tag \(text(of: tag)) doesn't fit \(isArray ? "a list" : "an object")", hint: "remove the tag",
        at: tag.range.lowerBound)
    }
  }

  // MARK: Directives

  /// Reads the directive at the position: checks the version, records tag handles, and skips others.
  mutating func readDirective(_ hasVersion: inout Bool) throws(Failure) {
    let start = position
    while !isBreak(source[position]), !isAtEnd { position += 1 }
    let words = source[start..<position].split(whereSeparator: \.isSpaceOrTab)
      .map { String(decoding: $0, as: UTF8.self) }
      .prefix { !$0.hasPrefix("#") }
    switch words.first {
    case "%YAML":
      if hasVersion {
        throw failure("The version of YAML is given twice", hint: "remove one of the directives", at: start)
      }
      hasVersion = true
      guard words.count == 2, words[1].hasPrefix("1."), words[1].utf8.dropFirst(2).allSatisfy(\.isDigit),
        words[1].utf8.count > 2
      else {
        throw failure("Expected a directive of the form %YAML 1.2", hint: nil, at: start)
      }
    case "%TAG":
      guard words.count == 3, words[1].hasPrefix("!"), words[1].hasSuffix("!") else {
        throw failure("Expected a directive of the form %TAG !name! prefix", hint: nil, at: start)
      }
      if tagHandles.updateValue(words[2], forKey: words[1]) != nil {
        throw failure("The tag handle \(words[1]) is given twice", hint: "remove one of the directives", at: start)
      }
    default: break
    }
  }
}
