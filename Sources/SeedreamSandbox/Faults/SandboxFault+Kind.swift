import OpenAPISyntax

extension SandboxFault {
  /// What can go wrong.
  ///
  /// The raw value is the name on the command line.
  public enum Kind: String, CaseIterable, Sendable {
    /// The service's own general failure.
    case failure
    /// The account has no credits left.
    case noCredits = "no-credits"
    /// HTTP 401 (Novita: 403 `INVALID_API_KEY`).
    case unauthorized
    /// HTTP 403.
    case forbidden
    /// The prompt is refused by moderation.
    case moderated
    /// HTTP 429 with `Retry-After`.
    case rateLimited = "rate-limited"
    /// HTTP 429 with `Retry-After` as a date.
    case rateLimitedDate = "rate-limited-date"
    /// HTTP 429 with `retry-after-ms`.
    case rateLimitedMilliseconds = "rate-limited-ms"
    /// A page that says HTTP 413.
    case tooLarge = "too-large"
    /// A proxy's page that says HTTP 407.
    case proxyLogin = "proxy-login"
    /// HTTP 500 or another 5xx.
    case serverError = "server-error"
    /// An error object in an HTTP 200 response.
    case errorInSuccess = "error-in-200"
    /// A page of HTML instead of the response.
    case htmlPage = "html-page"
    /// JSON that breaks off.
    case brokenJSON = "broken-json"
    /// JSON with `NaN` for a number.
    case notANumber = "nan"
    /// JSON with text before and behind it.
    case textAround = "text-around"
    /// JSON in UTF-16.
    case utf16 = "utf-16"
    /// HTTP 200 without any body.
    case emptyBody = "empty-body"
    /// A success without its `data` (Novita: without `images`).
    case missingData = "missing-data"
    /// A success whose data names no task.
    case missingTaskID = "missing-task-id"
    /// The response comes late.
    case slow
    /// The response comes in twenty pieces with pauses between them.
    case drip
    /// The response never comes and the connection stays open.
    case noResponse = "no-response"
    /// The connection ends before the response, although the service has done its work.
    case dropBeforeResponse = "drop-before-response"
    /// The connection is reset before the response, although the service has done its work.
    case resetBeforeResponse = "reset-before-response"
    /// The connection ends after the response's head.
    case dropAfterHead = "drop-after-head"
    /// The connection ends in the response's body.
    case dropInBody = "drop-in-body"
    /// A redirect to another port; the sandbox records whether a key was sent there.
    case redirect
    /// The task ends as failed.
    case failedTask = "failed-task"
    /// The task ends without pictures.
    case noPictures = "no-pictures"
    /// The links of the pictures are empty strings.
    case emptyLinks = "empty-links"
    /// The task's state is one that no document names.
    case unknownState = "unknown-state"
    /// States in capital letters, and in words where numbers are documented.
    case stateWords = "state-words"
    /// The task is cancelled, in a state that no document names.
    case cancelledTask = "cancelled-task"
    /// The task has pictures, in a state that no document names.
    case oddStateWithPictures = "odd-state-with-pictures"
    /// The task has a reason for a failure, in a state that no document names.
    case oddStateWithReason = "odd-state-with-reason"
    /// Errors instead of the first pictures.
    case failedItems = "failed-items"
    /// The task never finishes.
    case neverFinishes = "never-finishes"
    /// A poll doesn't find the task.
    case lostTask = "lost-task"
    /// One link as a string where an array is documented.
    case urlAsString = "url-as-string"
    /// Links as objects where strings are documented.
    case linksAsObjects = "links-as-objects"
    /// Unused fields are empty strings.
    case emptyStrings = "empty-strings"
    /// Unused fields are null.
    case nulls
    /// Pictures come inside the response in base64, although links were requested.
    case base64
    /// OneRouter responds with a task.
    case async
    /// The connection ends in the middle of the picture.
    case truncated
    /// The link has expired.
    case expired
    /// The picture is announced as text.
    case wrongType = "wrong-type"
    /// What is announced as a PNG is a page of HTML.
    case notAPicture = "not-a-picture"
    /// The picture comes without its length.
    case noLength = "no-length"
    /// The picture is another file each time, by its ETag.
    case changedFile = "changed-file"
    /// Ranges are ignored: the whole picture comes again.
    case ignoresRange = "ignores-range"

