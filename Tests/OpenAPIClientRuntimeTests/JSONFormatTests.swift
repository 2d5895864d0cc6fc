import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct JSONFormatTests {
  static let times: [(String, Double)] = [
    ("1970-01-01T00:00:00Z", 0), ("2026-02-28T12:00:00Z", 1_772_280_000), ("2026-02-28T12:00:00.5Z", 1_772_280_000.5),
    ("2026-02-28T14:00:00+02:00", 1_772_280_000), ("2026-02-28T07:30:00-04:30", 1_772_280_000),
    ("2026-02-28t12:00:00z", 1_772_280_000), ("2026-02-28 12:00:00Z", 1_772_280_000),
    ("2026-02-28T12:00:00", 1_772_280_000), ("2026-02-28T12:00:00.000000001+0000", 1_772_280_000),
    ("2024-02-29T23:59:60Z", 1_709_251_200), ("1969-12-31T23:59:59Z", -1), ("0001-01-01T00:00:00Z", -62_135_596_800),
    ("9999-12-31T23:59:59Z", 253_402_300_799), ("2026-02-28", 1_772_236_800),
    ("2026-02-28 12:00:00 UTC", 1_772_280_000),
    ("2026-02-28 14:00:00 +0200", 1_772_280_000), ("Sat, 28 Feb 2026 12:00:00 GMT", 1_772_280_000),
  ]

  @Test(arguments: times) func `times of RFC 3339 are read`(_ text: String, _ seconds: Double) throws {
    let date: Date = try JSONValue.string(text).decode()
    #expect(abs(date.timeIntervalSince1970 - seconds) < 1e-6)
  }

  @Test(arguments: [
    "", "2026-02-30", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-02-28T24:00:00Z", "2026-02-28T12:60:00Z",
    "2026-02-28T12:00:00.Z", "2026-02-28T12:00:00+2", "26-02-28T12:00:00Z", "2026-02-28T12:00:00Zx", "now",
  ]) func `a text that isn't a time is an error that quotes it`(_ text: String) {
    let error = #expect(throws: JSONError.self) { let _: Date = try JSONValue.string(text).decode() }
    #expect(error?.found == "\"\(text)\"")
    #expect(error?.formatsEntry == "\"date-time\": \"String\"")
  }

  @Test func `times are written in UTC with as many digits as they need`() throws {
    #expect(try Date(timeIntervalSince1970: 1_772_280_000).jsonString() == "\"2026-02-28T12:00:00Z\"")
    #expect(try Date(timeIntervalSince1970: 1_772_280_000.25).jsonString() == "\"2026-02-28T12:00:00.250Z\"")
    #expect(try Date(timeIntervalSince1970: 1_772_280_000.000125).jsonString() == "\"2026-02-28T12:00:00.000125Z\"")
    #expect(try Date(timeIntervalSince1970: -0.5).jsonString() == "\"1969-12-31T23:59:59.500Z\"")
    #expect(throws: JSONError.self) { try Date(timeIntervalSince1970: 1e15).jsonString() }
  }

  @Test func `times of every century come back`() throws {
    var random = SeededRandom(seed: 1)
    let formatter = ISO8601DateFormatter()
    for _ in 0..<200 {
      let seconds = Int.random(in: -60_000_000_000...250_000_000_000, using: &random)
      let date = Date(timeIntervalSince1970: Double(seconds))
      let text = try date.jsonString()
      #expect(try Date(jsonString: text) == date)
      // Foundation's calendar is Julian before 1582, RFC 3339's is not.
      if seconds > -12_000_000_000 { #expect(text == "\"\(formatter.string(from: date))\"") }
    }
  }

  @Test(arguments: [
    "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.9999999+00:00",
  ]) func `the last instant of the calendar stays in its year`(_ text: String) throws {
    let date: Date = try JSONValue.string(text).decode()
    let written = try date.jsonString()
    #expect(written.hasPrefix("\"9999-12-31T23:59:59.9999"))
    #expect(try Date(jsonString: written) == date)
  }

  @Test(arguments: [
    "2026-01-02T00:00:00", "2026-01-02T23:30:00+02:00", "2026-01-02 10:00:00", "2026-01-02T10:00:00.123Z",
  ]) func `a time is read as its date if a date is documented`(_ text: String) throws {
    let day: CalendarDate = try JSONValue.string(text).decode()
    #expect(day == CalendarDate(year: 2026, month: 1, day: 2))
  }

  @Test(arguments: ["2026-01-02T", "2026-01-02x", "2026-01-02T99:00:00", "02/01/2026"])
  func `a text that isn't a date is an error that quotes it`(_ text: String) {
    let error = #expect(throws: JSONError.self) { let _: CalendarDate = try JSONValue.string(text).decode() }
    #expect(
      error?.description
        == "at $: expected a date as 2026-02-28, found \"\(text)\"; with \"formats\": { \"date\": \"String\" } in"
        + " openapi-client.json it is read as it is")
  }

  @Test func `an empty text is nil for an optional date, UUID or URL`() throws {
    let empty: JSONValue = ""
    #expect(try (empty.decode() as Date?) == nil)
    #expect(try (empty.decode() as CalendarDate?) == nil)
    #expect(try (empty.decode() as UUID?) == nil)
    #expect(try (empty.decode() as URL?) == nil)
    #expect(try (empty.decode() as String?) == "")
    #expect(throws: JSONError.self) { let _: CalendarDate = try empty.decode() }
  }

  @Test(arguments: [
    "6f9619ff8b86d011b42d00c04fc964ff", "{6F9619FF-8B86-D011-B42D-00C04FC964FF}",
    "urn:uuid:6f9619ff-8b86-d011-b42d-00c04fc964ff",
  ]) func `UUIDs are read in several spellings`(_ text: String) throws {
    let value: UUID = try JSONValue.string(text).decode()
    #expect(value == UUID(uuidString: "6F9619FF-8B86-D011-B42D-00C04FC964FF"))
  }

  @Test func `a text without its format names the setting that accepts it`() {
    let uuid = #expect(throws: JSONError.self) { let _: UUID = try JSONValue.string("req_77").decode() }
    #expect(uuid?.found == "\"req_77\"" && uuid?.formatsEntry == "\"uuid\": \"String\"")
    let bytes = #expect(throws: JSONError.self) { let _: Data = try JSONValue.string("7b5aa").decode() }
    #expect(bytes?.found == "\"7b5aa\"" && bytes?.formatsEntry == "\"byte\": \"String\"")
    let number = #expect(throws: JSONError.self) { let _: Int32 = try JSONValue.int(3_000_000_000).decode() }
    #expect(number?.formatsEntry == "\"int32\": \"Int\"")
  }

  @Test func `a union keeps a value that only lacks its format`() throws {
    enum Choice: Equatable { case date(CalendarDate), text(String) }
    let cases = [UnionCase(Choice.date), UnionCase(Choice.text)]
    func read(_ text: String) throws -> Choice? { try JSONReader(Array("\"\(text)\"".utf8)).match(cases) }
    #expect(try read("2026-01-02") == CalendarDate("2026-01-02").map(Choice.date))
    #expect(try read("2026-01-02T10:00:00") == .text("2026-01-02T10:00:00"))
  }

  @Test func `a calendar date is a day without a time zone`() throws {
    let day = try CalendarDate(jsonString: "\"2024-02-29\"")
    #expect(day == CalendarDate(year: 2024, month: 2, day: 29))
    #expect(try day.jsonString() == "\"2024-02-29\"")
    #expect("\(day)" == "2024-02-29")
    #expect(CalendarDate("2023-02-29") == nil)
    #expect(CalendarDate("2023-2-09") == nil)
    #expect(CalendarDate("2023-02-09T00:00:00Z") == nil)
    #expect(try #require(CalendarDate("2023-12-31")) < day)
  }

  @Test func `UUIDs are written in lower case`() throws {
    let id = try UUID(jsonString: "\"6BA7B810-9DAD-11D1-80B4-00C04FD430C8\"")
    #expect(try id.jsonString() == "\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\"")
    #expect(throws: JSONError.self) { try UUID(jsonString: "\"x\"") }
  }

  @Test func `URLs and decimals keep their text`() throws {
    #expect(try URL(jsonString: "\"https://a/b?c=%20\"").absoluteString == "https://a/b?c=%20")
    #expect(try Decimal(jsonString: "12345678901234567890.12345").jsonString() == "12345678901234567890.12345")
    #expect(throws: JSONError.self) { try URL(jsonString: "\"\"") }
  }

  @Test(arguments: 0...70) func `data is base64 at every length`(_ count: Int) throws {
    var random = SeededRandom(seed: UInt64(count))
    let data = Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
    let text = data.base64EncodedString()
    #expect(try data.jsonString() == "\"\(text)\"")
    #expect(try Data(jsonString: "\"\(text)\"") == data)
    #expect(try Data(jsonString: "\"\(text.replacingOccurrences(of: "/", with: "\\/"))\"") == data)
  }

  @Test(arguments: ["A", "AAAAA", "AA=A", "A=", "AA!A", "é"])
  func `a text that isn't base64 is not read as data`(_ text: String) {
    #expect(throws: JSONError.self) { let _: Data = try JSONValue.string(text).decode() }
  }
}
