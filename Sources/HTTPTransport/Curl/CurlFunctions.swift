#if os(Linux)
  // The functions of the target CurlLibrary, declared here so that no client of this module needs that target's header.

  typealias CurlDataCallback =
    @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int
  typealias CurlSeekCallback = @convention(c) (UnsafeMutableRawPointer?, Int64, CInt) -> CInt
  typealias CurlProgressCallback = @convention(c) (UnsafeMutableRawPointer?, Int64, Int64, Int64, Int64) -> CInt
  typealias CurlRequestCallback =
    @convention(c) (
      UnsafeMutableRawPointer?, UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<CChar>?, CInt, CInt
    ) -> CInt

  @_extern(c, "curl_library_load") func curlLoad() -> UnsafePointer<CChar>?
  @_extern(c, "curl_library_version") func curlVersion() -> UInt32

  @_extern(c, "curl_library_easy_init") func curlEasyInit() -> UnsafeMutableRawPointer?
  @_extern(c, "curl_library_easy_reset") func curlEasyReset(_ easy: UnsafeMutableRawPointer?)
  @_extern(c, "curl_library_easy_cleanup") func curlEasyCleanup(_ easy: UnsafeMutableRawPointer?)
  @_extern(c, "curl_library_easy_pause") func curlEasyPause(_ easy: UnsafeMutableRawPointer?, _ mask: CInt) -> CInt

  @_extern(c, "curl_library_set_long")
  func curlSet(_ easy: UnsafeMutableRawPointer?, _ option: CInt, long value: CLong) -> CInt
  @_extern(c, "curl_library_set_offset")
  func curlSet(_ easy: UnsafeMutableRawPointer?, _ option: CInt, offset value: Int64) -> CInt
  @_extern(c, "curl_library_set_pointer")
  func curlSet(_ easy: UnsafeMutableRawPointer?, _ option: CInt, pointer value: UnsafeMutableRawPointer?) -> CInt
  @_extern(c, "curl_library_set_string")
  func curlSet(_ easy: UnsafeMutableRawPointer?, _ option: CInt, string value: UnsafePointer<CChar>?) -> CInt
  @_extern(c, "curl_library_set_data_callback")
  func curlSet(_ easy: UnsafeMutableRawPointer?, _ option: CInt, data callback: CurlDataCallback) -> CInt
  @_extern(c, "curl_library_set_seek_callback")
  func curlSet(_ easy: UnsafeMutableRawPointer?, _ option: CInt, seek callback: CurlSeekCallback) -> CInt
  @_extern(c, "curl_library_set_progress_callback")
  func curlSet(_ easy: UnsafeMutableRawPointer?, _ option: CInt, progress callback: CurlProgressCallback) -> CInt
  @_extern(c, "curl_library_set_request_callback")
  func curlSet(_ easy: UnsafeMutableRawPointer?, _ option: CInt, request callback: CurlRequestCallback) -> CInt

  @_extern(c, "curl_library_limit_unsent")
  func curlLimitUnsent(_ easy: UnsafeMutableRawPointer?, _ bytes: CInt) -> CInt
  @_extern(c, "curl_library_get_long")
  func curlGet(_ easy: UnsafeMutableRawPointer?, _ info: CInt, long value: UnsafeMutablePointer<CLong>) -> CInt
  @_extern(c, "curl_library_get_pointer")
  func curlGet(
    _ easy: UnsafeMutableRawPointer?, _ info: CInt, pointer value: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  ) -> CInt
  @_extern(c, "curl_library_error_text") func curlErrorText(_ code: CInt) -> UnsafePointer<CChar>?
  @_extern(c, "curl_library_list_append")
  func curlListAppend(_ list: UnsafeMutableRawPointer?, _ line: UnsafePointer<CChar>?) -> UnsafeMutableRawPointer?
  @_extern(c, "curl_library_list_free") func curlListFree(_ list: UnsafeMutableRawPointer?)

  @_extern(c, "curl_library_multi_init") func curlMultiInit() -> UnsafeMutableRawPointer?
  @_extern(c, "curl_library_multi_cleanup") func curlMultiCleanup(_ multi: UnsafeMutableRawPointer?) -> CInt
  @_extern(c, "curl_library_multi_set_long")
  func curlMultiSet(_ multi: UnsafeMutableRawPointer?, _ option: CInt, long value: CLong) -> CInt
  @_extern(c, "curl_library_multi_add")
  func curlMultiAdd(_ multi: UnsafeMutableRawPointer?, _ easy: UnsafeMutableRawPointer?) -> CInt
  @_extern(c, "curl_library_multi_remove")
  func curlMultiRemove(_ multi: UnsafeMutableRawPointer?, _ easy: UnsafeMutableRawPointer?) -> CInt
  @_extern(c, "curl_library_multi_perform")
  func curlMultiPerform(_ multi: UnsafeMutableRawPointer?, _ running: UnsafeMutablePointer<CInt>) -> CInt
  @_extern(c, "curl_library_multi_poll")
  func curlMultiPoll(_ multi: UnsafeMutableRawPointer?, _ milliseconds: CInt) -> CInt
  @_extern(c, "curl_library_multi_wakeup") func curlMultiWakeup(_ multi: UnsafeMutableRawPointer?) -> CInt
  @_extern(c, "curl_library_multi_next_done")
  func curlMultiNextDone(_ multi: UnsafeMutableRawPointer?, _ code: UnsafeMutablePointer<CInt>)
    -> UnsafeMutableRawPointer?

  /// Options of an easy handle, by libcurl's numbers (curl/curl.h; 10000 pointers, 20000 functions, 30000 offsets).
  enum CurlOption {
    static let upload: CInt = 46
    static let noBody: CInt = 44
    static let httpGet: CInt = 80
    static let noProgress: CInt = 43
    static let followLocation: CInt = 52
    static let freshConnect: CInt = 74
    static let httpVersion: CInt = 84
    static let bufferSize: CInt = 98
    static let noSignal: CInt = 99
    static let protocols: CInt = 181
    static let connectTimeout: CInt = 156
    static let pathAsIs: CInt = 234
    static let suppressConnectHeaders: CInt = 265
    static let uploadBufferSize: CInt = 280
    static let writeData: CInt = 10001
    static let url: CInt = 10002
    static let readData: CInt = 10009
    static let errorBuffer: CInt = 10010
    static let userAgent: CInt = 10018
    static let httpHeader: CInt = 10023
    static let headerData: CInt = 10029
    static let customRequest: CInt = 10036
    static let progressData: CInt = 10057
    static let certificateAuthorities: CInt = 10065
    static let acceptEncoding: CInt = 10102
    static let privateData: CInt = 10103
    static let copiedPostFields: CInt = 10165
    static let seekData: CInt = 10168
    static let requestData: CInt = 10313
    static let writeFunction: CInt = 20011
    static let readFunction: CInt = 20012
    static let headerFunction: CInt = 20079
    static let seekFunction: CInt = 20167
    static let progressFunction: CInt = 20219
    /// From libcurl 7.80 on.
    static let requestFunction: CInt = 20312
    static let uploadLength: CInt = 30115
    static let postFieldSize: CInt = 30120
  }

  /// Other numbers of libcurl's.
  enum CurlNumber {
    static let privateInfo: CInt = 0x10_0015
    static let requestSizeInfo: CInt = 0x20_000c
    static let maxConnects: CInt = 6
    static let httpAndHTTPS: CLong = 3
    static let http11: CLong = 2
    static let pauseReceiving: CInt = 1
    static let pauseSending: CInt = 4
    static let readPause = 0x1000_0001
    static let readAbort = 0x1000_0000
    static let errorBufferSize = 256
    static let seekDone: CInt = 0
    static let seekFailed: CInt = 1
    static let abort: CInt = 1
  }
#endif
