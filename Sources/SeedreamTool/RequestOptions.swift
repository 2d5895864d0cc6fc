import CommandLineSupport
import Seedream

/// The options of a request, which `generate` and `batch` have in common.
enum RequestOptions {
  /// The request of the options, without a prompt.
  static func request(_ arguments: CommandArguments) throws(CommandError) -> ImageRequest {
    var request = ImageRequest("")
    request.model = arguments.value("--model")
    request.count = try arguments.number("--count", in: 1...1000) ?? 1
    request.seed = try arguments.number("--seed", in: .min ... .max)
    request.references = arguments.all("--image").map { ImageReference(CommandArguments.path($0)) }
    if let text = arguments.value("--size") { request.size = try size(text) }
    return request
  }

  /// Reads a size.
  static func size(_ text: String) throws(CommandError) -> ImageSize {
    guard let size = ImageSize(text) else {
      throw CommandError.usage("'\(text)' is not a size; give \(ImageSize.forms).")
    }
    return size
  }
}
