#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads dates and times of RFC 3339, and some other forms that services send.
struct DateScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  /// `2026-02-28`.
  mutating func fullDate() -> CalendarDate? {
    guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2) else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// `2026-02-28T12:00:00.5+02:00`.
  ///
  /// Also with a space for the T, and without a zone, which then is UTC.
  mutating func dateTime() -> Date? {
    guard let day = fullDate() else { return nil }
    guard skip("T") || skip("t") || skip(" ") else { return nil }
    guard let hour = digits(2), hour < 24, skip(":"), let minute = digits(2), minute < 60 else { return nil }
    var second = 0
    var nanoseconds = 0
    if skip(":") {
      // 60 is a leap second.
      guard let value = digits(2), value <= 60 else { return nil }
      second = value
      if skip(".") || skip(",") {
        guard let value = fraction() else { return nil }
        nanoseconds = value
      }
    }
    guard let offset = zone(), isAtEnd else { return nil }
    let seconds = day.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offset
    return DateText.date(seconds: seconds, nanoseconds: nanoseconds)
  }

  /// Seconds east of UTC.
  private mutating func zone() -> Int? {
    // As Ruby and PostgreSQL print it: `12:00:00 UTC`, `12:00:00 +0200`.
    _ = skip(" ")
    if isAtEnd || skip("Z") || skip("z") || skip(word: "UTC") || skip(word: "GMT") { return 0 }
    let sign: Int
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = digits(2), hours < 24 else { return nil }
    if isAtEnd { return sign * hours * 3600 }
    _ = skip(":")
    guard let minutes = digits(2), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private mutating func fraction() -> Int? {
    var value = 0
    var count = 0
    while position < bytes.count {
      let digit = bytes[position] &- 0x30
      if digit > 9 { break }
      if count < 9 { value = value * 10 + Int(digit) }
      count += 1
      position += 1
    }
    if count == 0 { return nil }
    while count < 9 {
      value *= 10
      count += 1
    }
    return value
  }

  private mutating func digits(_ count: Int) -> Int? {
    guard position + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[position..<position + count] {
      let digit = byte &- 0x30
      if digit > 9 { return nil }
      value = value * 10 + Int(digit)
    }
    position += count
    return value
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skip(word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }
}

/// Writes dates and times of RFC 3339.
enum DateText {
  /// 9999-12-31T23:59:59Z, in seconds since 1970.
  private static let lastSecond = 253_402_300_799

  static func bytes(of day: CalendarDate) -> [UInt8] {
    var text: [UInt8] = []
    append(day, to: &text)
    return text
  }

  /// The instant in UTC with 0, 3 or 6 digits of the second; nil outside the years 0 to 9999.
  static func bytes(of date: Date) -> [UInt8]? {
    let interval = date.timeIntervalSinceReferenceDate
    guard abs(interval) < 1e12 else { return nil }
    var seconds = Int(interval.rounded(.down))
    var microseconds = Int(((interval - interval.rounded(.down)) * 1e6).rounded())
    seconds += 978_307_200
    // Rounded up to the next second, except at the end of the last year that can be written.
    if microseconds == 1_000_000 {
      if seconds == lastSecond {
        microseconds = 999_999
      } else {
        microseconds = 0
        seconds += 1
      }
    }
    let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
    guard let day = CalendarDate(daysSince1970: days) else { return nil }
    let time = seconds - days * 86_400
    var text: [UInt8] = []
    text.reserveCapacity(27)
    append(day, to: &text)
    text.append(UInt8(ascii: "T"))
    append(time / 3600, 2, to: &text)
    text.append(UInt8(ascii: ":"))
    append(time / 60 % 60, 2, to: &text)
    text.append(UInt8(ascii: ":"))
    append(time % 60, 2, to: &text)
    if microseconds > 0 {
      text.append(UInt8(ascii: "."))
      if microseconds % 1000 == 0 {
        append(microseconds / 1000, 3, to: &text)
      } else {
        append(microseconds, 6, to: &text)
      }
    }
    text.append(UInt8(ascii: "Z"))
    return text
  }

  static func date(seconds: Int, nanoseconds: Int) -> Date {
    let whole = Double(seconds - 978_307_200)
    // A fraction is never rounded up to the next second: 9999-12-31T23:59:59.9999999Z would end up in another millennium.
    let interval = min(whole + Double(nanoseconds) / 1e9, (whole + 1).nextDown)
    return Date(timeIntervalSinceReferenceDate: interval)
  }

  private static func append(_ day: CalendarDate, to text: inout [UInt8]) {
    append(day.year, 4, to: &text)
    text.append(UInt8(ascii: "-"))
    append(day.month, 2, to: &text)
    text.append(UInt8(ascii: "-"))
    append(day.day, 2, to: &text)
  }

  private static func append(_ value: Int, _ width: Int, to text: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      text.append(UInt8(truncatingIfNeeded: value / divisor % 10) + UInt8(ascii: "0"))
      divisor /= 10
    }
  }
}
