#if os(Linux)
  import ChildProcesses
  import Foundation
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  /// Responses whose bodies are compressed: decoded, and checked to their ends.
  @Suite(.serialized, .timeLimit(.minutes(5))) struct DecodingTests {
    let transport = CurlTransport()

    /// Bytes that zlib has compressed, and the original ones.
    struct Sample: Sendable, CustomTestStringConvertible {
      let testDescription: String
      let coding: String
      let bytes: [UInt8]
      let text: [UInt8]

      init(_ name: String, _ coding: String, _ base64: String, _ text: [UInt8]) {
        testDescription = name
        self.coding = coding
        bytes = [UInt8](Data(base64Encoded: base64) ?? Data())
        self.text = text
      }

      static let long =
        Array(String(repeating: "A lighthouse at dusk, with waves below and gulls above. ", count: 3).utf8)
        + Array(UInt8.min...UInt8.max)
      static let hello = Array("hello, hello, hello".utf8)
      /// The data of `long`, without a header and what follows the data.
      private static let deflated = """
        c1TIyUzPKMnILy1OVUgsUUgpLc7WUSjPLMlQKE8sSy1WSErNyS9XSMxLUUgvzckpVkhMyi9L1VNwpLM+BkYmZhZWNnYOTi5uHl4+fgFBIWERUTFx\
        CUkpaRlZOXkFRSVlFVU1dQ1NLW0dXT19A0MjYxNTM3MLSytrG1s7ewdHJ2cXVzd3D08vbx9fP/+AwKDgkNCw8IjIqOiY2Lj4hMSk5JTUtPSMzKzs\
        nNy8/ILCouKS0rLyisqq6prauvqGxqbmlta29o7Oru6e3r7+CRMnTZ4yddr0GTNnzZ4zd978BQsXLV6ydNnyFStXrV6zdt36DRs3bd6yddv2HTt3\
        7d6zd9/+AwcPHT5y9NjxEydPnT5z9tz5CxcvXb5y9dr1Gzdv3b5z9979Bw8fPX7y9NnzFy9fvX7z9t37Dx8/ff7y9dv3Hz9//f7z999/AA==
        """

      static let all: [Sample] = {
        let raw = Sample("raw deflate", "deflate", deflated, long)
        var zlib = Sample("deflate in zlib's format", "deflate", "eNo=", long)
        zlib = Sample(zlib, bytes: zlib.bytes + raw.bytes + [0xa7, 0x16, 0xbb, 0x90])
        var dynamic = Sample("gzip", "gzip", "H4sIAAAAAAAA/w==", long)
        dynamic = Sample(dynamic, bytes: dynamic.bytes + raw.bytes + [0xba, 0x3c, 0xf6, 0x11, 0xa8, 1, 0, 0])
        return [
          raw, dynamic, zlib,
          Sample("gzip with fixed codes", "gzip", "H4sIAAAAAAAA/8tIzcnJ11HIQKIAn6HKCRMAAAA=", hello),
          Sample(
            "gzip that isn't compressed", "x-gzip", "H4sIAAAAAAAA/wETAOz/aGVsbG8sIGhlbGxvLCBoZWxsb5+hygkTAAAA", hello),
          Sample(
            "gzip with a full header", "GZIP", "H4sIHgAAAAAA/wMAYWJjbmFtZQBub3RlACUHy0jNycnXUchAogCfocoJEwAAAA==", hello
          ),
        ]
      }()

      /// Where the data begins; before it are fields that nothing checks, and so is padding in a stored block's first byte.
      var start: Int { coding == "deflate" ? 2 : coding == "GZIP" ? 27 : coding == "x-gzip" ? 11 : 10 }

      private init(_ sample: Sample, bytes: [UInt8]) {
        testDescription = sample.testDescription
        coding = sample.coding
        self.bytes = bytes
        text = sample.text
      }
    }

    private func outcome(
      _ bytes: [UInt8], coding: String, inPiecesOf size: Int? = nil, _ change: (inout HTTPRequest) -> Void = { _ in }
    ) async throws -> Outcome {
      let server = try LoopbackServer { exchange in
        if let size {
          let pieces = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
          try await exchange.respondChunked(200, [("Content-Encoding", coding)], pieces)
        } else {
          try await exchange.respond(200, [("Content-Encoding", coding)], bytes)
        }
      }
      var request = HTTPRequest.get(server.url)
      change(&request)
      return await transport.outcome(of: request)
    }

    private func response(_ text: [UInt8]) -> Outcome { .response(200, String(decoding: text, as: UTF8.self)) }

    @Test(arguments: Sample.all, [nil, 1, 7])
    func `a compressed body is decoded in pieces of any size`(_ sample: Sample, _ size: Int?) async throws {
      #expect(try await outcome(sample.bytes, coding: sample.coding, inPiecesOf: size) == response(sample.text))
    }

    @Test(arguments: Sample.all)
    func `a compressed body that is cut off anywhere fails`(_ sample: Sample) async throws {
      let server = try LoopbackServer { exchange in
        let count = Int(exchange.request.path.dropFirst()) ?? 0
        try await exchange.respond(200, [("Content-Encoding", sample.coding)], Array(sample.bytes[..<count]))
      }
      for count in 1..<sample.bytes.count {
        let outcome = await transport.outcome(of: .get("\(server.url)/\(count)"))
        #expect(outcome == .brokenBody(200, .invalidResponse), "\(count) bytes")
      }
    }

    @Test(arguments: Sample.all.dropFirst())
    func `a compressed body that was changed anywhere in its data fails`(_ sample: Sample) async throws {
      let server = try LoopbackServer { exchange in
        let index = Int(exchange.request.path.dropFirst()) ?? 0
        var bytes = sample.bytes
        bytes[index] ^= 0x10
        try await exchange.respond(200, [("Content-Encoding", sample.coding)], bytes)
      }
      for index in sample.start..<sample.bytes.count {
        let outcome = await transport.outcome(of: .get("\(server.url)/\(index)"))
        #expect(outcome == .brokenBody(200, .invalidResponse), "byte \(index)")
      }
    }

    @Test func `several gzip members are one body, and bytes after the last are ignored`() async throws {
      let (one, two) = (Sample.all[3], Sample.all[1])
      for rest in [[], [0, 0, 0], Array("garbage".utf8)] as [[UInt8]] {
        let bytes = one.bytes + two.bytes + one.bytes + rest
        #expect(try await outcome(bytes, coding: "gzip") == response(one.text + two.text + one.text))
      }
      let cut = one.bytes + two.bytes.prefix(30)
      #expect(try await outcome(cut, coding: "gzip") == .brokenBody(200, .invalidResponse))
    }

    @Test func `several codings of one body are decoded in their order`() async throws {
      // hello, as gzip in stored blocks of zlib's format
      let inner = Sample.all[3].bytes
      var adler = (low: 1, high: 0)
      for byte in inner {
        adler.low = (adler.low + Int(byte)) % 65521
        adler.high = (adler.high + adler.low) % 65521
      }
      let sum = [adler.high >> 8, adler.high & 255, adler.low >> 8, adler.low & 255].map { UInt8($0) }
      let count = UInt8(inner.count)
      let outer = [0x78, 0x01, 1, count, 0, ~count, 255] + inner + sum
      #expect(try await outcome(outer, coding: "identity, gzip, deflate") == response(Sample.hello))
      #expect(try await outcome(inner, coding: "gzip, gzip") == .brokenBody(200, .invalidResponse))
    }

    @Test(arguments: ["gzip", "deflate", "br"])
    func `an empty body is valid in every coding`(_ coding: String) async throws {
      #expect(try await outcome([], coding: coding) == .response(200, ""))
      let server = try LoopbackServer { exchange in
        let fields = [("Content-Encoding", coding), ("Content-Length", "20")]
        try await exchange.respond(exchange.request.method == "HEAD" ? 200 : 304, fields)
      }
      #expect(await transport.outcome(of: HTTPRequest(method: .head, url: server.url)) == .response(200, ""))
      #expect(await transport.outcome(of: .get(server.url)) == .response(304, ""))
    }

    @Test func `a coding that can't be decoded is refused, unless the request accepts it`() async throws {
      #expect(try await outcome([1, 2], coding: "br") == .failed(.invalidResponse))
      let asked = try await outcome([1, 2], coding: "br") { $0.fields["Accept-Encoding"] = "gzip, br;q=0.5" }
      #expect(asked == response([1, 2]))
    }

    @Test func `a name that isn't a content coding is ignored`() async throws {
      #expect(try await outcome([65], coding: "aws-chunked") == response([65]))
    }

    @Test func `a request's own Accept-Encoding is sent, and its response still decoded`() async throws {
      let sample = Sample.all[1]
      let server = try LoopbackServer { exchange in
        let accepted = exchange.request.field("Accept-Encoding") ?? ""
        let isCoded = accepted.contains("gzip")
        try await exchange.respond(
          200, [("Content-Encoding", isCoded ? "gzip" : "identity"), ("X-Accepted", accepted)],
          isCoded ? sample.bytes : sample.text)
      }
      for (field, expected) in [(nil, "gzip, deflate"), ("gzip", "gzip"), ("identity", "identity")] {
        var request = HTTPRequest.get(server.url)
        request.fields["Accept-Encoding"] = field
        let response = try await transport.send(request)
        #expect(response.fields["X-Accepted"] == expected)
        #expect(try await response.body.collect(upTo: 1000) == sample.text)
      }
      // Part of a compressed body can't be decoded.
      let request = HTTPRequest(method: .get, url: server.url, fields: ["Range": "bytes=0-99"])
      #expect(try await transport.send(request).fields["X-Accepted"] == "identity")
    }

    @Test func `a sink gets the decoded bytes after those that were read before`() async throws {
      let sample = Sample.all[1]
      let server = try LoopbackServer { exchange in
        let bytes = exchange.request.path == "/cut" ? Array(sample.bytes.dropLast()) : sample.bytes
        try await exchange.respondChunked(200, [("Content-Encoding", "gzip")], bytes.map { [$0] })
      }
      for path in ["/", "/cut"] {
        let body = try await transport.send(.get(server.url + path)).body
        var iterator = body.makeAsyncIterator()
        let received = Watched(try await iterator.next() ?? [])
        let drain = {
          try await body.drain { piece in
            received.withLock { $0 += piece }
            return true
          }
        }
        if path == "/" {
          #expect(try await drain())
        } else {
          let failure = await #expect(throws: TransportFailure.self) { try await drain() }
          #expect(failure?.kind == .invalidResponse)
        }
        #expect(received.current == sample.text)
      }
    }

    // MARK: Against zlib

    static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first(
      where: FileManager.default.isExecutableFile)

    /// Writes pairs of files: random data of several kinds, and the same compressed by each of zlib's strategies.
    private static let program = """
      import random, sys, zlib
      random.seed(7)
      words = [bytes(random.randrange(97, 123) for _ in range(random.randrange(1, 12))) for _ in range(500)]
      number = 0
      for size in (0, 1, 2, 100, 65535, 150000):
        for kind in ("zeros", "noise", "words", "mixed"):
          data = bytearray()
          while len(data) < size:
            way = random.choice(("zeros", "noise", "words")) if kind == "mixed" else kind
            if way == "zeros": data += bytes(random.randrange(1, 70000))
            elif way == "noise": data += random.randbytes(random.randrange(1, 40000))
            else: data += b" ".join(random.choice(words) for _ in range(3000))
          data = bytes(data[:size])
          for level, strategy, bits in (
            (0, 0, 31), (1, 0, 31), (6, 0, 31), (9, 0, 15), (9, 0, -15),
            (6, 1, 31), (6, 2, 31), (6, 3, 15), (6, 4, 31), (9, 0, 25),
          ):
            maker = zlib.compressobj(level, zlib.DEFLATED, bits, random.choice((1, 8, 9)), strategy)
            coded = b""
            at = 0
            while at < size:
              step = random.randrange(1, max(2, size))
              coded += maker.compress(data[at:at + step])
              coded += maker.flush(random.choice((zlib.Z_NO_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH)))
              at += step
            coded += maker.flush()
            open(f"{sys.argv[1]}/{number}.plain", "wb").write(data)
            open(f"{sys.argv[1]}/{number}." + ("gzip" if bits > 16 else "deflate"), "wb").write(coded)
            number += 1
      print(number)
      """

    @Test(.enabled(if: python != nil, "Python isn't installed."))
    func `everything that zlib compresses is decoded to the same bytes`() async throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("zlib-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let maker = try ChildProcess(try #require(Self.python), ["-c", Self.program, folder], environment: [:])
      #expect(await maker.end() == 0, "\(maker.errors)")
      let count = try #require(Int(maker.output.trimmingCharacters(in: .whitespacesAndNewlines)))
      let server = try LoopbackServer { exchange in
        let coding = exchange.request.path.contains("gzip") ? "gzip" : "deflate"
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + exchange.request.path)))
        try await exchange.respond(200, [("Content-Encoding", coding)], bytes)
      }
      #expect(count == 240)
      for number in 0..<count {
        let coding = FileManager.default.fileExists(atPath: "\(folder)/\(number).gzip") ? "gzip" : "deflate"
        let plain = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(number).plain")))
        let decoded = try await transport.send(.get("\(server.url)/\(number).\(coding)")).body.collect(upTo: 1 << 20)
        // Not in the expectation itself, which would print them.
        let isEqual = decoded == plain
        #expect(isEqual, "\(number).\(coding)")
      }
    }
  }
#endif
