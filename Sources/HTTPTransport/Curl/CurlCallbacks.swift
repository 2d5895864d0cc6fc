#if os(Linux)
  internal import CurlLibrary

  // Where libcurl's C meets Swift: options, and the functions that libcurl calls on the thread of `CurlLoop`, between
  // adding a transfer's handle to the multi handle and removing it, while the loop holds the transfer.

  extension CurlTransfer {
    fileprivate static func of(_ context: UnsafeMutableRawPointer) -> CurlTransfer {
      Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    }

    /// The transfer that uses an easy handle.
    static func of(easy: UnsafeMutableRawPointer) -> CurlTransfer? {
      var context: UnsafeMutableRawPointer?
      guard curl_library_get_pointer(easy, CurlNumber.privateInfo, &context) == 0, let context else { return nil }
      return of(context)
    }
  }

  /// Sets options of an easy handle and remembers whether one was refused.
  final class CurlOptions {
    private let easy: UnsafeMutableRawPointer
    private(set) var areAccepted = true

    init(_ easy: UnsafeMutableRawPointer) { self.easy = easy }

    func set(_ option: CInt, _ value: CLong) { note(curl_library_set_long(easy, option, value)) }
    func set(_ option: CInt, offset value: Int64) { note(curl_library_set_offset(easy, option, value)) }
    func set(_ option: CInt, _ value: UnsafeMutableRawPointer?) { note(curl_library_set_pointer(easy, option, value)) }
    /// libcurl copies the text.
    func set(_ option: CInt, _ value: String) { note(curl_library_set_string(easy, option, value)) }

    /// libcurl copies the bytes, as many as its option for their number says.
    func set(_ option: CInt, _ value: [UInt8]) {
      value.withUnsafeBytes { bytes in
        note(curl_library_set_pointer(easy, option, UnsafeMutableRawPointer(mutating: bytes.baseAddress)))
      }
    }

    /// libcurl keeps the list, which has to live as long as the transfer.
    func set(_ option: CInt, _ list: CurlList) { set(option, list.head) }

    func setCallbacks(_ context: UnsafeMutableRawPointer, watchesRequests: Bool) {
      set(CurlOption.headerData, context)
      note(curl_library_set_data_callback(easy, CurlOption.headerFunction, receiveLine))
      set(CurlOption.writeData, context)
      note(curl_library_set_data_callback(easy, CurlOption.writeFunction, receiveBody))
      set(CurlOption.readData, context)
      note(curl_library_set_data_callback(easy, CurlOption.readFunction, readBody))
      set(CurlOption.seekData, context)
      note(curl_library_set_seek_callback(easy, CurlOption.seekFunction, seekBody))
      set(CurlOption.noProgress, 0)
      set(CurlOption.progressData, context)
      note(curl_library_set_progress_callback(easy, CurlOption.progressFunction, noteProgress))
      note(curl_library_set_socket_callback(easy, openSocket, context))
      if watchesRequests {
        set(CurlOption.requestData, context)
        note(curl_library_set_request_callback(easy, CurlOption.requestFunction, willSendRequest))
      }
    }

    private func note(_ code: CInt) {
      if code != 0 { areAccepted = false }
    }
  }

  private let receiveLine: curl_library_data_callback = { data, size, count, context in
    guard let data, let context else { return 0 }
    return data.withMemoryRebound(to: UInt8.self, capacity: size * count) { bytes in
      let line = UnsafeBufferPointer(start: bytes, count: size * count)
      return CurlTransfer.of(context).receiveLine(line) ? line.count : -1
    }
  }

  private let receiveBody: curl_library_data_callback = { data, size, count, context in
    guard let data, let context else { return 0 }
    return data.withMemoryRebound(to: UInt8.self, capacity: size * count) { bytes in
      let chunk = UnsafeBufferPointer(start: bytes, count: size * count)
      return chunk.isEmpty || CurlTransfer.of(context).receive(chunk) ? chunk.count : -1
    }
  }

  private let readBody: curl_library_data_callback = { data, size, count, context in
    guard let data, let context, size * count > 0 else { return CurlNumber.readAbort }
    return CurlTransfer.of(context).readBody(into: UnsafeMutableRawBufferPointer(start: data, count: size * count))
  }

  private let seekBody: curl_library_seek_callback = { context, offset, origin in
    let fromStart: CInt = 0
    guard let context, origin == fromStart, CurlTransfer.of(context).seek(to: offset) else {
      return CurlNumber.seekFailed
    }
    return CurlNumber.seekDone
  }

  private let noteProgress: curl_library_progress_callback = { context, _, down, _, up in
    guard let context, CurlTransfer.of(context).noteProgress(down: down, up: up) else { return CurlNumber.abort }
    return 0
  }

  private let openSocket: curl_library_socket_callback = { context, _, address in
    guard let context, let address else { return CurlNumber.noSocket }
    // With a larger buffer, an upload would report megabytes as sent that are still on this machine.
    let unsentLimit: CInt = 256 << 10
    let descriptor = curl_library_open_socket(address, unsentLimit)
    CurlTransfer.of(context).didOpenSocket(errorNumber: descriptor < 0 ? -descriptor : 0)
    return descriptor < 0 ? CurlNumber.noSocket : descriptor
  }

  private let willSendRequest: curl_library_request_callback = { context, _, _, _, _ in
    guard let context, CurlTransfer.of(context).willSendRequest() else { return CurlNumber.abort }
    return 0
  }

  /// A list of texts for libcurl, which uses it in place.
  final class CurlList {
    private(set) var head: UnsafeMutableRawPointer?
    /// Whether there was memory for every text.
    private(set) var isComplete = true

    init(_ texts: [String] = []) {
      for text in texts { append(text) }
    }

    deinit { curl_library_list_free(head) }

    func append(_ text: String) {
      guard let longer = curl_library_list_append(head, text) else { return isComplete = false }
      head = longer
    }
  }
#endif
