import Foundation
import OpenAPIClientRuntime

enum Images {
  struct Server: APIServer {
    var url: String
    init(url: String) { self.url = url }
    static var main: Self { Self(url: "https://images.example") }
  }
  struct Client: APIClient {
    var configuration: ClientConfiguration
    init(
      apiKey: some Credential, server: Server = .main,
      transport: any Transport = DefaultTransport.shared, middleware: [any Middleware] = []
    ) {
      configuration = ClientConfiguration(server: server.url, transport: transport, middleware: middleware)
      configuration.credentials["ApiKeyAuth"] = .apiKey(apiKey, in: .header, name: "Authorization")
    }
  }
}
extension Images {
  static func draw(_ body: Draw.Body? = nil) -> APIOperation<GeneralResponse> {
    var operation = APIOperation<GeneralResponse>("draw", .post, "/v1/draw")
    operation.security(["ApiKeyAuth"])
    operation.multipart(body)
    operation.failure(400, Problem.self)
    return operation
  }
  static func find(id: String, tags: [String]? = nil) -> APIOperation<FindOutput> {
    var operation = APIOperation<FindOutput>(
      "find", .get, "/v1/items/{id}",
      response: .choice([
        .on(200, .json, FindOutput.ok), .on(202, "text/plain", .text, FindOutput.later), .on(204, FindOutput.noContent),
        .on(206, "application/octet-stream", .body, FindOutput.part),
      ]))
    operation.path("id", id)
    operation.query("tags", tags, .form(explode: false))
    return operation
  }
  static func chat(_ body: JSONValue) -> APIOperation<EventStream<Pet>> {
    var operation = APIOperation<EventStream<Pet>>("chat", .post, "/v1/chat", response: .events())
    operation.json(body)
    return operation
  }
  static func maybe() -> APIOperation<Pet?> {
    APIOperation<Pet?>("maybe", .get, "/v1/maybe", response: .optional(.json))
  }
  static func remove() -> APIOperation<Void> { APIOperation<Void>("remove", .delete, "/v1/remove") }
  static func lines() -> APIOperation<JSONLines<Problem>> {
    APIOperation<JSONLines<Problem>>("l", .get, "/", response: .jsonLines())
  }
}
extension Images.Client {
  @discardableResult
  func draw(_ body: Images.Draw.Body? = nil) async throws(ClientError) -> Images.GeneralResponse {
    try await send(Images.draw(body))
  }
  func find(id: String, tags: [String]? = nil) async throws(ClientError) -> Images.FindOutput {
    try await send(Images.find(id: id, tags: tags))
  }
  func remove() async throws(ClientError) { try await send(Images.remove()) }
}
extension Images {
  enum FindOutput: Sendable {
    case ok(Pet)
    case later(String)
    case noContent
    case part(ResponseBody)
  }
  enum Draw {
    struct Body: MultipartForm {
      var category: String?
      var resolution: Resolution?
      var sourceImage: [FilePart]
      init(category: String? = nil, resolution: Resolution? = nil, sourceImage: [FilePart] = []) {
        self.category = category; self.resolution = resolution; self.sourceImage = sourceImage
      }
      func write(to form: inout MultipartWriter) {
        form.write("category", category)
        form.write("resolution", resolution)
        form.write("sourceImage", sourceImage)
      }
    }
    struct Resolution: ExtensibleEnum {
      var rawValue: String
      init(rawValue: String) { self.rawValue = rawValue }
      static var r16x9: Self { Self(rawValue: "16:9") }
    }
  }
  struct Level: ExtensibleEnum {
    var rawValue: Int
    init(rawValue: Int) { self.rawValue = rawValue }
    static var one: Self { Self(rawValue: 1) }
  }
  struct Problem: JSONCodable {
    var error: String
    init(error: String) { self.error = error }
    init(json: JSONReader) throws { error = try json.value("error") }
    func write(to json: inout JSONWriter) { json.write("error", error) }
  }
  struct GeneralResponse: JSONCodable, Validatable {
    var code: Int
    var msg: String
    var when: Date?
    var level: Level?
    init(code: Int, msg: String, when: Date? = nil, level: Level? = nil) {
      self.code = code; self.msg = msg; self.when = when; self.level = level
    }
    init(json: JSONReader) throws {
      code = try json.value("code")
      msg = try json.value("msg", default: "x")
      when = try json.value("when")
      level = try json.value("level")
    }
    func write(to json: inout JSONWriter) {
      json.write("code", code)
      json.write("msg", msg)
      json.write("when", when)
      json.write("level", level)
    }
    func validate(_ rules: inout Validation) {
      rules.check("code", code, in: 1...15); rules.length("msg", msg, 1...)
    }
  }
  struct Node: JSONCodable {
    var name: String
    @Boxed var next: Node?
    var note: Nullable<String>?
    init(name: String, next: Node? = nil, note: Nullable<String>? = nil) {
      self.name = name; self.next = next; self.note = note
    }
    init(json: JSONReader) throws {
      name = try json.value("name"); next = try json.value("next"); note = try json.value("note")
    }
    func write(to json: inout JSONWriter) {
      json.write("name", name); json.write("next", next); json.write("note", note)
    }
  }
  struct Cat: JSONCodable {
    var lives: Int
    init(lives: Int) { self.lives = lives }
    init(json: JSONReader) throws { lives = try json.value("lives") }
    func write(to json: inout JSONWriter) { json.write("type", "cat"); json.write("lives", lives) }
  }
  struct Dog: JSONCodable {
    var barks: Bool?
    init(barks: Bool? = nil) { self.barks = barks }
    init(json: JSONReader) throws { try json.requireObject(); barks = try json.value("barks") }
    func write(to json: inout JSONWriter) { json.write("type", "dog"); json.write("barks", barks) }
  }
  enum Pet: JSONCodable {
    case cat(Cat)
    case dog(Dog)
    case other(JSONValue)
    init(json: JSONReader) throws {
      switch json.discriminator("type") {
      case "cat": self = .cat(try json.decode())
      case "dog": self = .dog(try json.decode())
      default: self = try json.match([UnionCase(Self.cat), UnionCase(Self.dog)]) ?? .other(json.decode())
      }
    }
    func write(to json: inout JSONWriter) {
      switch self {
      case .cat(let value): json.encode(value)
      case .dog(let value): json.encode(value)
      case .other(let value): json.encode(value)
      }
    }
  }
}
