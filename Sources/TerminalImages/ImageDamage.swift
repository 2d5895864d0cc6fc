/// What is wrong with a picture file.
package struct ImageDamage: Error {
  package var reason: String
}
