import CommandLineSupport
import Foundation
import HTTPTransport
import Seedream
import TerminalImages

/// `--show`: shows saved pictures in the terminal on standard error, if it can show pictures.
struct PicturePreview: Sendable {
  /// The largest file that is read for a preview.
  private static let maximumBytes = 100 << 20

  /// What the terminal supports; nil without `--show`.
  private let support: GraphicsProtocol.Support?

  /// Finds out what the terminal supports, if `--show` is given; may query the terminal.
  init(_ arguments: CommandArguments) {
    guard arguments.has("--show") else {
      support = nil
      return
    }
    support = GraphicsProtocol.support(
      environment: ProcessInfo.processInfo.environment, isTerminal: isatty(2) == 1
    ) { query in
      TerminalQuery.send(query, isComplete: GraphicsProtocol.isComplete)
    }
  }

  /// Prints the reason if pictures can't be shown, before anything is drawn.
  func announce(to progress: Progress) {
    if case .unsupported(let reason)? = support { progress.note(reason) }
  }

  /// Shows pictures, one below the other.
  func show(_ images: [SavedImage], beside progress: Progress) {
    guard case .supported(let graphics)? = support else { return }
    for image in images {
      let name = PathBytes.shown(image.path)
      do throws(ImagePreview.Problem) {
        let bytes = try ImagePreview(graphics, size: Console.size).bytes(showing: try Self.read(image))
        progress.aside { Console.write(bytes, to: 2) }
      } catch {
        progress.note("'\(name)' can't be shown: \(error.description).")
      }
    }
  }

  private static func read(_ image: SavedImage) throws(ImagePreview.Problem) -> [UInt8] {
    guard image.byteCount <= maximumBytes else {
      throw ImagePreview.Problem(description: "it has more than \(ByteCount.text(Int64(maximumBytes)))")
    }
    let descriptor = PathBytes.withBytes(image.path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0,
      let data = try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).readToEnd()
    else { throw ImagePreview.Problem(description: "it can't be read") }
    return Array(data)
  }
}
