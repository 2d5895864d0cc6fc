import OpenAPIClientGenerator
import Testing

@Suite struct PlanComparisonTests {
  private func changes(_ old: [TypePlan], _ new: [TypePlan]) -> [String] {
    PlanComparison.changes(from: PrintedPlan.plan(types: old), to: PrintedPlan.plan(types: new)).map(\.description)
  }

  @Test func `equal plans have no changes`() {
    let types = [PrintedPlan.structure("Pet", PrintedPlan.property("id", .int))]
    #expect(changes(types, types).isEmpty)
  }

  @Test func `what is gone or has another type breaks callers, what is new does not`() {
    let old = PrintedPlan.structure(
      "Pet", PrintedPlan.property("id", .int),
      PrintedPlan.property("tag", .optional(.string), .optional, initial: .null))
    let new = PrintedPlan.structure(
      "Pet", PrintedPlan.property("id", .string),
      PrintedPlan.property("name", .optional(.string), .optional, initial: .null), PrintedPlan.property("born", .date))
    #expect(
      changes([old], [new]) == [
        "breaking: Pet.id is String instead of Int", "breaking: Pet.tag is gone", "breaking: Pet.born is new",
        "additive: Pet.name is new",
      ])
  }

  @Test func `a new case of a union breaks callers that switch, a new value of an open set does not`() {
    func union(_ names: [String]) -> TypePlan {
      TypePlan(
        name: "U", documentation: Documentation(),
        kind: .union(
          UnionPlan(cases: names.map { UnionPlan.Case(name: $0, type: .string) }, choice: .fit, otherCase: "other")))
    }
    func values(_ names: [String]) -> TypePlan {
      TypePlan(
        name: "E", documentation: Documentation(),
        kind: .openEnum(
          OpenEnumPlan(rawType: .string, values: names.map { OpenEnumPlan.Value(name: $0, value: .string($0)) })))
    }
    #expect(
      changes([union(["a"]), values(["a"])], [union(["a", "b"]), values(["a", "b"])]) == [
        "breaking: U.b is new", "additive: E.b is new",
      ])
  }

  @Test func `arguments and answers of operations are compared`() {
    func parameter(_ name: String, isRequired: Bool) -> ParameterPlan {
      ParameterPlan(
        name: name, wireName: name, location: .query, type: isRequired ? .string : .optional(.string),
        isRequired: isRequired, documentation: Documentation(), style: .form, explode: true)
    }
    let old = PrintedPlan.plan(operations: [
      PrintedPlan.operation("list", parameters: [parameter("limit", isRequired: false)]),
      PrintedPlan.operation("get"),
    ])
    let new = PrintedPlan.plan(operations: [
      PrintedPlan.operation(
        "list", "POST", parameters: [parameter("limit", isRequired: true), parameter("after", isRequired: false)],
        answer: AnswerPlan(type: .array(.named(["Pet"])), content: .json))
    ])
    #expect(
      PlanComparison.changes(from: old, to: new).map(\.description) == [
        "breaking: Client.list.limit must be given now", "breaking: Client.list returns [Pet] instead of Pet",
        "breaking: Client.get is gone", "additive: Client.list.after is new",
        "documentation: Client.list sends POST /pets instead of GET /pets",
      ])
  }
}
