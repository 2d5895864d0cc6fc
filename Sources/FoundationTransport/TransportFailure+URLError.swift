import Foundation
import HTTPTransport

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

extension TransportFailure {
  /// A failure after which the service may have seen the request.
  static func lost(_ kind: Kind, _ message: String) -> TransportFailure {
    TransportFailure(kind: kind, message: message, mayHaveBeenProcessed: true)
  }

  static func deadlinePassed(mayHaveBeenProcessed: Bool) -> TransportFailure {
    let end = mayHaveBeenProcessed ? "" : "; nothing was sent"
    return TransportFailure(
      kind: .timedOut, message: "the deadline has passed\(end)", mayHaveBeenProcessed: mayHaveBeenProcessed)
  }

  /// What a session's error means.
  ///
  /// - Parameters:
  ///   - error: The error of a task; its texts are left out, as they can hold the URL.
  ///   - hasHead: Whether the head of a response has come.
  ///   - hasSentBytes: Whether bytes of the body were sent, and so a connection was there.
  ///   - idleTimeout: The request's.
  init(_ error: any Error, hasHead: Bool, hasSentBytes: Bool, _ idleTimeout: Duration?) {
    let code = (error as? URLError)?.code ?? .unknown
    let isConnected = hasHead || hasSentBytes
    let number = " (URLError \(code.rawValue))"
    if let message = Self.connecting[code] {
      self.init(kind: .cannotConnect, message: message + number, mayHaveBeenProcessed: isConnected)
    } else if let message = Self.securing[code] {
      self.init(kind: .tls, message: message + number, mayHaveBeenProcessed: isConnected)
    } else {
      self = Self.transferring(code, number, hasHead: hasHead, idleTimeout)
    }
  }

  private static func transferring(
    _ code: URLError.Code, _ number: String, hasHead: Bool, _ idleTimeout: Duration?
  ) -> TransportFailure {
    switch code {
    case .timedOut:
      let time = idleTimeout.map { " for \($0)" } ?? ""
      return .lost(.timedOut, "nothing moved\(time)" + number)
    case .cancelled, .userCancelledAuthentication:
      return .cancelled(mayHaveBeenProcessed: true)
    case .networkConnectionLost, .requestBodyStreamExhausted:
      return .lost(.connectionLost, "the connection ended before the response did" + number)
    case .badURL, .dataLengthExceedsMaximum, .userAuthenticationRequired:
      return .invalidRequest("URLSession can't send the request" + number)
    case .badServerResponse:
      // On Linux that is a connection which ends before the first byte.
      #if canImport(FoundationNetworking)
        return .lost(.connectionLost, "the connection ended before a response came" + number)
      #else
        return .lost(.invalidResponse, "what came isn't an HTTP response" + number)
      #endif
    // A scheme that isn't HTTP was refused before, so what isn't supported is the response's.
    case .unsupportedURL, .cannotParseResponse, .zeroByteResource, .cannotDecodeContentData, .cannotDecodeRawData:
      return .lost(.invalidResponse, "what came isn't an HTTP response, or contradicts itself" + number)
    default:
      return hasHead
        ? .lost(.connectionLost, "the response broke off" + number)
        : .lost(.invalidResponse, "no response could be understood" + number)
    }
  }

  /// Errors before there is a connection.
  private static let connecting: [URLError.Code: String] = [
    .cannotFindHost: "the host's name isn't known",
    .dnsLookupFailed: "the host's name couldn't be looked up",
    .cannotConnectToHost: "the host refuses the connection or doesn't respond",
    .notConnectedToInternet: "there is no network connection",
    .internationalRoamingOff: "there is no network connection, as roaming is off",
    .callIsActive: "there is no network connection during a call",
    .dataNotAllowed: "the system doesn't allow network connections here",
  ]

  /// Errors before there is a connection that can be trusted.
  private static let securing: [URLError.Code: String] = [
    .secureConnectionFailed: "no secure connection could be made",
    .serverCertificateHasBadDate: "the service's certificate is out of date",
    .serverCertificateUntrusted:
      "the service's certificate isn't trusted; if its authority is your own, have the system trust it",
    .serverCertificateHasUnknownRoot:
      "the service's certificate isn't trusted, as its authority is unknown; if it is your own, have the system trust it",
    .serverCertificateNotYetValid: "the service's certificate isn't valid yet",
    .clientCertificateRejected: "the service refuses the client's certificate",
    .clientCertificateRequired: "the service demands a client's certificate",
    .appTransportSecurityRequiresSecureConnection:
      "App Transport Security refuses http here; use https, or allow the host in the app's Info.plist",
  ]
}
