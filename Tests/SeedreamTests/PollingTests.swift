import Foundation
import HTTPTransport
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(.serialized) struct `Waiting for a task` {
  /// In milliseconds, to ignore rounding.
  private func seconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return ((Double(parts.seconds) + Double(parts.attoseconds) / 1e18) * 1000).rounded() / 1000
  }

  private func seconds(_ fixture: Fixture) -> [Double] { fixture.clock.sleeps.map(seconds) }

  @Test func `polls after a second, then at growing intervals up to 15 seconds`() async throws {
    var options = SandboxOptions()
    (options.queuedPolls, options.runningPolls) = (3, 6)
    let fixture = try Fixture(options: options)
    let task = try await fixture.client.submit(ImageRequest("a fox"))
    _ = try await fixture.client.wait(for: task)
    #expect(seconds(fixture) == [1, 1.5, 2.25, 3.375, 5.063, 7.594, 11.391, 15, 15, 15])
  }

  @Test func `varies each wait but the first at random, never above the longest`() {
    let schedule = PollingSchedule()
    #expect(schedule.wait(before: 0, random: 0.99) == .seconds(1))
    #expect(seconds(schedule.wait(before: 1, random: 0)) == 1.35)
    #expect(seconds(schedule.wait(before: 1, random: 1)) == 1.65)
    #expect(schedule.wait(before: 50, random: 1) == .seconds(15))
    #expect(seconds(schedule.wait(before: 1_000_000, random: 0)) == 13.5)
    #expect(schedule.wait(before: 3, random: 0.5, retryAfter: .seconds(40)) == .seconds(40))
  }

  @Test func `waits as long as the service says`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.rateLimited, value: 20, at: .poll, times: 1))
    let task = try await fixture.client.submit(ImageRequest("a fox"))
    _ = try await fixture.client.wait(for: task)
    #expect(seconds(fixture).prefix(2) == [1, 20])
  }

  @Test func `ends at its deadline with the task, which can still be resumed`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.neverFinishes))
    let task = try await fixture.client.submit(ImageRequest("a fox"))
    let deadline = fixture.clock.now + .seconds(20)
    let error = await #expect(throws: SeedreamError.self) {
      try await fixture.client.wait(for: task, until: deadline)
    }
    #expect(error?.kind == .deadlineExceeded)
    #expect(error?.task == task)
    // The last poll is at the deadline.
    #expect(fixture.clock.elapsed == .seconds(20))
    #expect(fixture.submitted.count == 1)
  }

  @Test func `lasts five minutes unless told otherwise`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.neverFinishes))
    #expect(await fixture.failure(ImageRequest("a fox"))?.kind == .deadlineExceeded)
    #expect(fixture.clock.elapsed == .seconds(300))
  }

  @Test(arguments: [
    SandboxFault.Kind.serverError, .htmlPage, .brokenJSON, .emptyBody, .missingData, .failure, .rateLimited,
    .dropBeforeResponse, .resetBeforeResponse, .dropAfterHead, .dropInBody,
  ])
  func `survives temporary failures`(fault: SandboxFault.Kind) async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(fault, at: .poll, times: 3))
    let saved = try await fixture.client.generate("a fox").save(to: fixture.folder.url)
    #expect(saved.count == 1)
    #expect(fixture.submitted.count == 1)
    #expect(fixture.polls == 6 || fault == .serverError || fixture.polls > 3)
  }

  @Test(arguments: [SandboxFault.Kind.serverError, .htmlPage, .brokenJSON, .resetBeforeResponse])
  func `survives them at OneRouter, too`(fault: SandboxFault.Kind) async throws {
    let fixture = try Fixture(.oneRouter, SandboxFault(.async), SandboxFault(fault, at: .poll, times: 2))
    let saved = try await fixture.client.generate("a fox").save(to: fixture.folder.url)
    #expect(saved.count == 1)
  }

  @Test(arguments: [
    (SandboxFault.Kind.noCredits, SeedreamError.Kind.insufficientCredits), (.unauthorized, .keyRefused),
  ])
  func `stops at permanent failures, and keeps the task`(
    fault: SandboxFault.Kind, kind: SeedreamError.Kind
  ) async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(fault, at: .poll))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == kind)
    #expect(error?.task != nil)
    #expect(fixture.polls == 1)
  }

  @Test func `says how the last poll failed when time is up`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.failure, at: .poll))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .deadlineExceeded)
    #expect(error?.message.contains("9999") == true)
  }

  @Test func `continues in another process, with the encoded task`() async throws {
    let fixture = try Fixture()
    let task = try await fixture.client.submit(ImageRequest("a fox", count: 2))
    let kept = try JSONEncoder().encode(task)
    #expect(!String(decoding: kept, as: UTF8.self).contains(Fixture.key))
    let restored = try JSONDecoder().decode(ImageTask.self, from: kept)
    #expect(restored.id == task.id)
    let saved = try await fixture.client.resume(restored).save(to: fixture.folder.url)
    #expect(saved.count == 2)
    #expect(fixture.submitted.count == 1)
  }

  @Test func `polls at the address to which the task was submitted`() async throws {
    let fixture = try Fixture()
    let task = try await fixture.client.submit(ImageRequest("a fox"))
    var other = fixture.client
    other.configuration.server = "http://127.0.0.1:9"
    #expect(try await other.resume(task).count == 1)
  }

  @Test func `ends when its task is cancelled, and names the task to resume`() async throws {
    var fixture = try Fixture(.tensorsLab, SandboxFault(.neverFinishes))
    fixture.client.waitTimeout = .seconds(1_000_000)
    let client = fixture.client
    let submitted = try await client.submit(ImageRequest("a fox"))
    let work = Task { () -> SeedreamError? in
      do throws(SeedreamError) {
        _ = try await client.wait(for: submitted)
        return nil
      } catch {
        return error
      }
    }
    while fixture.polls < 3 { await Task.yield() }
    work.cancel()
    let error = await work.value
    #expect(error?.kind == .cancelled)
    #expect(error?.task == submitted)
  }
}

