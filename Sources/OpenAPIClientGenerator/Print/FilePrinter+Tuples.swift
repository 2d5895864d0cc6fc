extension FilePrinter {
  /// What stands in a struct of positions.
  ///
  ///     public var first: Double
  ///     public var rest: [String]
  ///     …
  func printMembers(of tuple: TuplePlan) {
    for element in tuple.elements { printProperty(element) }
    if let rest = tuple.rest {
      printDocumentation(rest.documentation)
      line("\(access)var \(rest.name): \(spell(.array(rest.type)))")
    }
    printInitializer(of: tuple)
    printReading(of: tuple)
    printWriting(of: tuple)
  }

  private func printInitializer(of tuple: TuplePlan) {
    let stored = tuple.elements.filter { $0.constant == nil }
    var parameters = stored.map(parameter)
    var assignments = stored.map { (property: $0.storedName, value: $0.name) }
    if let rest = tuple.rest {
      parameters.append("\(Self.label(rest.name)): \(spell(.array(rest.type))) = []")
      assignments.append((property: rest.name, value: rest.name))
    }
    printInitializer(parameters, assignments)
  }

  /// The initializer that reads an array.
  ///
  ///     first = try json.element(0)
  ///     rest = try json.elements(from: 1)
  private func printReading(of tuple: TuplePlan) {
    printReading {
      for (position, element) in tuple.elements.enumerated() where element.constant == nil {
        line("\(element.storedName) = try json.element(\(position))")
      }
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
      for element in tuple.elements {
        let label = element.presence == .optional ? "orNone: " : ""
        line("json.element(\(label)\(element.storedName))")
      }
      if let rest = tuple.rest { line("json.writeElements(\(rest.name))") }
    }
  }
}
