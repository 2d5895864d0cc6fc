/// What of a server-sent event its type describes.
public enum EventForm: String, Sendable {
  /// The data.
  case data
  /// The whole event, its data a text.
  case event
  /// The whole event, its data any JSON.
  case eventWithJSONData
}
