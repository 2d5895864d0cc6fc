import CommandLineSupport
import Seedream

/// The options that make a request, as `generate` and `batch` share them.
enum RequestOptions {
  /// The request of the options, without a prompt.
  static func request(_ arguments: CommandArguments) throws(CommandError) -> ImageRequest {
    var request = ImageRequest("")
    request.model = arguments.value("--model")
    request.count = try arguments.number("--count", in: 1...1000) ?? 1
    request.seed = try arguments.number("--seed", in: .min ... .max)
    request.references = arguments.all("--image").map { ImageReference(CommandArguments.path($0)) }
    if let text = arguments.value("--size") {
      guard let size = ImageSize(text) else {
        throw CommandError.usage("'\(text)' is no size; give \(ImageSize.forms).")
      }
      request.size = size
    }
    return request
  }
}
