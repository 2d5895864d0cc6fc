import Foundation
import HTTPTransport
import OpenAPISyntax

/// Where pictures are saved, and under which names: a folder, a file, or a template such as `{date}/{prompt}-{n}`.
///
/// - A folder: an existing one, a path that ends with a slash, or one without the extension of a picture file. Files in it
///   are named `{task}-{n}`.
/// - A file: `cat.png`. If there are several pictures, `-1`, `-2` … are added to the name.
/// - A template: any of ``fields`` in braces. The extension is that of the picture, unless the template has one.
///
/// The values of fields are reduced to letters, digits, dots, dashes and underscores, so that neither a prompt nor a service
/// can choose a folder. Other files are never overwritten: `-2`, `-3` … are added to the name.
public struct OutputTemplate: Hashable, Sendable {
  /// The names that may be in braces: the task's ID, the picture's number, its seed (`none` if it is unknown), the model, the
  /// beginning of the prompt, the day as `2026-01-31`, and the number of the request in a batch.
  public static let fields = ["task", "n", "seed", "model", "prompt", "date", "request"]

  private enum Part: Hashable, Sendable {
    case text(String)
    case field(String)
  }

  /// The text from which it was created.
  public let text: String
  /// The folder of all pictures; in a template, the path before the first field.
  public let folder: String
  /// The path of the file, if it is a file; nil for a folder or a template.
  public let file: String?
  private let parts: [Part]
  private let fileExtension: String?

  /// Reads a folder, a file or a template; only checks whether the path is an existing folder, and creates nothing.
  ///
  /// - Throws: `SeedreamError` of kind `notWritable` if a name in braces is not one of ``fields``.
  public init(_ text: String) throws(SeedreamError) {
    guard !text.isEmpty, !text.hasSuffix("/"), !Self.isFolder(text) else {
      self.init(text: text, folder: text)
      return
    }
    let fileExtension = Self.imageExtension(of: text)
    let parts = try Self.parts(fileExtension.map { String(text.dropLast($0.count + 1)) } ?? text)
    let isTemplate = parts.contains { if case .field = $0 { true } else { false } }
    guard isTemplate || fileExtension != nil else {
      self.init(text: text, folder: text)
      return
    }
    let path = isTemplate ? String(text.prefix { $0 != "{" }) : text
    self.init(
      text: text, folder: FilePath.folder(of: path), file: isTemplate ? nil : text, parts: parts,
      fileExtension: fileExtension)
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

  /// Creates the folder if it is missing, and checks that it can be written to.
  ///
  /// Do this before a request that costs money.
  ///
  /// - Throws: `SeedreamError` of kind `notWritable` or `diskFull`.
  public func prepare() throws(SeedreamError) { _ = try OutputFolder(path: folder) }

  /// Whether ``file`` exists, so that the picture would be saved under another name.
  public var isTaken: Bool { file.map { PathBytes.withBytes($0) { access($0, F_OK) } == 0 } ?? false }

  /// The file name extension in a path, if it is that of a picture file.
  private static func imageExtension(of path: String) -> String? {
    let name = FilePath.name(of: path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    let fileExtension = String(name[name.index(after: dot)...])
    return ImageKind(fileExtension: fileExtension) == nil ? nil : fileExtension
  }

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
        throw SeedreamError(.notWritable, "There is no {\(name)} for names of files. There are \(known).")
      }
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      parts.append(.field(name))
      rest = rest[rest.index(after: close)...]
    }
    return rest.isEmpty ? parts : parts + [.text(String(rest))]
  }
}

extension OutputTemplate {
  /// Where a picture is saved; creates its folder.
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
      case .field("model"): Self.nameText(task.model, extra: "._")
      case .field("prompt"): Self.nameText(task.prompt, extra: "_")
      case .field("date"): DateText.day(task.submitted)
      case .field(_): "\(request)"
      }
    }.joined()
    let folder = FilePath.folder(of: path)
    var stem = FilePath.name(of: path)
    // Names may have 255 bytes, with the extension and a number.
    while stem.utf8.count > 220 { stem.removeLast() }
    if stem.isEmpty { stem = "image" }
    if images.sources.count > 1 && !parts.contains(.field("n")) { stem += "-\(picture)" }
    try OutputFolder.make(folder)
    return Downloader.Destination(
      folder: folder, stem: stem, fileExtension: fileExtension,
      unfinishedStem: "\(OutputFolder.stem(of: task))-\(picture)", number: picture)
  }

  /// The letters and digits of a text, in any script, and dashes in place of anything between them; at most 60 characters.
  private static func nameText(_ text: String, extra: String) -> String {
    var result = ""
    for character in text {
      if result.count >= 60 || result.utf8.count >= 150 { break }
      if character.isLetter || character.isNumber || (extra.contains(character) && !result.isEmpty) {
        result.append(character)
      } else if !result.isEmpty && result.last != "-" {
        result.append("-")
      }
    }
    while result.last == "-" || result.last == "." { result.removeLast() }
    return result.isEmpty ? "image" : result
  }
}
