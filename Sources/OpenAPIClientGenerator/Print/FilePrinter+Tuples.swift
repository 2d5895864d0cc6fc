extension FilePrinter {
  /// What stands in a struct of positions.
  ///
  ///     public var first: Double
  ///     public var rest: [String]
  ///     …
  func printMembers(of tuple: TuplePlan) {
    printProperties(tuple.members)
    if let rest = tuple.rest {
      printDocumentation(rest.documentation)
      line("\(access)var \(rest.name): \(spell(.array(rest.type)))")
    }
    let rest = tuple.rest.map {
      AdditionalPropertiesPlan(name: $0.name, type: .array($0.type), documentation: $0.documentation)
    }
    printInitializer(of: tuple.members, [rest].compactMap { $0 }, default: "[]")
    printReading(of: tuple)
    printWriting(of: tuple)
    printGroups(of: tuple.members)
  }

  /// The initializer that reads an array.
  ///
  ///     first = try json.element(0)
  ///     rest = try json.elements(from: 1)
  private func printReading(of tuple: TuplePlan) {
    printReading {
      printReadingMembers(tuple.members)
      if let rest = tuple.rest { line("\(rest.name) = try json.elements(from: \(tuple.elements.count))") }
    }
  }

  /// The method that writes an array.
  ///
  ///     json.array()
  ///     json.element(first)
  ///     json.writeElements(rest)
  private func printWriting(of tuple: TuplePlan) {
    printWriting {
      line("json.array()")
      printWritingMembers(tuple.members)
      if let rest = tuple.rest { line("json.writeElements(\(rest.name))") }
    }
  }
}
