/// A day of the calendar without time and zone: `format: date` (RFC 3339, full-date).
public struct CalendarDate: JSONCodable, Comparable, CustomStringConvertible {
  /// The year, 0 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day, from 1.
  public let day: Int

  /// Creates a day, or nil if the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(in: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day of a text as `2026-02-28`, or nil.
  public init?(_ text: String) {
    var scanner = DateScanner(Array(text.utf8))
    guard let date = scanner.fullDate(), scanner.isAtEnd else { return nil }
    self = date
  }

  /// The day of a date with a time, in the time's own zone.
  private init?(dateTime text: String) {
    var whole = DateScanner(Array(text.utf8))
    var scanner = whole
    guard whole.dateTime() != nil, let date = scanner.fullDate() else { return nil }
    self = date
  }

  /// Reads a text as `2026-02-28`; of a date with a time, the date as it is written.
  public init(json: __shared JSONReader) throws {
    let text: String = try json.decode()
    if let date = CalendarDate(text) {
      json.arena.score += 1
      self = date
    } else if let date = CalendarDate(dateTime: text) {
      json.countMisfit()
      self = date
    } else {
      throw json.malformed("a date as 2026-02-28", format: "date")
    }
  }

  /// Writes a text as `2026-02-28`.
  public func write(to json: inout JSONWriter) { json.scalar(plain: DateText.bytes(of: self)) }

  /// `2026-02-28`.
  public var description: String { String(decoding: DateText.bytes(of: self), as: UTF8.self) }

  /// Whether a day is before another.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 in the Gregorian calendar: counts years from March, so that leap days come last.
  var daysSince1970: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day so many days after 1970-01-01; nil outside the years 0 to 9999.
  init?(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
