/// A content coding that is decoded here (RFC 9110, section 8.4.1).
package enum ContentCoding: Sendable {
  case gzip
  case deflate

  /// The codings that requests accept unless they have an `Accept-Encoding` of their own.
  static let accepted = "gzip, deflate"

  private static let undecodable: Set<String> = [
    "br", "zstd", "compress", "x-compress", "dcb", "dcz", "bzip2", "xz", "lzma",
  ]

  /// The codings of a response, in the order in which they are decoded.
  ///
  /// Unknown names are ignored as in browsers, and the body isn't decoded. A compressed body that can't be decoded is
  /// refused, unless the request itself accepts the coding.
  static func codings(of response: HTTPFields, requested: String?) throws(TransportFailure) -> [ContentCoding] {
    var codings: [ContentCoding] = []
    for name in response.values("Content-Encoding").flatMap(names) {
      switch name {
      case "gzip", "x-gzip": codings.insert(.gzip, at: 0)
      case "deflate": codings.insert(.deflate, at: 0)
      case _ where undecodable.contains(name):
        // The codings beneath it can't be decoded either, so a request that accepts it gets the body as sent.
        if let requested, names(in: requested).contains(name) { return [] }
        throw ResponseHeadParser.invalid(
          "the response's body has the content coding \(name), which wasn't requested and can't be decoded here")
      default: break
      }
    }
    guard codings.count <= 4 else { throw ResponseHeadParser.invalid("the response's body is coded too many times") }
    return codings
  }

  /// A compression of a response that its request doesn't accept, if there is one.
  package static func unrequested(in response: HTTPFields, requested: String?) -> String? {
    let asked = Set(requested.map(names) ?? [])
    return response.values("Content-Encoding").flatMap(names).first { name in
      (undecodable.contains(name) || ["gzip", "x-gzip", "deflate"].contains(name))
        && !asked.contains(name == "x-gzip" ? "gzip" : name)
    }
  }

  /// The names in a list, without their weights.
  private static func names(in list: String) -> [String] {
    list.split(separator: ",").map { item in
      item.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
    }
  }
}

