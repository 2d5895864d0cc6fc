import Foundation

/// Small JSON calls: the generated client, the same call by hand on URLSession, curl and httpx.
enum Calls {
  @Sendable static func run(_ options: Options, _ report: inout Report) async throws {
    let server = try BenchmarkServer()
    defer { server.stop() }
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    let hasCurl = Child.exists("curl")
    let hasHTTPX = Child.succeeds(["python3", "-c", "import httpx"])
    if !hasCurl { report.note("calls", "no curl") }
    if !hasHTTPX { report.note("calls", "no httpx: pip install httpx") }
    for width in [1, 64] {
      var subjects: [(name: String, count: Double, run: () throws -> Child.Cost)] = [
        ("generated", 12_800, { try Child.alone("calls", ["generated", server.url, "12800", "\(width)"]) }),
        ("URLSession", 3_840, { try Child.alone("calls", ["urlsession", server.url, "3840", "\(width)"]) }),
      ]
      if hasCurl {
        let list = try scratch.write("curl-\(width)", curlList(server.url, 3_840))
        var command = ["curl", "-s", "-H", "Content-Type: application/json", "-d", BenchmarkServer.question]
        if width > 1 { command += ["--parallel", "--parallel-max", "\(width)"] }
        subjects.append(("curl", 3_840, { try Child.run(command + ["-K", list]) }))
      }
      if hasHTTPX {
        subjects.append(
          ("httpx", 640, { try Child.run(["python3", "-c", httpx, server.url, "640", "\(width)"]) }))
      }
      let rounds = try Rounds(options.runs, subjects.map { ($0.name, $0.run) })
      for (name, count, _) in subjects {
        // Those in this executable leave out their start, which is most of what a few calls cost.
        func processor(_ cost: Child.Cost) -> Double { (cost.figures["processor"] ?? cost.processorSeconds) / count }
        func wall(_ cost: Child.Cost) -> Double { (cost.figures["wall"] ?? cost.wallSeconds) / count }
        func ours(_ cost: Child.Cost) -> Double { (cost.figures["processor"] ?? cost.processorSeconds) / 12_800 }
        var figures = [
          ("rate", 1 / rounds.median(name, wall), "calls/s"),
          ("processor", rounds.median(name, processor) * 1e6, "µs a call"),
        ]
        if rounds.costs[name]?.first?.figures["latency"] != nil {
          figures.append(("median", try rounds.median(name) { try $0.figure("latency") } * 1e3, "ms"))
        }
        if name == "URLSession" {
          let ratio = try rounds.ratio(name, to: "generated") { try $0.figure("latency") }
          figures.append(("median/generated's", ratio, "x"))
        }
        if name != "generated" {
          let ratios = zip(rounds.costs[name] ?? [], rounds.costs["generated"] ?? [])
          let processors = ratios.map { processor($0) / ours($1) }
          let rates = ratios.map { wall($0) / ((($1.figures["wall"] ?? $1.wallSeconds)) / 12_800) }
          figures.append(("processor/generated", Rounds.middle(processors), "x"))
          figures.append(("generated's rate/its", Rounds.middle(rates), "x"))
        }
        report.add("calls", "\(width) at a time: \(name)", figures)
      }
    }
    let memory = try Child.alone("calls", ["memory", server.url])
    report.add(
      "calls", "resident memory",
      [
        ("after 1,000 calls", try memory.figure("early") / 1e6, "MB"),
        ("after 100,000", try memory.figure("late") / 1e6, "MB"),
        ("growth", (try memory.figure("late") - memory.figure("early")) / 1e6, "MB"),
      ])
    let latency = try Rounds(
      min(options.runs, 3), [("latency", { try Child.alone("calls", ["latency", server.url]) })])
    report.add(
      "calls", "a small call while a download runs",
      [
        ("median", try latency.median("latency") { try $0.figure("median") } * 1e3, "ms"),
        ("99 of 100", try latency.median("latency") { try $0.figure("p99") } * 1e3, "ms"),
        ("download", try latency.median("latency") { try $0.figure("rate") } / 1e6, "MB/s"),
        ("alone, median", try latency.median("latency") { try $0.figure("alone") } * 1e3, "ms"),
      ])
  }

  private static func curlList(_ url: String, _ count: Int) -> String {
    String(repeating: "url = \"\(url)/chat\"\noutput = /dev/null\n", count: count)
  }

  private static let httpx = """
    import asyncio, httpx, sys, time
    url, count, width = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    body = r'''\(BenchmarkServer.question)'''
    head = {"Content-Type": "application/json"}
    async def main():
        async with httpx.AsyncClient(limits=httpx.Limits(max_connections=width)) as client:
            async def work(n):
                for _ in range(n):
                    (await client.post(url + "/chat", content=body, headers=head)).json()["usage"]["total_tokens"]
            await asyncio.gather(*[work(count // width) for _ in range(width)])
    wall, processor = time.monotonic(), time.process_time()
    if width == 1:
        with httpx.Client() as client:
            for _ in range(count):
                client.post(url + "/chat", content=body, headers=head).json()["usage"]["total_tokens"]
    else:
        asyncio.run(main())
    print("processor", time.process_time() - processor)
    print("wall", time.monotonic() - wall)
    """
}
