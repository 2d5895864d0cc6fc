/// How a parameter is written (OpenAPI 3.1, section 4.8.12, "Style Values").
public struct ParameterStyle: Hashable, Sendable {
  enum Form: UInt8 {
    case simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject, json, cookie
  }

  var form: Form
  var explode: Bool

  private init(_ form: Form, _ explode: Bool) {
    self.form = form
    self.explode = explode
  }

  /// `blue,black`, objects `R,100,G,200`: paths and headers.
  public static let simple = simple(explode: false)
  /// `.blue,black`: paths.
  public static let label = label(explode: false)
  /// `;color=blue,black`: paths.
  public static let matrix = matrix(explode: false)
  /// `color=blue&color=black`, objects `R=100&G=200`: queries and cookies.
  public static let form = form(explode: true)
  /// `color=blue%20black`: queries.
  public static let spaceDelimited = spaceDelimited(explode: false)
  /// `color=blue%7Cblack`: queries.
  public static let pipeDelimited = pipeDelimited(explode: false)
  /// `color[R]=100`, nested `a[b][c]=1`, arrays `a[]=1`, arrays of objects `a[0][b]=1`: queries and forms.
  public static let deepObject = ParameterStyle(.deepObject, true)
  /// `color=blue; color=black`, nothing escaped: cookies (OpenAPI 3.2).
  public static let cookie = cookie(explode: true)
  /// The JSON text: parameters described by `content`.
  public static let json = ParameterStyle(.json, false)

  /// Objects `R=100,G=200` when exploded.
  public static func simple(explode: Bool) -> ParameterStyle { ParameterStyle(.simple, explode) }
  /// `.blue.black` when exploded.
  public static func label(explode: Bool) -> ParameterStyle { ParameterStyle(.label, explode) }
  /// `;color=blue;color=black` when exploded.
  public static func matrix(explode: Bool) -> ParameterStyle { ParameterStyle(.matrix, explode) }
  /// `color=blue,black` when not exploded.
  public static func form(explode: Bool) -> ParameterStyle { ParameterStyle(.form, explode) }
  /// `color=blue,black` when not exploded.
  public static func cookie(explode: Bool) -> ParameterStyle { ParameterStyle(.cookie, explode) }
  /// Like `form` when exploded.
  public static func spaceDelimited(explode: Bool) -> ParameterStyle { ParameterStyle(.spaceDelimited, explode) }
  /// Like `form` when exploded.
  public static func pipeDelimited(explode: Bool) -> ParameterStyle { ParameterStyle(.pipeDelimited, explode) }
  /// The same either way.
  public static func deepObject(explode: Bool) -> ParameterStyle { .deepObject }
}
