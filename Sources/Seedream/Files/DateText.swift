import Foundation

/// Dates in names, in the local time zone.
enum DateText {
  /// `2026-01-31`.
  static func day(_ date: Date) -> String {
    let parts = components(of: date)
    return "\(parts.year ?? 0)-\(twoDigits(parts.month))-\(twoDigits(parts.day))"
  }

  /// `20260131-235959`.
  static func compact(_ date: Date) -> String {
    let parts = components(of: date)
    return "\(parts.year ?? 0)\(twoDigits(parts.month))\(twoDigits(parts.day))-"
      + "\(twoDigits(parts.hour))\(twoDigits(parts.minute))\(twoDigits(parts.second))"
  }

  private static func components(of date: Date) -> DateComponents {
    Calendar(identifier: .gregorian).dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
  }

  private static func twoDigits(_ number: Int?) -> String {
    let number = number ?? 0
    return number < 10 ? "0\(number)" : "\(number)"
  }
}
