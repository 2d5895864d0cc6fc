import Foundation

extension ClientError: LocalizedError {
  /// The description, for people.
  public var errorDescription: String? { description }
}
