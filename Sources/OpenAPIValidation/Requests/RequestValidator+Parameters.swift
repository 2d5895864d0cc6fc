import OpenAPIDocument
import OpenAPISyntax

extension RequestValidator {
  /// Checks path, query, header and cookie parameters.
  func validateParameters(of request: RecordedRequest, _ match: Match) -> [Finding] {
    var findings: [Finding] = []
    let (rules, broken) = ParameterRule.all(of: match.operation, in: library)
    for node in broken {
      findings.append(
        Finding(.unchecked, subject: "parameters", rule: node, message: "this is no parameter, or leads to none"))
    }
    var query = FormPairs(query: request.query ?? "")
    var cookies = FormPairs(cookies: request.values("Cookie"))
    // Whole objects spread over the query take what is left, so they come last.
    for takesRest in [false, true] {
      for rule in rules where self.takesRest(rule) == takesRest {
        switch rule.location {
        case "path": findings += validatePath(rule, match.values)
        case "query": findings += validate(rule, in: &query)
        case "querystring": findings += validateQueryString(rule, request.query, &query)
        case "cookie": findings += validate(rule, in: &cookies)
        case "header": findings += validateHeader(rule, request)
        default:
          findings.append(
            Finding(
              .unchecked, subject: rule.subject, rule: rule.node, message: "there is no location \"\(rule.location)\""))
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
    for scheme in root["components"]?["securitySchemes"]?.members.map({ $0.value }) ?? [] {
      guard let node = library.dereference(scheme), node["in"]?.string == "query" else { continue }
      _ = query.claim { $0 == node["name"]?.string }
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
      return [
        Finding(.unchecked, subject: rule.subject, rule: rule.node, message: "the path has no place for it")
      ]
    }
    if !PercentEncoding.isWellFormed(segment) {
      return [
        Finding(.violation, subject: rule.subject, rule: rule.node, message: "a % is not followed by two digits")
      ]
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
      return [Finding(.violation, subject: rule.subject, rule: rule.node, message: error.reason)]
    }
    guard let value else { return absence(of: rule) }
    if rule.allowsEmptyValue, case .text("") = value { return [] }
    return check(rule, value)
  }

  /// 3.2: the whole query in one parameter.
  private func validateQueryString(_ rule: ParameterRule, _ raw: String?, _ query: inout FormPairs) -> [Finding] {
    guard let raw, !raw.isEmpty else { return absence(of: rule) }
    let pairs = query.claim { _ in true }
    guard let mediaType = rule.mediaType else {
      return [
        Finding(.unchecked, subject: rule.subject, rule: rule.node, message: "it has no content to check it by")
      ]
    }
    if !mediaType.isForm { return validateContent(rule, PercentEncoding.decode(raw)) }
    let texts = pairs.map { (name: $0.name, value: PercentEncoding.decode($0.raw, plusIsSpace: true)) }
    return check(rule, .map(FormPairs.grouped(texts)))
  }

  private func validateHeader(_ rule: ParameterRule, _ request: RecordedRequest) -> [Finding] {
    let name = rule.name.lowercased()
    // The specification leaves these two to the body and the responses.
    if name == "accept" || name == "content-type" { return [] }
    let values = request.values(rule.name)
    if values.isEmpty { return absence(of: rule) }
    if name == "authorization" {
      if values.contains(where: { !$0.isEmpty }) { return [] }
      return [Finding(.violation, subject: rule.subject, rule: rule.node, message: "it is empty")]
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
    return [
      Finding(.violation, subject: rule.subject, rule: rule.node, message: "the required parameter is missing")
    ]
  }

  // MARK: Values

  private func check(
    _ rule: ParameterRule, _ decode: () throws(StyleDecoder.Failure) -> TextValue
  ) -> [Finding] {
    do throws(StyleDecoder.Failure) {
      return check(rule, try decode())
    } catch {
      return [Finding(.violation, subject: rule.subject, rule: rule.node, message: error.reason)]
    }
  }

  private func check(_ rule: ParameterRule, _ value: TextValue) -> [Finding] {
    guard let schema = rule.schema else { return [] }
    guard let converted = TextConverter.convert(value, by: outline(of: rule), validator: schemas) else { return [] }
    return schemas.validate(
      converted.value, against: schema, as: rule.subject, direction: .request,
      hidesValues: hidesValues(of: rule))
  }

  /// Parameters with `content`: the value is a document of its own.
  private func validateContent(_ rule: ParameterRule, _ text: String) -> [Finding] {
    guard let schema = rule.schema, let mediaType = rule.mediaType else { return [] }
    if mediaType.isJSON {
      guard let value = JSONText.parse(text) else {
        return [Finding(.violation, subject: rule.subject, rule: rule.node, message: "it is no JSON")]
      }
      return schemas.validate(
        value, against: schema, as: rule.subject, direction: .request, hidesValues: hidesValues(of: rule))
    }
    if mediaType.isText { return check(rule, .text(text)) }
    return [
      Finding(
        .unchecked, subject: rule.subject, rule: rule.node,
        message: "values of type \(mediaType.essence) can't be checked")
    ]
  }

  /// Keys travel in header fields and cookies, and in queries under names that a security scheme gives.
  private func hidesValues(of rule: ParameterRule) -> Bool {
    if rule.location == "header" || rule.location == "cookie" { return true }
    for scheme in root["components"]?["securitySchemes"]?.members.map({ $0.value }) ?? [] {
      guard let node = library.dereference(scheme) else { continue }
      if node["name"]?.string == rule.name { return true }
    }
    return false
  }
}
