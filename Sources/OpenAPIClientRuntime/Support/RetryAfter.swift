import OpenAPISyntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The `Retry-After` field (RFC 9110, section 10.2.3).
public enum RetryAfter {
  /// The longest wait, a day; a longer one is shortened to it.
  static let longest: Int64 = 86_400

  /// How long to wait, from a number of seconds or a date; nil if the text is neither.
  ///
  /// From nothing to a day.
  public static func parse(_ text: String, now: Date = Date()) -> Duration? {
    let trimmed = text.split(separator: " ").joined(separator: " ")
    if !trimmed.isEmpty, trimmed.utf8.allSatisfy(\.isDigit) {
      return .seconds(min(Int64(trimmed) ?? longest, longest))
    }
    guard let date = HTTPDate.parse(trimmed) else { return nil }
    let seconds = date.timeIntervalSince(now)
    return .seconds(min(max(seconds, 0), Double(longest)))
  }
}

/// Dates of HTTP, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  static func parse(_ text: String) -> Date? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT" || words[5] == "UTC", let day = Int(words[1]),
      let month = months.firstIndex(of: String(words[2])), let year = Int(words[3])
    else { return nil }
    let time = words[4].split(separator: ":").compactMap { Int($0) }
    guard time.count == 3, (0..<24).contains(time[0]), (0..<60).contains(time[1]), (0...60).contains(time[2]),
      let date = CalendarDate(year: year, month: month + 1, day: day)
    else { return nil }
    let seconds = date.daysSince1970 * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
    return DateText.date(seconds: seconds, nanoseconds: 0)
  }
}
