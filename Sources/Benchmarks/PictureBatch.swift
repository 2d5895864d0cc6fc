import Foundation
import Seedream

/// A batch that resumes where it stopped, as a script over the library would: with a folder of pictures, a journal, and the
/// service's console for submissions of unknown outcome.
struct PictureBatch {
  let url: String
  let folder: String
  let console: String
  let count: Int
  let atOnce: Int

  /// The outcome of a run.
  struct Outcome {
    var saved = 0
    var looked = 0
    var failures: [String] = []
  }

  /// `URL FOLDER CONSOLE COUNT ATONCE`.
  init(_ arguments: [String]) throws {
    guard arguments.count >= 5, let count = Int(arguments[3]), let atOnce = Int(arguments[4]) else {
      throw Child.Failure("A batch needs URL FOLDER CONSOLE COUNT ATONCE.")
    }
    url = arguments[0]
    folder = arguments[1]
    console = arguments[2]
    self.count = count
    self.atOnce = atOnce
  }

  private static func prompt(_ number: Int) -> String { "picture \(number)" }
  private var journal: TaskJournal { TaskJournal(path: folder + "/journal/tasks.jsonl") }

  /// The folder for the pictures of a prompt.
  static func pictures(of number: Int, in folder: String) -> String { "\(folder)/\(number)" }

  private func isSaved(_ number: Int) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: Self.pictures(of: number, in: folder))) ?? []
    return names.contains { !$0.hasPrefix(".") }
  }

  /// Makes the pictures that are missing.
  func run() async throws -> Outcome {
    var client = SeedreamClient(.tensorsLab(apiKey: "sk-benchmark-key", server: url), journal: journal)
    client.polling = PollingSchedule(first: .milliseconds(300), factor: 1.5, longest: .seconds(2))
    var outcome = Outcome()
    // Twice, because submissions that are unknown after the first time are looked up at the console and resumed.
    for _ in 0..<2 {
      let jobs = try await pending(&outcome)
      if jobs.isEmpty { break }
      let folder = folder
      let numbers = jobs.map(\.number)
      let batch = client.images(
        for: jobs.map(\.job), atOnce: atOnce,
        finish: { (number, images) async throws(SeedreamError) in
          try await images.save(to: URL(fileURLWithPath: Self.pictures(of: numbers[number - 1], in: folder)))
        })
      for await result in batch {
        switch result.result {
        case .success(let images): outcome.saved += images.count
        case .failure(let error):
          outcome.failures.append("\(numbers[result.number - 1]) \(error.kind.rawValue): \(error)")
        }
      }
    }
    return outcome
  }

  private func pending(_ outcome: inout Outcome) async throws -> [(number: Int, job: ImageJob)] {
    var tasks: [String: ImageTask] = [:]
    let entries = try journal.entries()
    // A submission that was on its way when the last run ended may arrive only now.
    if entries.contains(where: { $0.state == .unknown }) { try await Task.sleep(for: .milliseconds(500)) }
    for entry in entries {
      switch entry.state {
      case .submitted: tasks[entry.task.prompt] = entry.task
      case .sending: break
      case .unknown:
        // A task at the console is resumed; a submission that isn't there was never accepted.
        outcome.looked += 1
        try journal.forget(entry.id)
        guard let id = SandboxProcess.tasks(console)[entry.task.prompt]?.first else { continue }
        var task = entry.task
        task.id = id
        try journal.remember(task)
        tasks[task.prompt] = task
      }
    }
    return (1...count).compactMap { number in
      if let task = tasks[Self.prompt(number)] { return (number, .task(task)) }
      if isSaved(number) { return nil }
      let request = ImageRequest(
        Self.prompt(number), model: "zimage", size: .pixels(width: 256, height: 256))
      return (number, .request(request))
    }
  }

  /// The batch in a process of its own.
  @Sendable static func alone(_ arguments: [String]) async throws {
    let outcome = try await PictureBatch(arguments).run()
    print("saved \(outcome.saved)")
    print("looked \(outcome.looked)")
    print("failed \(outcome.failures.count)")
    print("peak \(Measurement.peakMemory())")
    for failure in outcome.failures.prefix(5) { print("failure: \(failure)") }
  }

  /// How many prompts have their picture, and how many have more than one.
  static func look(in folder: String, count: Int) -> (saved: Int, double: Int) {
    var (saved, double) = (0, 0)
    for number in 1...count {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: pictures(of: number, in: folder))) ?? []
      let pictures = names.filter { $0.hasSuffix(".png") && !$0.hasPrefix(".") }
      if !pictures.isEmpty { saved += 1 }
      if pictures.count > 1 { double += 1 }
    }
    return (saved, double)
  }
}