    /// What happens, in one line.
    public var summary: String {
      switch self {
      case .failure: "the service's own general failure, such as code 9999"
      case .noCredits: "no credits: code 9000, HTTP 402, BILLING_BALANCE_NOT_ENOUGH"
      case .unauthorized: "HTTP 401 (Novita: 403 INVALID_API_KEY)"
      case .forbidden: "HTTP 403"
      case .moderated: "the prompt is refused by moderation"
      case .rateLimited: "HTTP 429 with Retry-After"
      case .rateLimitedDate: "HTTP 429 with Retry-After as a date"
      case .rateLimitedMilliseconds: "HTTP 429 with retry-after-ms"
      case .tooLarge: "a page that says HTTP 413"
      case .proxyLogin: "a proxy's page that says HTTP 407"
      case .serverError: "HTTP 5xx"
      case .errorInSuccess: "an error object in an HTTP 200 response"
      case .htmlPage: "a page of HTML instead of the response"
      case .brokenJSON: "JSON that breaks off"
      case .notANumber: "JSON with NaN for a number"
      case .textAround: "JSON with text before and behind it"
      case .utf16: "JSON in UTF-16"
      case .emptyBody: "HTTP 200 without a body"
      case .missingData: "a success without its data"
      case .missingTaskID: "a success that names no task"
      case .slow: "the response comes late"
      case .drip: "the response comes in twenty pieces with pauses"
      case .noResponse: "the response never comes, the connection stays open"
      case .dropBeforeResponse: "the work is done, but the connection ends before the response"
      case .resetBeforeResponse: "the work is done, but the connection is reset before the response"
      case .dropAfterHead: "the connection ends after the response's head"
      case .dropInBody: "the connection ends in the middle of the response's body"
      case .redirect: "a redirect to another port, where a key that is sent along is recorded"
      case .failedTask: "the task ends as failed"
      case .noPictures: "the task ends without pictures"
      case .emptyLinks: "the links of the pictures are empty strings"
      case .unknownState: "the task is in a state that no document names"
      case .stateWords: "states in capital letters, as words where numbers are documented"
      case .cancelledTask: "the task ends as cancelled"
      case .oddStateWithPictures: "the task has pictures, in a state that no document names"
      case .oddStateWithReason: "the task has a reason for a failure, in a state that no document names"
      case .failedItems: "errors instead of the first pictures"
      case .neverFinishes: "the task never finishes"
      case .lostTask: "a poll doesn't find the task"
      case .urlAsString: "one link as a string instead of an array"
      case .linksAsObjects: "links as objects instead of strings"
      case .emptyStrings: "unused fields are empty strings"
      case .nulls: "unused fields are null"
      case .base64: "pictures inside the response in base64, although links were requested"
      case .async: "OneRouter responds with a task to poll"
      case .truncated: "the connection ends in the middle of the picture"
      case .expired: "the link has expired"
      case .wrongType: "the picture is announced as text/plain"
      case .notAPicture: "what is announced as a PNG is a page of HTML"
      case .noLength: "the picture comes in chunks, without its length"
      case .changedFile: "the picture is another file each time, by its ETag"
      case .ignoresRange: "ranges are ignored: the whole picture comes again"
      }
    }

    /// Where it can occur; the first is the default.
    public var points: [Point] {
      switch self {
      case .failure, .noCredits, .unauthorized, .forbidden, .moderated, .rateLimited, .rateLimitedDate,
        .rateLimitedMilliseconds, .serverError, .errorInSuccess, .brokenJSON, .missingData, .notANumber, .textAround,
        .utf16, .tooLarge, .proxyLogin:
        [.submit, .poll]
      case .htmlPage, .emptyBody, .slow, .drip, .noResponse, .dropBeforeResponse, .resetBeforeResponse, .dropAfterHead,
        .dropInBody:
        [.submit, .poll, .download]
      case .redirect: [.download, .submit, .poll]
      case .missingTaskID, .failedTask, .noPictures, .emptyLinks, .unknownState, .neverFinishes, .lostTask,
        .urlAsString, .linksAsObjects, .emptyStrings, .nulls, .base64, .async, .stateWords, .cancelledTask,
        .oddStateWithPictures, .oddStateWithReason, .failedItems:
        [.submit]
      case .truncated, .expired, .wrongType, .notAPicture, .noLength, .ignoresRange, .changedFile: [.download]
      }
    }

