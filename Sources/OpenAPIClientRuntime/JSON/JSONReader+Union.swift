/// One way to read a union: a type and the case that holds it.
public struct UnionCase<U> {
  let type: any JSONCodable.Type
  let conditions: [String: [String]]
  let read: (JSONReader) throws -> U

  /// Creates a variant.
  ///
  /// - Parameters:
  ///   - make: the case.
  ///   - conditions: the values that members must have for this variant to fit, unless they are absent: the enumerated
  ///     values or constants of its properties, in the form of ``JSONReader/discriminator(_:)``.
  public init<T: JSONCodable>(_ make: @escaping (T) -> U, when conditions: [String: [String]] = [:]) {
    type = T.self
    self.conditions = conditions
    read = { json in make(try json.decode()) }
  }
}

extension JSONReader {
  /// Reads a union by fit: the variant that explains most of the value wins, or the first of several; nil if none fits.
  ///
  /// A member that a type names counts 2, an additional member 1, an element 1; a scalar with a format or a constant counts
  /// 1 more.
  public func match<U>(_ cases: [UnionCase<U>]) throws -> U? {
    guard index >= 0 else { throw mismatch("a value") }
    // Each outer variant would try an inner union again, so its result is kept.
    let key = JSONArena.UnionKey(node: index, type: ObjectIdentifier(U.self))
    if let memory = arena.unions[key] {
      arena.score += max(0, memory.score)
      if arena.triedNode == index { arena.isUnknown = memory.score < 0 }
      return memory.value as? U
    }
    let before = arena.score
    let wasUnknown = arena.isUnknown
    arena.unionDepth += 1
    let outerNode = arena.triedNode
    arena.triedNode = index
    var best: U?
    // A variant that is a union itself and keeps the value only as any JSON scores -1, so that every other fit wins.
    var bestScore = -2
    for variant in cases where meets(variant.conditions) {
      arena.score = 0
      arena.isUnknown = false
      arena.hintObject = -1
      guard let value = try? variant.read(self) else { continue }
      let score = arena.isUnknown ? -1 : arena.score
      if score > bestScore {
        best = value
        bestScore = score
      }
    }
    arena.unionDepth -= 1
    arena.triedNode = outerNode
    arena.hintObject = -1
    arena.score = before + max(0, bestScore)
    arena.isUnknown = outerNode == index ? bestScore < 0 : wasUnknown
    if arena.unionDepth > 0 {
      arena.unions[key] = JSONArena.UnionMemory(value: best, score: bestScore)
    } else {
      arena.unions.removeAll()
    }
    return best
  }

  private func meets(_ conditions: [String: [String]]) -> Bool {
    conditions.allSatisfy { name, texts in discriminator(name).map(texts.contains) ?? true }
  }
}
