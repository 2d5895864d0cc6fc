import Foundation
import OpenAPIClientRuntime

public enum Images {
  public struct Server: APIServer {
    public var url: String
    public init(url: String) { self.url = url }
    public static var main: Self { Self(url: "https://images.example") }
  }
  public struct Client: APIClient {
    public var configuration: ClientConfiguration
    public init(apiKey: some Credential, server: Server = .main,
      transport: any Transport = DefaultTransport.shared, middleware: [any Middleware] = []) {
      configuration = ClientConfiguration(server: server.url, transport: transport, middleware: middleware)
      configuration.credentials["ApiKeyAuth"] = .apiKey(apiKey, in: .header, name: "Authorization")
    }
  }
}
extension Images {
  public static func draw(_ body: Draw.Body? = nil) -> APIOperation<GeneralResponse> {
    var operation = APIOperation<GeneralResponse>("draw", .post, "/v1/draw")
    operation.security(["ApiKeyAuth"])
    operation.multipart(body)
    operation.failure(400, Problem.self)
    return operation
  }
  public static func find(id: String, tags: [String]? = nil) -> APIOperation<FindOutput> {
    var operation = APIOperation<FindOutput>("find", .get, "/v1/items/{id}", answer: .choice([.on(200, .json, FindOutput.ok), .on(202, "text/plain", .text, FindOutput.later), .on(204, FindOutput.noContent), .on(206, "application/octet-stream", .body, FindOutput.part)]))
    operation.path("id", id)
    operation.query("tags", tags, .form(explode: false))
    return operation
  }
  public static func chat(_ body: JSONValue) -> APIOperation<EventStream<Pet>> {
    var operation = APIOperation<EventStream<Pet>>("chat", .post, "/v1/chat", answer: .events())
    operation.json(body)
    return operation
  }
  public static func maybe() -> APIOperation<Pet?> {
    APIOperation<Pet?>("maybe", .get, "/v1/maybe", answer: .optional(.json))
  }
  public static func remove() -> APIOperation<Void> { APIOperation<Void>("remove", .delete, "/v1/remove") }
  public static func lines() -> APIOperation<JSONLines<Problem>> { APIOperation<JSONLines<Problem>>("l", .get, "/", answer: .jsonLines()) }
}
extension Images.Client {
  @discardableResult
  public func draw(_ body: Images.Draw.Body? = nil) async throws(ClientError) -> Images.GeneralResponse {
    try await send(Images.draw(body))
  }
  public func find(id: String, tags: [String]? = nil) async throws(ClientError) -> Images.FindOutput {
    try await send(Images.find(id: id, tags: tags))
  }
  public func remove() async throws(ClientError) { try await send(Images.remove()) }
}
extension Images {
  public enum FindOutput: Sendable {
    case ok(Pet)
    case later(String)
    case noContent
    case part(ResponseBody)
  }
  public enum Draw {
    public struct Body: MultipartForm {
      public var category: String?
      public var resolution: Resolution?
      public var sourceImage: [FilePart]
      public init(category: String? = nil, resolution: Resolution? = nil, sourceImage: [FilePart] = []) {
        self.category = category; self.resolution = resolution; self.sourceImage = sourceImage
      }
      public func write(to form: inout MultipartWriter) {
        form.write("category", category)
        form.write("resolution", resolution)
        form.write("sourceImage", sourceImage)
      }
    }
    public struct Resolution: OpenEnum {
      public var rawValue: String
      public init(rawValue: String) { self.rawValue = rawValue }
      public static var r16x9: Self { Self(rawValue: "16:9") }
    }
  }
  public struct Level: OpenEnum {
    public var rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static var one: Self { Self(rawValue: 1) }
  }
  public struct Problem: JSONCodable {
    public var error: String
    public init(error: String) { self.error = error }
    public init(json: JSONReader) throws { error = try json.value("error") }
    public func write(to json: inout JSONWriter) { json.write("error", error) }
  }
  public struct GeneralResponse: JSONCodable, Validatable {
    public var code: Int
    public var msg: String
    public var when: Date?
    public var level: Level?
    public init(code: Int, msg: String, when: Date? = nil, level: Level? = nil) { self.code = code; self.msg = msg; self.when = when; self.level = level }
    public init(json: JSONReader) throws {
      code = try json.value("code")
      msg = try json.value("msg", default: "x")
      when = try json.value("when")
      level = try json.value("level")
    }
    public func write(to json: inout JSONWriter) {
      json.write("code", code)
      json.write("msg", msg)
      json.write("when", when)
      json.write("level", level)
    }
    public func validate(_ rules: inout Validation) { rules.check("code", code, in: 1...15); rules.length("msg", msg, 1...) }
  }
  public struct Node: JSONCodable {
    public var name: String
    @Boxed public var next: Node?
    public var note: Nullable<String>?
    public init(name: String, next: Node? = nil, note: Nullable<String>? = nil) { self.name = name; self.next = next; self.note = note }
    public init(json: JSONReader) throws { name = try json.value("name"); next = try json.value("next"); note = try json.value("note") }
    public func write(to json: inout JSONWriter) { json.write("name", name); json.write("next", next); json.write("note", note) }
  }
  public struct Cat: JSONCodable { public var lives: Int
    public init(lives: Int) { self.lives = lives }
    public init(json: JSONReader) throws { lives = try json.value("lives") }
    public func write(to json: inout JSONWriter) { json.write("type", "cat"); json.write("lives", lives) } }
  public struct Dog: JSONCodable { public var barks: Bool?
    public init(barks: Bool? = nil) { self.barks = barks }
    public init(json: JSONReader) throws { try json.requireObject(); barks = try json.value("barks") }
    public func write(to json: inout JSONWriter) { json.write("type", "dog"); json.write("barks", barks) } }
  public enum Pet: JSONCodable {
    case cat(Cat)
    case dog(Dog)
    case other(JSONValue)
    public init(json: JSONReader) throws {
      switch json.tag("type") {
      case "cat": self = .cat(try json.decode())
      case "dog": self = .dog(try json.decode())
      default: self = try json.match([UnionCase(Self.cat), UnionCase(Self.dog)]) ?? .other(json.decode())
      }
    }
    public func write(to json: inout JSONWriter) {
      switch self {
      case .cat(let value): json.encode(value)
      case .dog(let value): json.encode(value)
      case .other(let value): json.encode(value)
      }
    }
  }
}
