extension FilePrinter {
  /// The members of a struct of positions.
  ///
  ///     public var first: Double
  ///     public var rest: [String]
  ///     …
  func printMembers(of tuple: TuplePlan) {
    let members = StoredMembers(tuple, plan.storage[scope])
    printProperties(members)
    if let rest = tuple.rest {
      printDocumentation(rest.documentation)
      line("\(access)var \(rest.name): \(spell(.array(rest.type)))")
    }
    let rest = tuple.rest.map { StoredCollection(name: $0.name, type: .array($0.type), emptyLiteral: "[]") }
    printInitializer(of: members, [rest].compactMap { $0 })
    printReading(of: tuple, members)
    printWriting(of: tuple, members)
    printGroups(of: members)
  }

  /// The initializer that reads an array.
  ///
  ///     first = try json.element(0)
  ///     rest = try json.elements(from: 1)
  private func printReading(of tuple: TuplePlan, _ members: StoredMembers) {
    printReading {
      printReadingMembers(members)
      if let rest = tuple.rest { line("\(rest.name) = try json.elements(from: \(tuple.elements.count))") }
    }
  }

  /// The method that writes an array.
  ///
  ///     json.array()
  ///     json.element(first)
  ///     json.writeElements(rest)
  private func printWriting(of tuple: TuplePlan, _ members: StoredMembers) {
    printWriting {
      line("json.array()")
      printWritingMembers(members)
      if let rest = tuple.rest { line("json.writeElements(\(rest.name))") }
    }
  }
}
