#if !os(Linux)
  import FoundationTransport
#endif

/// The transport of clients that are not given one.
public enum DefaultTransport {
  /// libcurl on Linux, `URLSession` on Apple's platforms.
  public static var shared: any Transport {
    #if os(Linux)
      CurlTransport.shared
    #else
      URLSessionTransport.shared
    #endif
  }
}
