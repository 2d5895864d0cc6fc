import OpenAPIDocument

extension JSONNode {
  /// The elements of the array under a key; empty where there is none.
  package func elements(of key: String) -> [JSONNode] { self[key].map { Array($0.elements) } ?? [] }

  /// The members of the object under a key, in document order; empty where there is none.
  package func members(of key: String) -> [JSONMember] { self[key].map { Array($0.members) } ?? [] }
}
