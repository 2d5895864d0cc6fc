import CommandLineSupport
import Foundation
import OpenAPIClientRuntime
import OpenAPISyntax
import Seedream

/// A request of a batch file.
struct BatchLine: Sendable {
  /// Its number among the requests, from 1.
  var number: Int
  /// The number of its line, from 1.
  var line: Int
  var service: ImageService
  var request: ImageRequest

  /// What is sent, and to which service, as JSON: equal requests have equal contents.
  var content: String {
    let sent = JSONValue.object([
      "count": .int(request.count), "model": request.model.map { .string($0) } ?? .null,
      "prompt": .string(request.prompt), "references": .array(references.map { .string($0) }),
      "seed": request.seed.map { .int($0) } ?? .null, "service": .string(service.rawValue),
      "size": request.size.map { .string("\($0)") } ?? .null, "watermark": request.watermark.map { .bool($0) } ?? .null,
    ])
    return sent.description
  }

  /// The reference pictures as they were written.
  var references: [String] = []
}

/// Reads a batch file, which has a request on each line: a prompt, or a JSON object with the library's names.
struct BatchLines {
  /// The values of what a line doesn't specify.
  var defaults: ImageRequest
  var defaultReferences: [String]
  /// The service for a line that names none, which depends on its model.
  var service: (_ model: String?) throws(CommandError) -> ImageService

  private static let members = [
    "prompt", "service", "model", "size", "count", "references", "seed", "watermark",
  ]

  /// The requests, and the messages about lines that are wrong.
  func read(_ text: String) -> (lines: [BatchLine], problems: [String]) {
    var lines: [BatchLine] = []
    var problems: [String] = []
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, text) in all.enumerated() {
      let words = text.trimmingCharacters(in: .whitespaces)
      guard !words.isEmpty else { continue }
      do {
        var line = try line(words)
        (line.number, line.line) = (lines.count + 1, index + 1)
        _ = try line.service.capabilities.check(line.request)
        lines.append(line)
      } catch let error as CommandError {
        problems.append("line \(index + 1): \(error.message)")
      } catch {
        problems.append("line \(index + 1): \(error)")
      }
    }
    return (lines, problems)
  }

  private func line(_ text: String) throws -> BatchLine {
    guard text.hasPrefix("{") else {
      var request = defaults
      request.prompt = text
      let service = try service(request.model)
      return BatchLine(number: 0, line: 0, service: service, request: request, references: defaultReferences)
    }
    guard let object = try? JSONValue(jsonString: text).object else {
      throw CommandError.usage(
        "This is not a JSON object. A prompt that begins with { must be written as {\"prompt\": \"…\"}.")
    }
    return try line(object)
  }

  private func line(_ object: JSONObject) throws -> BatchLine {
    var request = defaults
    var references = defaultReferences
    var named: ImageService?
    var hasPrompt = false
    for member in object where !member.value.isNull {
      let (name, value) = (member.key, member.value)
      switch name {
      case "prompt":
        request.prompt = try text(value, name)
        hasPrompt = true
      case "service": named = try Services.named(try text(value, name))
      case "model": request.model = try text(value, name)
      case "size": request.size = try RequestOptions.size(try text(value, name))
      case "count":
        request.count = try number(value, name)
        guard request.count >= 1 else { throw CommandError.usage("\"count\" must be at least 1.") }
      case "seed": request.seed = try number(value, name)
      case "watermark":
        guard let watermark = value.bool else { throw CommandError.usage("\"watermark\" must be true or false.") }
        request.watermark = watermark
      case "references":
        guard let items = value.array else {
          throw CommandError.usage("\"references\" must be a list of files and links, such as [\"photo.jpg\"].")
        }
        references = try items.map { try text($0, name) }
        request.references = references.map { ImageReference(CommandArguments.path($0)) }
      default:
        let near = NearestName.nearest(to: name, among: Self.members).map { "Did you mean \"\($0)\"?" }
        throw CommandError.usage(
          "A request has no \"\(name)\". \(near ?? "There are \(Self.members.joined(separator: ", ")).")")
      }
    }
    guard hasPrompt else { throw CommandError.usage("\"prompt\" is missing.") }
    let service = if let named { named } else { try service(request.model) }
    return BatchLine(number: 0, line: 0, service: service, request: request, references: references)
  }

  private func text(_ value: JSONValue, _ name: String) throws(CommandError) -> String {
    guard let text = value.string else { throw CommandError.usage("\"\(name)\" must be a string.") }
    return text
  }

  private func number(_ value: JSONValue, _ name: String) throws(CommandError) -> Int {
    guard let number = value.int else { throw CommandError.usage("\"\(name)\" must be a whole number.") }
    return number
  }
}
