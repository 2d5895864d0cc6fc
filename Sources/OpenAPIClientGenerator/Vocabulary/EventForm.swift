/// How much of a server-sent event the Swift type describes.
public enum EventForm: String, Sendable {
  /// Only its data.
  case data
  /// The whole event, whose data is a string.
  case event
  /// The whole event, whose data is JSON.
  case eventWithJSONData
}
