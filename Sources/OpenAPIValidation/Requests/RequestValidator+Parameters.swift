import OpenAPIDocument
import OpenAPISyntax

extension RequestValidator {
  /// Checks path, query, header and cookie parameters.
  func validateParameters(of request: RecordedRequest, _ match: Match) -> [Finding] {
    var findings: [Finding] = []
    let (rules, broken) = ParameterRule.all(of: match.operation, in: library)
    for node in broken {
      findings.append(
        Finding(
          .unchecked, subject: "parameters", rule: node,
          message: "this is not a parameter, or the reference can't be resolved"))
    }
    var query = FormPairs(query: request.query ?? "")
    var cookies = FormPairs(cookies: request.values("Cookie"))
    // An exploded object takes every pair that is left, so it comes last.
    for takesRest in [false, true] {
      for rule in rules where self.takesRest(rule) == takesRest {
        switch rule.location {
        case "path": findings += validatePath(rule, match.values)
        case "query": findings += validate(rule, in: &query)
        case "querystring": findings += validateQueryString(rule, request.query, &query)
        case "cookie": findings += validate(rule, in: &cookies)
        case "header": findings += validateHeader(rule, request)
        default:
          findings.append(rule.unchecked("there is no location \"\(rule.location)\""))
        }
      }
    }
    if options.reportsUnknownQueryParameters {
      findings += unknownQueryParameters(&query, match)
    }
    return findings
  }

  private func takesRest(_ rule: ParameterRule) -> Bool {
    guard rule.location == "query" || rule.location == "cookie", rule.style == "form", rule.explodes,
      rule.mediaType == nil
    else { return false }
    return outline(of: rule).isObject
  }

  private func outline(of rule: ParameterRule) -> SchemaOutline {
    SchemaOutline(rule.schema.map { [$0] } ?? [], library: library)
  }

  private func unknownQueryParameters(_ query: inout FormPairs, _ match: Match) -> [Finding] {
    for pair in match.template.query {
      let name = pair.split(separator: "=", maxSplits: 1).first.map(String.init) ?? ""
      _ = query.claim { $0 == name }
    }
    for scheme in securitySchemes where scheme["in"]?.string == "query" {
      _ = query.claim { $0 == scheme["name"]?.string }
    }
    return query.unclaimedNames.map {
      Finding(
        .violation, subject: "query parameter \"\($0)\"", rule: match.operation.node,
        message: "the operation has no such parameter")
    }
  }

  // MARK: By location

  private func validatePath(_ rule: ParameterRule, _ values: [(name: String, value: String)]) -> [Finding] {
    guard let segment = values.first(where: { $0.name == rule.name })?.value else {
      return [rule.unchecked("the path template does not have it")]
    }
    if !PercentEncoding.isWellFormed(segment) {
      return [rule.violation("a % is not followed by two hexadecimal digits")]
    }
    if rule.mediaType != nil { return validateContent(rule, PercentEncoding.decode(segment)) }
    let decoder = StyleDecoder(
      name: rule.name, style: rule.style, explodes: rule.explodes, outline: outline(of: rule))
    return check(rule) { () throws(StyleDecoder.Failure) in try decoder.decode(segment: segment) }
  }

  private func validate(_ rule: ParameterRule, in pairs: inout FormPairs) -> [Finding] {
    let isQuery = rule.location == "query"
    if rule.mediaType != nil {
      let found = pairs.claim { $0 == rule.name }
      guard let first = found.first else { return absence(of: rule) }
      return validateContent(rule, PercentEncoding.decode(first.raw, plusIsSpace: isQuery))
    }
    let decoder = StyleDecoder(
      name: rule.name, style: rule.style, explodes: rule.explodes, outline: outline(of: rule),
      isEncoded: rule.style != "cookie", plusIsSpace: isQuery)
    var value: TextValue?
    do throws(StyleDecoder.Failure) {
      value = try decoder.decode(pairs: &pairs)
    } catch {
      return [rule.violation(error.reason)]
    }
    guard let value else { return absence(of: rule) }
    if rule.allowsEmptyValue, case .text("") = value { return [] }
    return check(rule, value)
  }

