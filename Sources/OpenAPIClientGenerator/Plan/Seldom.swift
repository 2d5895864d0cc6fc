/// A value that is hardly ever there: it takes one word where it is missing, for plans are many.
indirect enum Seldom<Value: Sendable>: Sendable {
  case none
  case some(Value)

  init(_ value: Value?) {
    if let value { self = .some(value) } else { self = .none }
  }

  var value: Value? {
    if case .some(let value) = self { return value }
    return nil
  }
}
