import OpenAPISyntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A long text of a response, kept beside its document in the pieces in which it arrived.
///
/// A picture in base64 is most of its response. It is copied into a `String` or `Data` piece by piece, and each piece is
/// released as soon as it has been used, so that the text is in memory once and not twice. It is a class because a copy of
/// a value would keep the pieces.
final class LargeText {
  private enum Form {
    case pieces([[UInt8]])
    case text(String)
    case data(Data)
  }

  private var form: Form
  let count: Int

  init(pieces: [[UInt8]], count: Int) {
    form = .pieces(pieces)
    self.count = count
  }

  /// The text; the pieces are released unless they have to be kept.
  func string(keeping: Bool) -> String {
    switch form {
    case .text(let text): return text
    case .data(let data): return Base64.encode(data)
    case .pieces(var pieces):
      if !keeping { form = .text("") }
      var text = ""
      text.reserveCapacity(count)
      for index in pieces.indices {
        // In slices, because each one is a string of its own before it is added.
        var start = 0
        while start < pieces[index].count {
          let end = min(start + 65_536, pieces[index].count)
          text += String(decoding: pieces[index][start..<end], as: UTF8.self)
          start = end
        }
        pieces[index] = []
      }
      if !keeping { form = .text(text) }
      return text
    }
  }

  /// The bytes of base64 text, nil if it isn't base64; the pieces are released unless they have to be kept.
  func data(keeping: Bool) -> Data? {
    switch form {
    case .data(let data): return data
    case .text(let text): return Base64.decode(text).map { Data($0) }
    case .pieces(var pieces):
      // If it isn't base64, the pieces are still needed to read it as text.
      guard isBase64(pieces) else { return nil }
      if !keeping { form = .data(Data()) }
      var data = Data(capacity: count / 4 * 3 + 3)
      var decoder = Base64.Decoder()
      for index in pieces.indices {
        guard Base64.decode(pieces[index][...], by: &decoder, to: &data) else { return nil }
        pieces[index] = []
      }
      var rest: [UInt8] = []
      guard decoder.finish(into: &rest) else { return nil }
      data.append(contentsOf: rest)
      if !keeping { form = .data(data) }
      return data
    }
  }

  private func isBase64(_ pieces: [[UInt8]]) -> Bool {
    var decoder = Base64.Decoder()
    var decoded: [UInt8] = []
    for piece in pieces {
      var start = 0
      while start < piece.count {
        let end = min(start + 65_536, piece.count)
        decoded.removeAll(keepingCapacity: true)
        guard decoder.decode(piece[start..<end], into: &decoded) else { return false }
        start = end
      }
    }
    return decoder.finish(into: &decoded)
  }
}

/// Takes the long plain texts out of a document while it arrives.
///
/// In their place it leaves a mark that no valid document contains: a control character and a number.
struct LargeTextCollector {
  /// Shorter texts stay where they are.
  private static let threshold = 65_536
  /// Pieces are so large that the allocator returns each of them to the system.
  private static let pieceSize = 1 << 20
  static let mark: UInt8 = 1

  private(set) var document: [UInt8] = []
  private(set) var texts: [LargeText] = []
  private var isInString = false
  private var isEscape = false
  /// Whether the current text has anything but plain ASCII.
  private var isOrdinary = false
  private var textStart = 0
  private var pieces: [[UInt8]] = []
  private var piecesCount = 0

  /// All bytes so far.
  private(set) var count = 0

  mutating func add(_ chunk: [UInt8]) {
    count += chunk.count
    var position = 0
    while position < chunk.count {
      if !isInString {
        let quote = chunk[position...].firstIndex(of: UInt8(ascii: "\""))
        let end = quote.map { $0 + 1 } ?? chunk.count
        document.append(contentsOf: chunk[position..<end])
        position = end
        if quote != nil {
          isInString = true
          isOrdinary = false
          textStart = document.count
        }
      } else if isOrdinary {
        position = addOrdinary(chunk, position)
      } else {
        position = addPlain(chunk, position)
      }
    }
  }

  /// Copies a text with escapes up to its end.
  private mutating func addOrdinary(_ chunk: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < chunk.count {
      let byte = chunk[index]
      index += 1
      if isEscape {
        isEscape = false
      } else if byte == UInt8(ascii: "\\") {
        isEscape = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
        break
      }
    }
    document.append(contentsOf: chunk[start..<index])
    return index
  }

  /// Collects plain text up to its end, or up to the first byte that isn't plain.
  private mutating func addPlain(_ chunk: [UInt8], _ start: Int) -> Int {
    var end = start
    while end < chunk.count, chunk[end] > 0x22 || chunk[end] == 0x20 || chunk[end] == 0x21, chunk[end] < 0x7F,
      chunk[end] != 0x5C
    { end += 1 }
    if !pieces.isEmpty {
      if pieces[pieces.count - 1].count + end - start > Self.pieceSize { addPiece() }
      pieces[pieces.count - 1].append(contentsOf: chunk[start..<end])
      piecesCount += end - start
    } else {
      document.append(contentsOf: chunk[start..<end])
      if document.count - textStart > Self.threshold {
        addPiece()
        pieces[0].append(contentsOf: document[textStart...])
        piecesCount = document.count - textStart
        document.removeSubrange(textStart...)
      }
    }
    guard end < chunk.count else { return end }
    if chunk[end] == UInt8(ascii: "\"") {
      if !pieces.isEmpty {
        document.append(Self.mark)
        document.append(contentsOf: "\(texts.count)".utf8)
        texts.append(LargeText(pieces: pieces, count: piecesCount))
        pieces = []
      }
      document.append(UInt8(ascii: "\""))
      isInString = false
      return end + 1
    }
    putBack()
    isOrdinary = true
    return end
  }

  private mutating func addPiece() {
    var piece: [UInt8] = []
    piece.reserveCapacity(Self.pieceSize)
    pieces.append(piece)
  }

  private mutating func putBack() {
    for piece in pieces { document.append(contentsOf: piece) }
    pieces = []
  }

  /// Ends the document, which may break off within a text.
  mutating func finish() { putBack() }
}
