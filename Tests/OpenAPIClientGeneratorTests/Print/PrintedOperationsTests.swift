import OpenAPIClientGenerator
import Testing

@Suite struct PrintedOperationsTests {
  @Test func `an operation is a method of the client and a value`() {
    let operation = OperationPlan(
      name: "updatePet", identifier: "updatePet", method: "PATCH", path: "/pets/{id}",
      documentation: Documentation(["Changes a pet."]),
      parameters: [
        ParameterPlan(
          name: "id", wireName: "id", location: .path, type: .string, isRequired: true,
          documentation: Documentation(["Which one."]), style: .simple, explode: false),
        ParameterPlan(
          name: "fields", wireName: "fields[]", location: .query, type: .optional(.array(.string)), isRequired: false,
          documentation: Documentation(), style: .form, explode: false),
      ],
      body: BodyPlan(
        name: "body", isUnlabeled: false, isRequired: true, type: .named(["UpdatePet", "Body"]),
        content: .json(contentType: "application/merge-patch+json")),
      answer: AnswerPlan(type: .named(["Pet"]), content: .json),
      failures: [FailurePlan(statuses: [.code(404), .range(5)], type: .named(["Problem"]))],
      security: [["key"], []],
      types: TypePlan(
        name: "UpdatePet", documentation: Documentation(), kind: .namespace,
        nested: [PrintedPlan.structure("Body")]))
    let text = PrintedPlan.operations(operation)
    #expect(
      text.hasPrefix(
        """
        nonisolated extension Pets.Client {
          /// Changes a pet.
          ///
          /// `PATCH /pets/{id}`
          ///
          /// - Parameters:
          ///   - id: Which one.
          @discardableResult
          public func updatePet(
            id: String, body: Pets.UpdatePet.Body, fields: [String]? = nil
          ) async throws(ClientError) -> Pets.Pet {
            try await send(Pets.updatePet(id: id, body: body, fields: fields))
          }
        }

        nonisolated extension Pets {
          /// ``Client/updatePet(id:body:fields:)`` as a value.
          public static func updatePet(
            id: String, body: UpdatePet.Body, fields: [String]? = nil
          ) -> APIOperation<Pet> {
            var operation = APIOperation<Pet>("updatePet", .patch, "/pets/{id}")
            operation.security(["key"], [])
            operation.path("id", id)
            operation.query("fields[]", fields, .form(explode: false))
            operation.json(body, contentType: "application/merge-patch+json")
            operation.failures([404, .range(5)], Problem.self)
            return operation
          }

          /// Types of ``Client/updatePet(id:body:fields:)``.
          public enum UpdatePet {
            public struct Body: JSONCodable {

        """))
  }

  @Test func `an operation of nothing but a path is one expression`() {
    let text = PrintedPlan.operations(
      PrintedPlan.operation("ping", answer: AnswerPlan(type: .void, content: .empty)))
    #expect(text.contains("  public func ping() async throws(ClientError) {\n    try await send(Pets.ping())\n  }\n"))
    #expect(
      text.contains(
        "  public static func ping() -> APIOperation<Void> {\n    APIOperation<Void>(\"ping\", .get, \"/pets\")\n  }\n")
    )
    #expect(!text.contains("@discardableResult"))
  }

  @Test func `several answers are a choice that says by itself how it is read`() {
    let choice = AnswerChoicePlan(cases: [
      AnswerChoicePlan.Case(name: "ok", status: .code(200), type: .named(["Pet"]), content: .json),
      AnswerChoicePlan.Case(
        name: "text", status: .code(200), contentType: "text/plain", type: .text, content: .text),
      AnswerChoicePlan.Case(name: "noContent", status: .code(204), type: nil, content: .empty),
    ])
    let output = TypePlan(name: "Output", documentation: Documentation(), kind: .answerChoice(choice))
    let text = PrintedPlan.operations(
      PrintedPlan.operation(
        "get", answer: AnswerPlan(type: .named(["Get", "Output"]), content: .choice),
        types: TypePlan(name: "Get", documentation: Documentation(), kind: .namespace, nested: [output])))
    #expect(text.contains("APIOperation<Get.Output>(\"get\", .get, \"/pets\", answer: Get.Output.answer)"))
    #expect(
      text.contains(
        """
              static var answer: Answer<Self> {
                .choice([
                  .on(200, .json, Self.ok),
                  .on(200, "text/plain", .text, Self.text),
                  .on(204, Self.noContent),
                ])
              }

        """))
  }

  @Test func `several bodies are a choice that puts itself into the operation`() {
    let choice = BodyChoicePlan(cases: [
      BodyChoicePlan.Case(
        name: "json", type: .named(["Pet"]), content: .json(contentType: "application/json"),
        contentType: "application/json"),
      BodyChoicePlan.Case(
        name: "form", type: .named(["Pet"]),
        content: .form([FieldEncodingPlan(key: "tags", style: .deepObject, explode: true)]),
        contentType: "application/x-www-form-urlencoded"),
    ])
    let body = TypePlan(name: "Body", documentation: Documentation(), kind: .bodyChoice(choice))
    let text = PrintedPlan.operations(
      PrintedPlan.operation(
        "put", "QUERY",
        body: BodyPlan(
          name: "body", isUnlabeled: true, isRequired: false, type: .optional(.named(["Put", "Body"])), content: .choice
        ),
        types: TypePlan(name: "Put", documentation: Documentation(), kind: .namespace, nested: [body])))
    #expect(text.contains("public static func put(_ body: Put.Body? = nil) -> APIOperation<Pet> {"))
    #expect(text.contains("APIOperation<Pet>(\"put\", .query, \"/pets\")"))
    #expect(text.contains("    body?.write(to: &operation)\n"))
    #expect(text.contains("case .form(let value): operation.form(value, [\"tags\": .deepObject])"))
  }

  @Test func `a fixed parameter is sent and not asked for, and rules of parameters are checked`() {
    let text = PrintedPlan.operations(
      PrintedPlan.operation(
        "list",
        parameters: [
          ParameterPlan(
            name: "version", wireName: "X-Version", location: .header, type: .string, isRequired: true,
            documentation: Documentation(), style: .simple, explode: false, constant: .string("2")),
          ParameterPlan(
            name: "limit", wireName: "limit", location: .query, type: .optional(.int), isRequired: false,
            documentation: Documentation(), style: .form, explode: true,
            rules: [.range(minimum: "1", maximum: "100", exclusiveMinimum: false, exclusiveMaximum: false)]),
        ]))
    #expect(text.contains("public func list(limit: Int? = nil) async"))
    #expect(text.contains("    operation.header(\"X-Version\", \"2\")\n    operation.query(\"limit\", limit)\n"))
    #expect(
      text.contains(
        "    operation.validate { rules in\n      rules.check(\"limit\", limit, in: 1...100)\n    }\n    return operation\n"
      ))
  }

  @Test func `servers and credentials are members and arguments`() {
    let client = ClientTypePlan(
      credentials: [
        CredentialPlan(
          key: "key", name: "apiKey", isRequired: true, kind: .apiKey(location: "header", name: "X-Key"),
          documentation: Documentation(["From the console."])),
        CredentialPlan(key: "user", name: "user", isRequired: false, kind: .basic),
      ],
      servers: [
        ServerPlan(
          name: "regional", url: "https://{region}.example.com:{port}/\"v1",
          variables: [
            ServerPlan.Variable(
              name: "region", wireName: "region", defaultValue: "eu",
              values: [OpenEnumPlan.Value(name: "eu", value: .string("eu"))], typeName: "Region"),
            ServerPlan.Variable(name: "port", wireName: "port", defaultValue: "443"),
          ])
      ], defaultSecurity: [["key"]])
    let text = PrintedPlan.namespace(client)
    #expect(
      text.contains(
        #"""
            public static func regional(region: Region = .eu, port: String = "443") -> Self {
              Self(url: "https://\(region.rawValue).example.com:\(port)/\"v1")
            }

            public struct Region: OpenEnum {

        """#))
    #expect(
      text.contains(
        "      apiKey: some Credential,\n      user: BasicCredential? = nil,\n      server: Server = .regional(),\n"))
    #expect(text.contains("    ///   - apiKey: sent as header `X-Key`.\n    ///     From the console.\n"))
    #expect(
      text.contains(
        "configuration.credentials[\"key\"] = .apiKey(apiKey, in: .header, name: \"X-Key\")\n      if let user {\n"))
    #expect(text.contains("configuration.defaultSecurity = [[\"key\"]]"))
  }

  @Test func `what is asked for must not be dropped, the answer to a change may be`() {
    #expect(!PrintedPlan.operations(PrintedPlan.operation("list", "GET")).contains("@discardableResult"))
    #expect(PrintedPlan.operations(PrintedPlan.operation("add", "POST")).contains("@discardableResult"))
    let stream = AnswerPlan(type: .events(.named(["Pet"])), content: .events(.data))
    #expect(
      !PrintedPlan.operations(PrintedPlan.operation("chat", "POST", answer: stream)).contains("@discardableResult"))
  }
}