/// Decodes one coding of a body, a piece at a time, and checks at the end that the body is complete.
package struct ContentDecoder: Sendable {
  private enum Stage: Sendable {
    /// At most one byte has arrived.
    case start(first: UInt8?)
    case gzipHeader(GzipHeader)
    case data
    case trailer([UInt8])
    /// A gzip member has ended, and another one may follow.
    case between(first: UInt8?)
    /// Everything that follows is ignored.
    case over
  }

  private enum Format: Sendable {
    case gzip
    case zlib
    /// DEFLATE without zlib's header and checksum, which some servers send as `deflate`.
    case raw
  }

  private let coding: ContentCoding
  private var stage = Stage.start(first: nil)
  private var format = Format.gzip
  private var inflater = Inflater()
  private var crc = CRC32()
  private var adler = Adler32()
  private var size: UInt32 = 0
  private var input: [UInt8] = []
  private var offset = 0

  package init(_ coding: ContentCoding) { self.coding = coding }

  /// Adds a piece of the coded body; call ``next()`` until it gives `nil` before the next one.
  package mutating func feed(_ piece: [UInt8]) {
    input = piece
    offset = 0
  }

  /// The next piece of the decoded body, at most some 96 KiB; `nil` if more input is needed.
  package mutating func next() throws(TransportFailure) -> [UInt8]? {
    let piece = input
    var result: Result<[UInt8]?, TransportFailure> = .success(nil)
    piece.withUnsafeBytes { bytes in
      do throws(TransportFailure) {
        result = .success(try step(bytes))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }

  /// Checks that the body is complete.
  package func finish() throws(TransportFailure) {
    switch stage {
    case .start(first: nil), .between(first: nil), .over: return
    default: throw Self.failure("it ends too early")
    }
  }

  private static func failure(_ reason: String) -> TransportFailure {
    ResponseHeadParser.invalid("the compressed body of the response is broken: \(reason)")
  }

  // MARK: Steps

  private mutating func step(_ input: UnsafeRawBufferPointer) throws(TransportFailure) -> [UInt8]? {
    while true {
      if case .data = stage {
        let output = try decode(input)
        if !output.isEmpty { return output }
        if case .data = stage { return nil }
        continue
      }
      guard let byte = inflater.takeByte(input, &offset) else { return nil }
      try take(byte)
    }
  }

  private mutating func decode(_ input: UnsafeRawBufferPointer) throws(TransportFailure) -> [UInt8] {
    do throws(Inflater.Damage) {
      try inflater.decode(input, from: &offset)
    } catch {
      throw Self.failure("it isn't \(coding)")
    }
    let output = inflater.takeOutput()
    output.withUnsafeBytes { bytes in
      switch format {
      case .gzip:
        crc.add(bytes)
        size &+= UInt32(truncatingIfNeeded: bytes.count)
      case .zlib: adler.add(bytes)
      case .raw: break
      }
    }
    if inflater.isAtEnd { stage = format == .raw ? .over : .trailer([]) }
    return output
  }

  /// Takes a byte that isn't compressed data.
  private mutating func take(_ byte: UInt8) throws(TransportFailure) {
    switch stage {
    case .start(first: nil): stage = .start(first: byte)
    case .start(let first?): try begin(first, byte)
    case .gzipHeader(var header):
      guard let isComplete = header.take(byte) else { throw Self.failure("it isn't \(coding)") }
      stage = isComplete ? .data : .gzipHeader(header)
    case .trailer(var trailer):
      trailer.append(byte)
      stage = .trailer(trailer)
      try check(trailer)
    case .between(first: nil):
      // Zeros are padding; anything else that doesn't start another member is ignored.
      if byte == GzipHeader.magic.0 { stage = .between(first: byte) } else if byte != 0 { stage = .over }
    case .between(first: _?):
      guard byte == GzipHeader.magic.1 else { return stage = .over }
      inflater.restart()
      crc = CRC32()
      size = 0
      stage = .gzipHeader(GzipHeader())
    case .data, .over: break
    }
  }

  private mutating func begin(_ first: UInt8, _ second: UInt8) throws(TransportFailure) {
    switch coding {
    case .gzip:
      guard (first, second) == GzipHeader.magic else { throw Self.failure("it isn't gzip") }
      stage = .gzipHeader(GzipHeader())
    case .deflate:
      // RFC 1950, section 2.2: method 8, a window of at most 32 KiB, and a multiple of 31. No raw data begins so in
      // practice: it would be a stored block of an odd length.
      let isZlib = first & 0x0f == 8 && first >> 4 <= 7 && (Int(first) << 8 + Int(second)) % 31 == 0
      if isZlib, second & 0x20 != 0 { throw Self.failure("it needs a dictionary") }
      format = isZlib ? .zlib : .raw
      stage = .data
      if !isZlib { inflater.putBack(first, second) }
    }
  }

  private mutating func check(_ trailer: [UInt8]) throws(TransportFailure) {
    switch format {
    case .gzip:
      guard trailer.count == 8 else { return }
      guard Self.number(trailer[..<4].reversed()) == crc.value, Self.number(trailer[4...].reversed()) == size else {
        throw Self.failure("its checksum is wrong")
      }
      stage = .between(first: nil)
    case .zlib:
      guard trailer.count == 4 else { return }
      guard Self.number(trailer) == adler.value else { throw Self.failure("its checksum is wrong") }
      stage = .over
    case .raw: stage = .over
    }
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// Reads the header of a gzip member (RFC 1952, section 2.3) after its first two bytes.
struct GzipHeader: Sendable {
  static let magic: (UInt8, UInt8) = (0x1f, 0x8b)

  private enum Part: Sendable {
    case fixed, extraLength, extra, name, comment, checksum
  }

  private var part = Part.fixed
  private var count = 0
  private var flags: UInt8 = 0
  private var extraLength = 0

  /// Takes a byte; returns whether it was the last, `nil` if it can't be one of a header.
  mutating func take(_ byte: UInt8) -> Bool? {
    count += 1
    switch part {
    case .fixed:
      if count == 1, byte != 8 { return nil }
      if count == 2 {
        guard byte & 0xe0 == 0 else { return nil }
        flags = byte
      }
      return count < 8 ? false : advance(to: .extraLength)
    case .extraLength:
      extraLength |= Int(byte) << (8 * (count - 1))
      return count < 2 ? false : extraLength > 0 ? enter(.extra) : advance(to: .name)
    case .extra: return count < extraLength ? false : advance(to: .name)
    case .name: return byte != 0 ? false : advance(to: .comment)
    case .comment: return byte != 0 ? false : advance(to: .checksum)
    case .checksum: return count == 2
    }
  }

  private mutating func enter(_ part: Part) -> Bool {
    self.part = part
    count = 0
    return false
  }

  /// Goes to the first part from this one on that the flags announce; returns whether there is none.
  private mutating func advance(to part: Part) -> Bool {
    let parts: [(Part, UInt8)] = [(.extraLength, 4), (.name, 8), (.comment, 16), (.checksum, 2)]
    guard let start = parts.firstIndex(where: { $0.0 == part }) else { return true }
    guard let next = parts[start...].first(where: { flags & $0.1 != 0 }) else { return true }
    return enter(next.0)
  }
}
