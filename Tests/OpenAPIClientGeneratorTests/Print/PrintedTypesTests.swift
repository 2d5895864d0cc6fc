import OpenAPIClientGenerator
import Testing

@Suite struct PrintedTypesTests {
  @Test func `a struct has its properties, an initializer, and reads and writes itself`() {
    let pet = PrintedPlan.structure(
      "Pet", PrintedPlan.property("id", .int),
      PrintedPlan.property(
        "nickname", .optional(.string), .optional, key: "nick-name", initial: .null,
        documentation: Documentation(["What friends say."])),
      PrintedPlan.property("owner", .optional(.string), .requiredNullable, initial: .null),
      PrintedPlan.property("tags", .array(.string), .defaulted(.emptyArray), initial: .emptyArray))
    #expect(
      PrintedPlan.models(pet) == """
        nonisolated extension Pets {
          public struct Pet: JSONCodable {
            public var id: Int
            /// What friends say.
            public var nickname: String?
            public var owner: String?
            public var tags: [String]

            public init(id: Int, nickname: String? = nil, owner: String? = nil, tags: [String] = []) {
              self.id = id
              self.nickname = nickname
              self.owner = owner
              self.tags = tags
            }

            public init(json: JSONReader) throws {
              id = try json.value("id")
              nickname = try json.value("nick-name")
              owner = try json.value("owner")
              tags = try json.value("tags", default: [])
            }

            public func write(to json: inout JSONWriter) {
              json.write("id", id)
              json.write("nick-name", nickname)
              json.write("owner", orNull: owner)
              json.write("tags", tags)
            }
          }
        }

        """)
  }

  @Test func `a constant takes no room, is checked on reading and always written`() {
    let text = PrintedPlan.models(
      PrintedPlan.structure("Card", PrintedPlan.property("object", .string, .constant(.string("card")))))
    #expect(text.contains("    public var object: String { \"card\" }\n"))
    #expect(text.contains("    public init() {}\n"))
    #expect(text.contains("      try json.constant(\"object\", \"card\")\n"))
    #expect(text.contains("      json.write(\"object\", object)\n"))
  }

  @Test func `a deprecated property is kept under another name, so that its own type can use it without a warning`() {
    let text = PrintedPlan.models(
      PrintedPlan.structure(
        "Pet",
        PrintedPlan.property(
          "age", .optional(.int), .optional, initial: .null,
          documentation: Documentation(deprecation: Deprecation(message: "Use born.")))))
    #expect(
      text.contains(
        """
            @available(*, deprecated, message: "Use born.")
            public var age: Int? {
              get { deprecated_age }
              set { deprecated_age = newValue }
            }
            private var deprecated_age: Int?

            public init(age: Int? = nil) {
              self.deprecated_age = age
            }

        """))
    #expect(text.contains("json.write(\"age\", deprecated_age)"))
  }

  @Test func `a property is boxed where a cycle closes, and further members are kept beside the named ones`() {
    let text = PrintedPlan.models(
      PrintedPlan.structure(
        "Node", PrintedPlan.property("parent", .optional(.named(["Node"])), .optional, initial: .null, isBoxed: true),
        additional: AdditionalPropertiesPlan(name: "additionalProperties", type: .jsonValue)))
    #expect(
      text.contains("    @Boxed public var parent: Node?\n    public var additionalProperties: [String: JSONValue]\n"))
    #expect(text.contains("init(parent: Node? = nil, additionalProperties: [String: JSONValue] = [:]) {"))
    #expect(text.contains("additionalProperties = try json.additionalProperties(besides: [\"parent\"])"))
    #expect(text.contains("json.write(additionalProperties: additionalProperties)"))
  }

  @Test func `a struct without members is still an object`() {
    let text = PrintedPlan.models(PrintedPlan.structure("Nothing"))
    #expect(text.contains("try json.requireObject()"))
    #expect(text.contains("json.object()"))
  }

  @Test func `a multipart form writes a part for each property`() {
    let text = PrintedPlan.models(
      PrintedPlan.structure(
        "Form", PrintedPlan.property("photo", .filePart, key: "the photo"),
        additional: AdditionalPropertiesPlan(name: "more", type: .filePart), coding: [.multipart]))
    #expect(text.contains("public struct Form: MultipartForm {"))
    #expect(
      text.contains(
        """
            public func write(to form: inout MultipartWriter) {
              form.write("the photo", photo)
              for (name, value) in more.sorted(by: { $0.key < $1.key }) {
                form.write(name, value)
              }
            }

        """))
    #expect(!text.contains("JSONReader"))
  }

  @Test func `an open set has a constant a value and keeps what is not listed`() {
    let sizes = TypePlan(
      name: "Size", documentation: Documentation(["How large."], pointer: "#/components/schemas/Size"),
      kind: .openEnum(
        OpenEnumPlan(
          rawType: .string,
          values: [
            OpenEnumPlan.Value(name: "small", value: .string("s")),
            OpenEnumPlan.Value(
              name: "`default`", value: .string("d\"\\"), documentation: Documentation(["Neither."])),
          ])))
    #expect(
      PrintedPlan.models(sizes) == #"""
        nonisolated extension Pets {
          /// How large.
          ///
          /// `#/components/schemas/Size`
          public struct Size: OpenEnum {
            public let rawValue: String
            public init(rawValue: String) { self.rawValue = rawValue }

            public static var small: Self { Self(rawValue: "s") }
            /// Neither.
            public static var `default`: Self { Self(rawValue: "d\"\\") }
          }
        }

        """#)
  }

  @Test func `a union by discriminator reads by tag and keeps what it doesn't know`() {
    let union = UnionPlan(
      cases: [
        UnionPlan.Case(name: "cat", type: .named(["Cat"]), tags: ["cat", "kitten"]),
        UnionPlan.Case(name: "null", type: nil),
      ], choice: .discriminator("kind"), otherCase: "other", isIndirect: true)
    let text = PrintedPlan.models(TypePlan(name: "Pet", documentation: Documentation(), kind: .union(union)))
    #expect(
      text == """
        nonisolated extension Pets {
          public indirect enum Pet: JSONCodable {
            case cat(Cat)
            case null
            /// A value that none of the variants describes.
            case other(JSONValue)

            public init(json: JSONReader) throws {
              if json.kind == .null {
                self = .null
                return
              }
              switch json.tag("kind") {
              case "cat", "kitten": self = .cat(try json.decode())
              default: self = .other(try json.decode())
              }
            }

            public func write(to json: inout JSONWriter) {
              switch self {
              case .cat(let value): json.encode(value)
              case .null: json.encode(JSONValue.null)
              case .other(let value): json.encode(value)
              }
            }
          }
        }

        """)
  }

  @Test func `a union by fit tries its variants, and the last one says why nothing fits`() {
    let union = UnionPlan(
      cases: [UnionPlan.Case(name: "text", type: .string), UnionPlan.Case(name: "number", type: .int)], choice: .fit,
      otherCase: nil)
    let text = PrintedPlan.models(TypePlan(name: "Mixed", documentation: Documentation(), kind: .union(union)))
    #expect(
      text.contains(
        """
              let variants: [UnionCase<Self>] = [UnionCase(Self.text), UnionCase(Self.number)]
              self = try json.match(variants) ?? .number(json.decode())

        """))
  }

  @Test func `variants by fit are told apart by what their members are restricted to`() {
    func kind(_ name: String, _ text: String) -> TypePlan {
      TypePlan(
        name: name, documentation: Documentation(),
        kind: .openEnum(
          OpenEnumPlan(rawType: .string, values: [OpenEnumPlan.Value(name: "only", value: .string(text))])))
    }
    let union = UnionPlan(
      cases: [
        UnionPlan.Case(name: "cat", type: .named(["Cat"])), UnionPlan.Case(name: "dog", type: .named(["Dog"])),
        UnionPlan.Case(name: "text", type: .string),
      ], choice: .fit, otherCase: "other")
    let text = PrintedPlan.models(
      kind("CatKind", "cat"), kind("Size", "small"),
      PrintedPlan.structure(
        "Cat", PrintedPlan.property("kind", .optional(.named(["CatKind"])), .optional, initial: .null),
        PrintedPlan.property("size", .named(["Size"]))),
      PrintedPlan.structure(
        "Dog", PrintedPlan.property("kind", .string, .constant(.string("dog"))),
        PrintedPlan.property("size", .named(["Size"]))),
      TypePlan(name: "Pet", documentation: Documentation(), kind: .union(union)))
    #expect(
      text.contains(
        """
              let variants: [UnionCase<Self>] = [
                UnionCase(Self.cat, tags: ["kind": ["cat"]]),
                UnionCase(Self.dog, tags: ["kind": ["dog"]]),
                UnionCase(Self.text),
              ]
              self = try json.match(variants) ?? .other(json.decode())

        """))
  }

  @Test func `positions are read and written in order`() {
    let tuple = TuplePlan(
      elements: [
        PrintedPlan.property("first", .double),
        PrintedPlan.property("second", .optional(.int), .optional, initial: .null),
      ],
      rest: AdditionalPropertiesPlan(name: "rest", type: .string))
    let text = PrintedPlan.models(TypePlan(name: "Row", documentation: Documentation(), kind: .tuple(tuple)))
    #expect(text.contains("public init(first: Double, second: Int? = nil, rest: [String] = []) {"))
    #expect(text.contains("first = try json.element(0)"))
    #expect(text.contains("second = try json.element(1)"))
    #expect(text.contains("rest = try json.elements(from: 2)"))
    #expect(text.contains("json.element(first)\n      json.element(orNone: second)\n      json.writeElements(rest)"))
  }

  @Test func `rules are checked through optionals and null`() {
    let text = PrintedPlan.models(
      PrintedPlan.structure(
        "Rules",
        PrintedPlan.property(
          "count", .optional(.nullable(.int)), .optionalNullable, initial: .null,
          rules: [.range(minimum: "-5", maximum: "-1", exclusiveMinimum: false, exclusiveMaximum: false)]),
        PrintedPlan.property(
          "ratio", .double, rules: [.range(minimum: "0", maximum: "1", exclusiveMinimum: true, exclusiveMaximum: false)]
        ),
        PrintedPlan.property("name", .string, rules: [.length(minimum: 1, maximum: nil), .pattern("^\\d\"")]),
        PrintedPlan.property("tags", .array(.string), rules: [.count(minimum: nil, maximum: 5), .unique]),
        validates: true))
    #expect(
      text.contains(
        #"""
            public func validate(_ rules: inout Validation) {
              rules.check("count", count?.value, in: (-5)...(-1))
              rules.check("ratio", ratio, above: 0)
              rules.check("ratio", ratio, in: ...1)
              rules.length("name", name, 1...)
              rules.pattern("name", name, "^\\d\"")
              rules.count("tags", tags, ...5)
              rules.unique("tags", tags)
            }

        """#))
  }

  @Test func `a hidden standard name is qualified, and so is a type hidden by a nested one`() {
    let text = PrintedPlan.models(
      PrintedPlan.structure(
        "Pet", PrintedPlan.property("name", .string), PrintedPlan.property("born", .date),
        PrintedPlan.property("owner", .named(["Owner"])), PrintedPlan.property("inner", .named(["Pet", "Owner"]))),
      hiddenNames: ["String", "Date", "Owner"])
    #expect(text.contains("public var name: Swift.String\n"))
    #expect(text.contains("public var born: Foundation.Date\n"))
    #expect(text.contains("public var owner: Pets.Owner\n"))
    #expect(text.contains("public var inner: Owner\n"))
  }

  @Test func `the access level is printed where it says something`() {
    let pet = PrintedPlan.structure("Pet", PrintedPlan.property("id", .int))
    #expect(
      PrintedPlan.models(pet, access: .package).contains(
        "  package struct Pet: JSONCodable {\n    package var id: Int\n"))
    #expect(PrintedPlan.models(pet, access: .internal).contains("  struct Pet: JSONCodable {\n    var id: Int\n"))
  }
}
