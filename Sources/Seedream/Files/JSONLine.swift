import Foundation

/// Values as lines of JSON, with sorted members and times of RFC 3339: in the journal, in files of batches, and on standard
/// output.
package enum JSONLine {
  package static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return encoder
  }

  package static func decoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return decoder
  }

  /// The line of a value, with its end.
  package static func bytes(of value: some Encodable) throws -> [UInt8] {
    Array(try encoder().encode(value)) + [UInt8(ascii: "\n")]
  }

  /// The value of a line; nil if it is not of that type.
  package static func decode<Value: Decodable>(_ type: Value.Type, from line: some Collection<UInt8>) -> Value? {
    try? decoder().decode(type, from: Data(line))
  }
}
