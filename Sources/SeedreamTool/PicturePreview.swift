import CommandLineSupport
import Foundation
import HTTPTransport
import Seedream
import TerminalImages

/// `--show`: saved pictures in the terminal of standard error, where it can show any.
struct PicturePreview: Sendable {
  /// Larger files are not read only to be looked at.
  private static let largest = 100 << 20

  /// What the terminal knows; nil: pictures are not to be shown.
  private let support: GraphicsProtocol.Support?

  /// Looks at the terminal, if `--show` is given; asks it where its environment says nothing.
  init(_ arguments: CommandArguments) {
    guard arguments.has("--show") else {
      support = nil
      return
    }
    support = GraphicsProtocol.support(
      environment: ProcessInfo.processInfo.environment, isTerminal: isatty(2) == 1
    ) { query in
      TerminalQuestion.ask(query, isComplete: GraphicsProtocol.isComplete)
    }
  }

  /// Says, before anything is drawn, that there will be nothing to see.
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
    guard image.byteCount <= largest else {
      throw ImagePreview.Problem(description: "it has more than \(Console.bytes(Int64(largest)))")
    }
    let descriptor = PathBytes.withBytes(image.path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0,
      let data = try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).readToEnd()
    else { throw ImagePreview.Problem(description: "it can't be read") }
    return Array(data)
  }
}
