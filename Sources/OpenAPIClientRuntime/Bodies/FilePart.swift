import OpenAPISyntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file to send as a part of a multipart body: a file on disk, bytes, or a stream.
public struct FilePart: Sendable {
  /// The content; a file is opened when it is sent and never held in memory as a whole.
  public var body: RequestBody
  /// The file name that is sent to the service.
  public var filename: String?
  /// The media type.
  public var contentType: String
  /// Whether it is a value rather than a file, so that it keeps its media type whatever the document says about files.
  private(set) var isValue = false

  /// Creates a part with any body.
  public init(_ body: RequestBody, filename: String?, contentType: String = "application/octet-stream") {
    self.body = body
    self.filename = filename
    self.contentType = contentType
  }

  /// A file on disk.
  ///
  /// Unless given, the file name is the path's and the media type follows from its extension.
  public static func file(_ path: String, filename: String? = nil, contentType: String? = nil) -> FilePart {
    let name = filename ?? path.split(separator: "/").last.map(String.init) ?? "file"
    return FilePart(.file(path: path), filename: name, contentType: contentType ?? MIMEType.byExtension(of: name))
  }

  /// A file on disk.
  ///
  /// Unless given, the file name is the path's and the media type follows from its extension.
  public static func file(_ url: URL, filename: String? = nil, contentType: String? = nil) -> FilePart {
    file(url.path, filename: filename, contentType: contentType)
  }

  /// Bytes.
  ///
  /// The media type follows from the filename's extension unless given.
  public static func bytes(_ bytes: [UInt8], filename: String, contentType: String? = nil) -> FilePart {
    FilePart(.bytes(bytes), filename: filename, contentType: contentType ?? MIMEType.byExtension(of: filename))
  }

  /// Data.
  ///
  /// The media type follows from the filename's extension unless given.
  public static func data(_ data: Data, filename: String, contentType: String? = nil) -> FilePart {
    bytes([UInt8](data), filename: filename, contentType: contentType)
  }

  /// Any body, such as a stream.
  public static func body(_ body: RequestBody, filename: String?, contentType: String? = nil) -> FilePart {
    FilePart(body, filename: filename, contentType: contentType ?? MIMEType.byExtension(of: filename ?? ""))
  }

  /// A value, for a part that may be a file or something else: text for scalars, JSON for all else, and no filename.
  ///
  /// - Throws: `JSONError` where JSON has no form for the value, such as a number that is not finite.
  public static func value<T: JSONCodable>(_ value: T) throws(JSONError) -> FilePart {
    let json = try ParameterText.value(of: value)
    let text: String
    let contentType: String
    switch json {
    case .array, .object: (text, contentType) = (json.jsonText, "application/json")
    default: (text, contentType) = (ParameterText.text(json), "text/plain; charset=utf-8")
    }
    var part = FilePart(.bytes(Array(text.utf8)), filename: nil, contentType: contentType)
    part.isValue = true
    return part
  }
}
