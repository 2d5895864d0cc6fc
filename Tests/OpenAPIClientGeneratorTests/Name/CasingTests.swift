import Testing

@testable import OpenAPIClientGenerator

@Suite struct `Words and their case` {
  @Test(arguments: [
    ("image_url", ["image", "url"]), ("imageUrl", ["image", "Url"]), ("Image URL", ["Image", "URL"]),
    ("seeDreamV45", ["see", "Dream", "V45"]), ("userIDs", ["user", "IDs"]), ("don't", ["dont"]),
    ("OAuth2Token", ["oauth2", "Token"]), ("IPv6", ["ipv6"]), ("--", []), ("naïve", ["naïve"]),
  ])
  func `names are split into words at separators and at changes of case`(_ text: String, _ words: [String]) {
    #expect(Words.split(text) == words)
  }

  @Test(arguments: [
    ("image_url", "imageURL", "ImageURL"), ("taskid", "taskid", "Taskid"), ("API_KEY", "apiKey", "APIKey"),
    ("TASK_FAILED", "taskFailed", "TaskFailed"), ("x.y.z", "xYZ", "XYZ"),
    ("portrait_16_9", "portrait16x9", "Portrait16x9"),
    ("v1_2", "v1_2", "V1_2"), ("ios_app", "iosApp", "iOSApp"), ("", "", ""),
  ])
  func `words are joined in lower and upper camel case`(_ text: String, _ lower: String, _ upper: String) {
    #expect(Casing.lowerCamel(text) == lower)
    // A type begins with a capital, also if its first word doesn't, such as `iOS`.
    #expect(Casing.upperCamel(text) == Casing.upperFirst(upper))
  }

  @Test(arguments: [
    ("sourceImages", "sourceImage"), ("Categories", "Category"), ("userIDs", "userID"), ("People", "Person"),
    ("boxes", "box"), ("statuses", "status"), ("News", "News"), ("address", "address"), ("Data", "Data"),
    ("movies", "movie"), ("gas", "gas"), ("photos", "photo"), ("Analyses", "Analysis"),
    ("heroes", "hero"), ("shelves", "shelf"), ("knives", "knife"), ("caches", "cache"), ("branches", "branch"),
    ("menus", "menu"), ("CPUs", "CPU"), ("apis", "api"), ("areas", "area"), ("canvases", "canvas"),
    ("phenomena", "phenomenon"), ("series", "series"), ("lens", "lens"), ("knowledgeBases", "knowledgeBase"),
    ("campuses", "campus"), ("licenses", "license"), ("taxes", "tax"), ("cactuses", "cactus"),
  ])
  func `a list's element is named in the singular`(_ plural: String, _ singular: String) {
    #expect(Singular.of(plural) == singular)
  }

  @Test(arguments: [
    ("Order", "Line", "OrderLine"), ("Order", "OrderLine", "OrderLine"), ("Orders", "Order", "Order"),
    ("OrderLine", "LineItem", "OrderLineItem"), ("User", "UserSettings", "UserSettings"), ("", "Pet", "Pet"),
    ("Video", "Ownership", "VideoOwnership"), ("Pet", "", "Pet"),
  ])
  func `names are joined without repeating a word`(_ first: String, _ second: String, _ joined: String) {
    #expect(JoinedNames.join(first, second) == joined)
  }

  @Test(arguments: [
    ("pause", true), ("give", true), ("reassign", true), ("unpin", true), ("Notify", true), ("quantify", true),
    ("video", false), ("gotify", false), ("request", false), ("design", false), ("preset", false), ("report", false),
    ("unit", false), ("results", false), ("certificate", false),
  ])
  func `verbs in paths are distinguished from nouns`(_ word: String, _ isVerb: Bool) {
    #expect(ActionVerbs.contains(word) == isVerb)
  }

  @Test(arguments: [
    ("16:9", "r16x9"), ("1024x768", "size1024x768"), ("2K", "size2K"), ("1.0", "v1_0"), ("-created", "minusCreated"),
    ("c#", "cSharp"), ("50%", "value50Percent"), ("", "empty"), (">=", "greaterThanOrEqual"), ("👍", "thumbsUpSign"),
  ])
  func `values without letters have names`(_ value: String, _ name: String) {
    #expect(Identifiers.constant(value) == name)
  }
}

@Suite struct `Reserved words` {
  @Test func `each kind of name has reserved words of its own`() {
    #expect(ReservedWords.member("json") == "jsonValue")
    #expect(ReservedWords.constant("none") == "noneValue")
    #expect(ReservedWords.parameter("operation") == "operationValue")
    #expect(ReservedWords.operation("send") == "sendRequest")
    #expect(ReservedWords.credential("transport") == "transportCredential")
    #expect(ReservedWords.server("url") == "urlServer")
    #expect(ReservedWords.type("Type") == "Kind")
    #expect(ReservedWords.type("Error") == "Error", "a type may have the name of one in the standard library")
  }

  @Test func `keywords get backticks, not another name`() {
    #expect(ReservedWords.escaped("default") == "`default`")
    #expect(ReservedWords.escaped("async") == "async")
  }
}

@Suite struct `Collisions` {
  @Test func `the first name that is free is taken, then the lowest number`() {
    var scope = NameScope(reserved: ["body"])
    #expect(scope.claim("id") == "id")
    #expect(scope.claim("id") { ["Id"] } == "Id")
    #expect(scope.claim("id") { ["Id"] } == "id2")
    #expect(scope.claim("id") == "id3")
    #expect(scope.claim("body") == "body2")
    #expect(scope.claim("v1") == "v1")
    #expect(scope.claim("v1") == "v1_2", "a number isn't appended to a digit")
    #expect(scope.claim("") == "value2")
  }

  @Test func `many names stay different, as few do`() {
    var scope = NameScope()
    for number in 0..<100 { #expect(scope.claim("name\(number)x") == "name\(number)x") }
    #expect(scope.claim("name50x") == "name50x2")
    #expect(scope.contains("name99x"))
    #expect(!scope.contains("name100x"))
  }
}
