#if os(Linux)
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
    static let contentDecoding: CInt = 158
    /// From libcurl 7.87 on.
    static let quickExit: CInt = 322
    static let writeData: CInt = 10001
    static let url: CInt = 10002
    static let proxy: CInt = 10004
    static let readData: CInt = 10009
    static let errorBuffer: CInt = 10010
    static let userAgent: CInt = 10018
    static let httpHeader: CInt = 10023
    static let headerData: CInt = 10029
    static let customRequest: CInt = 10036
    static let progressData: CInt = 10057
    static let certificateAuthorityFile: CInt = 10065
    static let certificateAuthorityFolder: CInt = 10097
    static let privateData: CInt = 10103
    static let copiedPostFields: CInt = 10165
    static let seekData: CInt = 10168
    static let noProxy: CInt = 10177
    static let resolve: CInt = 10203
    static let proxyCertificateAuthorityFile: CInt = 10246
    static let proxyCertificateAuthorityFolder: CInt = 10247
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
    static let certificateCheckInfo: CInt = 0x20_000d
    static let proxyStatusInfo: CInt = 0x20_0016
    static let errorNumberInfo: CInt = 0x20_0019
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
    static let noSocket: CInt = -1
  }
#endif
