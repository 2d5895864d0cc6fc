import Foundation
import HTTPTransport

/// Where pictures go and what they are called: a folder, a file, or a template such as `{date}/{prompt}-{n}`.
///
/// - A folder: one that exists, or what ends with a slash, or has no ending of a picture's file. Files in it are named
///   `{task}-{n}`.
/// - A file: `cat.png`. Where there are several pictures, `-1`, `-2` … are added to the name.
/// - A template: any of ``fields`` in braces. The ending is the picture's own, unless the template has one.
///
/// The values of fields are reduced to letters, digits, dots, dashes and underscores, so that neither a prompt nor a service can choose
/// a folder. Another file is never overwritten: `-2`, `-3` … are added to the name.
public struct OutputTemplate: Hashable, Sendable {
  /// What can stand in braces: the task, the picture's number, its seed (`none` where nobody names one), the model, the
  /// beginning of the prompt, the day as `2026-01-31`, and the number of the request in a batch.
  public static let fields = ["task", "n", "seed", "model", "prompt", "date", "request"]

  private enum Part: Hashable, Sendable {
    case text(String)
    case field(String)
  }

  /// The text that it was made from.
  public let text: String
  /// The folder that holds all pictures, or all folders of them: what stands before the first field.
  public let folder: String
  /// The file that is named; nil where names differ from picture to picture.
  public let file: String?
  private let parts: [Part]
  private let fileExtension: String?

  /// Reads a folder, a file or a template; nothing is made, and only the folder's existence is checked.
  ///
  /// - Throws: `SeedreamError` of kind `notWritable` if a field in braces is none of ``fields``.
  public init(_ text: String) throws(SeedreamError) {
    let isFolder = text.isEmpty || text.hasSuffix("/") || Self.isFolder(text)
    let name = text.split(separator: "/").last ?? ""
    let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 }
    let ending = dot.map { String(name[name.index(after: $0)...]) }
    let hasEnding = ending.map { ImageKind(fileExtension: $0) != nil } ?? false
    let isTemplate = (isFolder ? [] : try Self.parts(text)).contains { part in
      if case .field = part { true } else { false }
    }
    guard !isFolder && (isTemplate || hasEnding) else {
      self.init(text: text, folder: text)
      return
    }
    let fixed = isTemplate ? text[..<(text.firstIndex(of: "{") ?? text.endIndex)] : text[...]
    let slash = fixed.lastIndex(of: "/")
    self.init(
      text: text, folder: slash.map { $0 == fixed.startIndex ? "/" : String(fixed[..<$0]) } ?? ".",
      file: isTemplate ? nil : text,
      parts: try Self.parts(hasEnding ? String(text.dropLast((ending?.count ?? 0) + 1)) : text),
      fileExtension: hasEnding ? ending : nil)
  }

  /// Creates a folder, whose files are named `{task}-{n}`.
  public init(folder: OutputFolder) { self.init(text: folder.path, folder: folder.path) }

  private init(text: String, folder: String) {
    let trimmed = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let folder = trimmed.isEmpty ? "." : trimmed
    self.init(
      text: text, folder: folder, file: nil,
      parts: [.text(folder == "/" ? "/" : folder + "/"), .field("task"), .text("-"), .field("n")], fileExtension: nil)
  }

  private init(text: String, folder: String, file: String?, parts: [Part], fileExtension: String?) {
    self.text = text
    self.folder = folder
    self.file = file
    self.parts = parts
    self.fileExtension = fileExtension
  }

  /// Makes the folder if it is missing, and checks that it can be written to: worth doing before a request is paid for.
  ///
  /// - Throws: `SeedreamError` of kind `notWritable` or `diskFull`.
  public func prepare() throws(SeedreamError) { _ = try OutputFolder(path: folder) }

  /// Whether the file that is named is there already; pictures would get another name beside it.
  public var isTaken: Bool { file.map { PathBytes.withBytes($0) { access($0, F_OK) } == 0 } ?? false }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return PathBytes.withBytes(path) { stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func parts(_ text: String) throws(SeedreamError) -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      let name = String(rest[rest.index(after: open)..<close])
      guard fields.contains(name) else {
        let known = fields.map { "{\($0)}" }.joined(separator: ", ")
        throw SeedreamError(.notWritable, "There is no {\(name)} for the output's name. There are \(known).")
      }
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      parts.append(.field(name))
      rest = rest[rest.index(after: close)...]
    }
    return rest.isEmpty ? parts : parts + [.text(String(rest))]
  }
}

extension OutputTemplate {
  /// Where a picture goes; makes its folder.
  func destination(
    of images: GeneratedImages, picture: Int, request: Int
  ) throws(SeedreamError) -> Downloader.Destination {
    let task = images.task
    let path = parts.map { part in
      switch part {
      case .text(let text): text
      case .field("task"): OutputFolder.stem(of: task)
      case .field("n"): "\(picture)"
      case .field("seed"): (images.reported?.seed ?? task.seed).map { "\($0)" } ?? "none"
      case .field("model"): Self.plain(task.model, extra: "._", limit: 60)
      case .field("prompt"): Self.plain(task.prompt, extra: "_", limit: 60)
      case .field("date"): Self.day(task.submitted)
      case .field(_): "\(request)"
      }
    }.joined()
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    var stem = slash.map { String(path[path.index(after: $0)...]) } ?? path
    // Names may have 255 bytes, and an ending and a number must fit in.
    while stem.utf8.count > 220 { stem.removeLast() }
    if stem.isEmpty { stem = "image" }
    if images.sources.count > 1 && !parts.contains(.field("n")) { stem += "-\(picture)" }
    try OutputFolder.make(folder)
    return Downloader.Destination(
      folder: folder, stem: stem, fileExtension: fileExtension,
      unfinishedStem: "\(OutputFolder.stem(of: task))-\(picture)", number: picture)
  }

  /// Letters and digits of any script, and dashes for everything between them.
  private static func plain(_ text: String, extra: String, limit: Int) -> String {
    var result = ""
    for character in text {
      if result.count >= limit || result.utf8.count >= 150 { break }
      if character.isLetter || character.isNumber || (extra.contains(character) && !result.isEmpty) {
        result.append(character)
      } else if !result.isEmpty && result.last != "-" {
        result.append("-")
      }
    }
    while result.last == "-" || result.last == "." { result.removeLast() }
    return result.isEmpty ? "image" : result
  }

  private static func day(_ date: Date) -> String {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: date)
    func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
    return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))"
  }
}