@Suite(.serialized) struct `Events` {
  @Test func `come in the order in which a task proceeds`() async throws {
    let fixture = try Fixture()
    var names: [String] = []
    for try await event in fixture.client.events(for: ImageRequest("a fox", model: "v4", size: .level("2K"))) {
      switch event {
      case .warning: names.append("warning")
      case .uploading: if names.last != "uploading" { names.append("uploading") }
      case .submitted: names.append("submitted")
      case .postponed: names.append("postponed")
      case .unknownState(let state): names.append("unknown \(state)")
      case .queued: names.append("queued")
      case .running: names.append("running")
      case .retrying: names.append("retrying")
      case .finished(let images): names.append("finished \(images.count)")
      }
    }
    #expect(names.filter { $0 != "uploading" } == ["warning", "submitted", "queued", "running", "finished 1"])
    #expect(names.firstIndex(of: "uploading").map { $0 < names.firstIndex(of: "submitted") ?? 0 } == true)
  }

  @Test func `report the progress of a large upload, at most a hundred times`() async throws {
    let fixture = try Fixture()
    let request = ImageRequest("a fox", references: [.bytes(png(100, 100, padding: 20_000_000))])
    var reports: [TransferProgress] = []
    for try await event in fixture.client.events(for: request) {
      if case .uploading(let progress) = event { reports.append(progress) }
    }
    let last = try #require(reports.last)
    #expect(last.completedBytes == last.totalBytes)
    #expect((last.totalBytes ?? 0) > 20_000_000)
    #expect(reports.count <= 103)
    #expect(zip(reports, reports.dropFirst()).allSatisfy { $0.completedBytes < $1.completedBytes })
  }

  @Test func `report failed polls, and end with the error`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.serverError, at: .poll, times: 2), SandboxFault(.failedTask))
    var retries = 0
    let error = await #expect(throws: SeedreamError.self) {
      for try await event in fixture.client.events(for: ImageRequest("a fox")) {
        if case .retrying = event { retries += 1 }
      }
    }
    #expect(retries == 2)
    #expect(error?.kind == .taskFailed)
  }

  @Test func `stop the work when their loop is left`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.neverFinishes))
    for try await event in fixture.client.events(for: ImageRequest("a fox")) {
      if case .submitted = event { break }
    }
    // At most the poll that was running comes.
    var count = -1
    while count != fixture.polls {
      count = fixture.polls
      for _ in 0..<1000 { await Task.yield() }
    }
    #expect(fixture.submitted.count == 1)
  }

  @Test func `include warnings, which also the hook gets`() async throws {
    var fixture = try Fixture()
    let heard = Locked<[ImageWarning]>([])
    fixture.client.onWarning = { warning in heard.withLock { $0.append(warning) } }
    _ = try await fixture.client.submit(ImageRequest("a fox", size: ImageSize("4:5")))
    #expect(heard.current.count == 1)
  }
}