  /// Checks a parameter of OpenAPI 3.2 that is the whole query.
  private func validateQueryString(_ rule: ParameterRule, _ raw: String?, _ query: inout FormPairs) -> [Finding] {
    guard let raw, !raw.isEmpty else { return absence(of: rule) }
    let pairs = query.claim { _ in true }
    guard let mediaType = rule.mediaType else {
      return [rule.unchecked("it has no content with a media type")]
    }
    if !mediaType.isForm { return validateContent(rule, PercentEncoding.decode(raw)) }
    let texts = pairs.map { (name: $0.name, value: PercentEncoding.decode($0.raw, plusIsSpace: true)) }
    return check(rule, .map(FormPairs.grouped(texts)))
  }

  private func validateHeader(_ rule: ParameterRule, _ request: RecordedRequest) -> [Finding] {
    let name = rule.name.lowercased()
    // OpenAPI has parameters of these names ignored: `content` describes these fields.
    if name == "accept" || name == "content-type" { return [] }
    let values = request.values(rule.name)
    if values.isEmpty { return absence(of: rule) }
    if name == "authorization" {
      if values.contains(where: { !$0.isEmpty }) { return [] }
      return [rule.violation("it is empty")]
    }
    return validateField(rule, values)
  }

  /// Checks the values of a header field, of a request or a response.
  func validateField(_ rule: ParameterRule, _ values: [String]) -> [Finding] {
    let text = values.joined(separator: ",")
    if rule.mediaType != nil { return validateContent(rule, text) }
    let decoder = StyleDecoder(
      name: rule.name, style: "simple", explodes: rule.explodes, outline: outline(of: rule), isEncoded: false)
    return check(rule) { () throws(StyleDecoder.Failure) in try decoder.decode(segment: text) }
  }

  private func absence(of rule: ParameterRule) -> [Finding] {
    guard rule.isRequired else { return [] }
    return [rule.violation("the required parameter is missing")]
  }

  // MARK: Values

  private func check(
    _ rule: ParameterRule, _ decode: () throws(StyleDecoder.Failure) -> TextValue
  ) -> [Finding] {
    do throws(StyleDecoder.Failure) {
      return check(rule, try decode())
    } catch {
      return [rule.violation(error.reason)]
    }
  }

  private func check(_ rule: ParameterRule, _ value: TextValue) -> [Finding] {
    guard let schema = rule.schema else { return [] }
    guard let converted = TextConverter.convert(value, by: outline(of: rule), validator: schemas) else { return [] }
    return schemas.validate(
      converted.value, against: schema, as: rule.subject, direction: .request,
      hidesValues: hidesValues(of: rule))
  }

  /// Checks a parameter with `content`, whose value is a text of that media type.
  private func validateContent(_ rule: ParameterRule, _ text: String) -> [Finding] {
    guard let schema = rule.schema, let mediaType = rule.mediaType else { return [] }
    if mediaType.isJSON {
      guard let value = JSONText.parse(text) else {
        return [rule.violation("it is not JSON")]
      }
      return schemas.validate(
        value, against: schema, as: rule.subject, direction: .request, hidesValues: hidesValues(of: rule))
    }
    if mediaType.isText { return check(rule, .text(text)) }
    return [rule.unchecked("values of type \(mediaType.essence) can't be checked")]
  }

  /// Whether a parameter may be a credential: a header field, a cookie, or a parameter named by a security scheme.
  private func hidesValues(of rule: ParameterRule) -> Bool {
    rule.location == "header" || rule.location == "cookie"
      || securitySchemes.contains { $0["name"]?.string == rule.name }
  }

  private var securitySchemes: [JSONNode] {
    (root["components"]?.members(of: "securitySchemes") ?? []).compactMap { library.dereference($0.value) }
  }
}
