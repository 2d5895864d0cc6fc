extension HTTPFields {
  /// The fields as a type whose members are named after header fields, in any case.
  ///
  /// Each field is read as the type of its member: text, a number, a boolean, a date, a list (`a, b`, or the field
  /// repeated), an object (`R=100,G=200`, or JSON).
  ///
  /// - Throws: `JSONError` naming the field that is missing or doesn't fit.
  public func decode<T: JSONCodable>(_ type: T.Type = T.self) throws -> T {
    var object = JSONObject()
    for field in self {
      let name = field.name.lowercased()
      switch object[name] {
      // `Set-Cookie` can't be joined, because its values can have commas (RFC 9110, section 5.3).
      case .array(let values): object[name] = .array(values + [.string(field.value)])
      case .string(let value) where name == "set-cookie": object[name] = .array([.string(value), .string(field.value)])
      case .string(let value): object[name] = .string(value + ", " + field.value)
      default: object[name] = .string(field.value)
      }
    }
    return try T(json: JSONReader(texts: .object(object), from: .headers))
  }
}

extension Response {
  /// The header fields as a type: `response.headers(as: StartJob.Headers.self).requestsLeft`.
  ///
  /// - Throws: `ClientError` of kind `decoding` where a documented field is missing or doesn't fit.
  public func headers<T: JSONCodable>(as type: T.Type = T.self) throws(ClientError) -> T {
    do {
      return try fields.decode(type)
    } catch {
      throw ClientError(headers: error, status: status)
    }
  }
}

extension ClientError {
  /// The header fields of the response as a type, as `Response.headers(as:)` gives them.
  ///
  /// Values that may be secret are redacted.
  ///
  /// - Throws: `ClientError` of kind `decoding` where a documented field is missing or doesn't fit.
  public func headers<T: JSONCodable>(as type: T.Type = T.self) throws(ClientError) -> T {
    do {
      return try fields.decode(type)
    } catch {
      throw ClientError(headers: error, status: status)
    }
  }

  fileprivate init(headers error: any Error, status: Int?) {
    self.init(.decoding, "The header fields are not what the document says: \(error).", status: status)
  }
}
