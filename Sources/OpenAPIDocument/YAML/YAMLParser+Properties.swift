import OpenAPISyntax

/// The anchor and the tag before a value.
struct NodeProperties {
  /// Where the anchor stands, from `&` to the end of its name.
  ///
  /// Not its text: every value of a document has properties, nearly all of them none.
  var anchor: Range<Int>?
  var tag: NodeTag?

  var isEmpty: Bool { anchor == nil && tag == nil }

  /// Takes over the properties of a later line.
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
  /// Where the tag stands.
  let range: Range<Int>
}

/// A use of an anchor.
struct Alias {
  let anchored: Anchored
  let offset: Int
  typealias Anchored = YAMLParser.Anchored
}

extension YAMLParser {
  // MARK: Anchors

  /// Reads the anchor or tag at the position, and the blanks behind it.
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
        "An anchor or tag must be set off by a space", hint: "write a space before what follows it", at: position)
    }
    try properties.add(property, self)
  }

  /// Moves past the name behind `&` or `*`.
  private mutating func skipName() throws(Failure) {
    let start = position + 1
    position = start
    while !isBlankOrBreak(source[position]), !YAMLParser.isFlowIndicator(source[position]) { position += 1 }
    if position == start {
      throw failure(
        "A name must follow \(source[start - 1].displayName) at once",
        hint: "put the text in quotes if no anchor is meant", at: start - 1)
    }
  }

  /// The name of the anchor or alias that stands at a range.
  private func name(at range: Range<Int>) -> String { text(at: (range.lowerBound + 1)..<range.upperBound) }

  private func text(at range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }

  /// The tag as written.
  func text(of tag: NodeTag) -> String { text(at: tag.range) }

  /// Notes the anchor of the value that gets a cell next.
  mutating func note(_ properties: NodeProperties, cell: UInt32) {
    guard let anchor = properties.anchor else { return }
    anchors[name(at: anchor)] = anchorList.count
    anchorList.append(Anchored(cell: cell))
  }

  /// Notes the anchor of a key, which gets no cell.
  mutating func noteKey(_ scalar: Scalar, anchor: Range<Int>) {
    anchors[name(at: anchor)] = anchorList.count
    anchorList.append(Anchored(cell: writer.nextIndex, key: scalar))
  }

  /// Gives the anchors of cells from a number on other cells.
  mutating func moveAnchors(after cell: UInt32, _ newIndex: (UInt32) -> UInt32) {
    var index = anchorList.count
    while index > 0, anchorList[index - 1].cell > cell {
      index -= 1
      anchorList[index].cell = newIndex(anchorList[index].cell)
    }
  }

  /// The cells after one that have anchors, in order.
  func anchoredCells(after cell: UInt32) -> [UInt32] {
    var cells: [UInt32] = []
    var index = anchorList.count
    while index > 0, anchorList[index - 1].cell > cell {
      index -= 1
      cells.append(anchorList[index].cell)
    }
    return cells.sorted()
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

  /// Appends what an alias stands for.
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

  /// Refuses to copy a value that holds the copy, is nested too deep for it, or makes the document too large.
  func checkDepth(of index: UInt32, at offset: Int) throws(Failure) {
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
          message: "With what this alias stands for, more than \(maximumDepth) arrays and objects stand in each other",
          hint: "use fewer aliases within each other", offset: offset)
      }
      current += 1
    }
  }

  private mutating func checkExpansion(of index: UInt32, at offset: Int) throws(Failure) {
    if stack.contains(where: { $0.cell == index }), isContainer(index) {
      throw failure(
        "This alias is inside the value that it refers to, so it would have no end",
        hint: "refer to a component with $ref instead", at: offset)
    }
    try spend(Int(writer.cells[Int(index)].next(after: index) - index), at: offset)
    if isContainer(index) { try checkDepth(of: index, at: offset) }
  }

  /// Counts values that are copied.
  mutating func spend(_ count: Int, at offset: Int) throws(Failure) {
    expansion += count
    guard expansion > YAMLParser.maximumExpansion else { return }
    throw Failure(
      code: "alias-expansion",
      message: "The aliases up to here stand for more than \(YAMLParser.maximumExpansion) values",
      hint: "use fewer aliases within each other; refer to components with $ref instead", offset: offset)
  }

  func isContainer(_ index: UInt32) -> Bool {
    let kind = writer.cells[Int(index)].kind
    return kind == JSONCell.array || kind == JSONCell.object
  }

  /// The text of what an alias stands for, to be a key.
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
        "No %TAG directive says what the tag handle \(handle) means", hint: "add one before ---, or remove the tag",
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
      "unknown-tag", "The tag \(text(of: tag)) means nothing here; its value is read as if it were not there",
      hint: "remove it, or write out what it stands for", cell: cell)
  }

  /// Checks the tag of a list or object.
  mutating func checkCollection(_ tag: NodeTag, isArray: Bool, cell: UInt32) throws(Failure) {
    switch tag.meaning {
    case .unknown: warnOfTag(tag, cell: cell)
    case .array where isArray, .object where !isArray: break
    case .text where tag.range.count == 1: break
    default:
      throw failure(
        "The tag \(text(of: tag)) can't stand before \(isArray ? "a list" : "an object")", hint: "remove the tag",
        at: tag.range.lowerBound)
    }
  }

  // MARK: Directives

  /// Reads the directive at the position: the version is checked, tag handles are kept, others are skipped.
  mutating func readDirective(_ hasVersion: inout Bool) throws(Failure) {
    let start = position
    while !isBreak(source[position]), !isAtEnd { position += 1 }
    var words = source[start..<position].split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.map {
      String(decoding: $0, as: UTF8.self)
    }
    if let comment = words.firstIndex(where: { $0.hasPrefix("#") }) { words.removeSubrange(comment...) }
    switch words.first {
    case "%YAML":
      if hasVersion {
        throw failure("The version of YAML is given twice", hint: "remove one of the directives", at: start)
      }
      hasVersion = true
      guard words.count == 2, words[1].hasPrefix("1."), words[1].utf8.dropFirst(2).allSatisfy(\.isDigit),
        words[1].utf8.count > 2
      else {
        throw failure("A directive of this form is expected: %YAML 1.2", hint: nil, at: start)
      }
    case "%TAG":
      guard words.count == 3, words[1].hasPrefix("!"), words[1].hasSuffix("!") else {
        throw failure("A directive of this form is expected: %TAG !name! prefix", hint: nil, at: start)
      }
      if tagHandles.updateValue(words[2], forKey: words[1]) != nil {
        throw failure("The tag handle \(words[1]) is given twice", hint: "remove one of the directives", at: start)
      }
    default: break
    }
  }
}
