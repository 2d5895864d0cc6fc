/// Why a picture file can't be read.
package struct ImageDamage: Error {
  /// A clause for a message: `it has no pixels`.
  package var reason: String
}
