#if os(Linux)
  // Where libcurl's C meets Swift: options, and the functions that libcurl calls on the thread of `CurlLoop`, between
  // adding a transfer's handle to the multi handle and removing it, while the loop holds the transfer.

  extension CurlTransfer {
    fileprivate static func of(_ context: UnsafeMutableRawPointer) -> CurlTransfer {
      Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    }

    /// The transfer that uses an easy handle.
    static func of(easy: UnsafeMutableRawPointer) -> CurlTransfer? {
      var context: UnsafeMutableRawPointer?
      guard curlGet(easy, CurlNumber.privateInfo, pointer: &context) == 0, let context else { return nil }
      return of(context)
    }
  }

  /// Sets options of an easy handle and remembers whether one was refused.
  final class CurlOptions {
    private let easy: UnsafeMutableRawPointer
    private(set) var areTaken = true

    init(_ easy: UnsafeMutableRawPointer) { self.easy = easy }

    func set(_ option: CInt, _ value: CLong) { note(curlSet(easy, option, long: value)) }
    func set(_ option: CInt, offset value: Int64) { note(curlSet(easy, option, offset: value)) }
    func set(_ option: CInt, _ value: UnsafeMutableRawPointer?) { note(curlSet(easy, option, pointer: value)) }
    /// libcurl copies the text.
    func set(_ option: CInt, _ value: String) { note(curlSet(easy, option, string: value)) }

    /// libcurl copies the bytes, as many as its option for their number says.
    func set(_ option: CInt, _ value: [UInt8]) {
      value.withUnsafeBytes { bytes in
        note(curlSet(easy, option, pointer: UnsafeMutableRawPointer(mutating: bytes.baseAddress)))
      }
    }

    /// Bounds what the system takes of an upload ahead of sending it.
    func limitUnsent(_ bytes: CInt) { note(curlLimitUnsent(easy, bytes)) }

    func setCallbacks(_ context: UnsafeMutableRawPointer, watchesProgress: Bool, watchesRequests: Bool) {
      set(CurlOption.headerData, context)
      note(curlSet(easy, CurlOption.headerFunction, data: receiveLine))
      set(CurlOption.writeData, context)
      note(curlSet(easy, CurlOption.writeFunction, data: receiveBody))
      set(CurlOption.readData, context)
      note(curlSet(easy, CurlOption.readFunction, data: readBody))
      set(CurlOption.seekData, context)
      note(curlSet(easy, CurlOption.seekFunction, seek: seekBody))
      if watchesProgress {
        set(CurlOption.noProgress, 0)
        set(CurlOption.progressData, context)
        note(curlSet(easy, CurlOption.progressFunction, progress: noteProgress))
      }
      if watchesRequests {
        set(CurlOption.requestData, context)
        note(curlSet(easy, CurlOption.requestFunction, request: willSendRequest))
      }
    }

    private func note(_ code: CInt) {
      if code != 0 { areTaken = false }
    }
  }

  private let receiveLine: CurlDataCallback = { data, size, count, context in
    guard let data, let context else { return 0 }
    return data.withMemoryRebound(to: UInt8.self, capacity: size * count) { bytes in
      let line = UnsafeBufferPointer(start: bytes, count: size * count)
      return CurlTransfer.of(context).receiveLine(line) ? line.count : -1
    }
  }

  private let receiveBody: CurlDataCallback = { data, size, count, context in
    guard let data, let context else { return 0 }
    return data.withMemoryRebound(to: UInt8.self, capacity: size * count) { bytes in
      let chunk = UnsafeBufferPointer(start: bytes, count: size * count)
      return chunk.isEmpty || CurlTransfer.of(context).receive(chunk) ? chunk.count : -1
    }
  }

  private let readBody: CurlDataCallback = { data, size, count, context in
    guard let data, let context, size * count > 0 else { return CurlNumber.readAbort }
    return CurlTransfer.of(context).readBody(into: UnsafeMutableRawBufferPointer(start: data, count: size * count))
  }

  private let seekBody: CurlSeekCallback = { context, offset, origin in
    let fromStart: CInt = 0
    guard let context, origin == fromStart, CurlTransfer.of(context).seek(to: offset) else {
      return CurlNumber.seekFailed
    }
    return CurlNumber.seekDone
  }

  private let noteProgress: CurlProgressCallback = { context, _, down, _, up in
    if let context { CurlTransfer.of(context).noteProgress(down: down, up: up) }
    return 0
  }

  private let willSendRequest: CurlRequestCallback = { context, _, _, _, _ in
    guard let context, CurlTransfer.of(context).willSendRequest() else { return CurlNumber.abort }
    return 0
  }
#endif
