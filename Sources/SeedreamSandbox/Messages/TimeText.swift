/// Seconds since 1970 as texts, in UTC.
enum TimeText {
  /// `2026-01-30 12:00:00`.
  static func dateAndTime(_ seconds: Int) -> String {
    let (year, month, day) = date(seconds)
    let rest = seconds - days(seconds) * 86400
    return "\(year)-\(two(month))-\(two(day)) \(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, for header fields (RFC 9110, section 5.6.7).
  static func httpDate(_ seconds: Int) -> String {
    let (year, month, day) = date(seconds)
    let days = days(seconds)
    let rest = seconds - days * 86400
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let time = "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
    return "\(weekdays[((days % 7) + 7) % 7]), \(two(day)) \(months[month - 1]) \(year) \(time) GMT"
  }

  private static func days(_ seconds: Int) -> Int { Int((Double(seconds) / 86400).rounded(.down)) }

  private static func date(_ seconds: Int) -> (year: Int, month: Int, day: Int) {
    let days = days(seconds)
    // Counting years from March makes the leap day the last one of a year.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
    return (year, month < 10 ? month + 3 : month - 9, day)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