    /// What the value means; nil for kinds without a value.
    public var valueMeaning: String? {
      switch self {
      case .rateLimited: "seconds in Retry-After"
      case .rateLimitedDate: "seconds from now"
      case .rateLimitedMilliseconds: "milliseconds in retry-after-ms"
      case .failedItems: "how many pictures"
      case .serverError, .htmlPage, .expired, .redirect: "HTTP status"
      case .slow: "milliseconds"
      case .drip: "milliseconds between pieces"
      case .unknownState: "the state's number"
      default: nil
      }
    }

    /// The value if none is given; 0 for kinds without a value.
    public var defaultValue: Int {
      switch self {
      case .rateLimited, .rateLimitedDate, .failedItems: 1
      case .rateLimitedMilliseconds: 500
      case .serverError: 500
      case .htmlPage: 502
      case .expired: 404
      case .redirect: 307
      case .slow: 1000
      case .drip: 50
      case .unknownState: 5
      default: 0
      }
    }

    /// The allowed values; only 0 for kinds without a value.
    public var values: ClosedRange<Int> {
      switch self {
      case .rateLimited, .rateLimitedDate: 0...86400
      case .rateLimitedMilliseconds: 0...86_400_000
      case .failedItems: 1...15
      case .serverError: 500...599
      case .htmlPage: 200...599
      case .expired: 400...499
      case .redirect: 301...308
      case .slow, .drip: 0...600_000
      case .unknownState: 5...1_000_000
      default: 0...0
      }
    }

    /// Why the kind can't occur at a point or with a value; nil if it can.
    func problem(at point: Point?, value: Int?) -> String? {
      if let point, !points.contains(point) {
        return "\(rawValue) can occur only at: \(points.map(\.rawValue).joined(separator: ", "))"
      }
      guard let value else { return nil }
      if valueMeaning == nil { return "\(rawValue) takes no value" }
      return values.contains(value) ? nil : "the value must be from \(values.lowerBound) to \(values.upperBound)"
    }

    /// When a fault takes effect.
    enum Stage: Sendable {
      /// The response is replaced, and the service does nothing.
      case refusal
      /// The service does its work, and its response is changed.
      case response
      /// The correct response is sent late, in part, or not at all.
      case delivery
      /// The task, or the results of a request without one, fails later or has an unusual form.
      case task
    }

    var stage: Stage {
      switch self {
      case .failure, .noCredits, .unauthorized, .forbidden, .moderated, .rateLimited, .rateLimitedDate,
        .rateLimitedMilliseconds, .serverError, .errorInSuccess, .htmlPage, .expired, .redirect, .tooLarge, .proxyLogin:
        .refusal
      case .brokenJSON, .emptyBody, .missingData, .wrongType, .notAPicture, .noLength, .ignoresRange, .changedFile,
        .notANumber, .textAround, .utf16:
        .response
      case .slow, .drip, .noResponse, .dropBeforeResponse, .resetBeforeResponse, .dropAfterHead, .dropInBody,
        .truncated:
        .delivery
      case .missingTaskID, .failedTask, .noPictures, .emptyLinks, .unknownState, .neverFinishes, .lostTask,
        .urlAsString, .linksAsObjects, .emptyStrings, .nulls, .base64, .async, .stateWords, .cancelledTask,
        .oddStateWithPictures, .oddStateWithReason, .failedItems:
        .task
      }
    }

    /// The kind whose name is nearest to a mistyped one.
    static func nearest(to name: String) -> String {
      NearestName.closest(to: name, among: allCases.map(\.rawValue)) ?? Kind.failure.rawValue
    }
  }
}
