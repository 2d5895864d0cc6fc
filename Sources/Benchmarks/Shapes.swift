import Foundation

/// The responses of a small chat, in types as one would write them by hand.
enum Chat {
  struct Message: Codable {
    var role: String
    var content: String
  }
  struct Choice: Codable {
    var index: Int
    var message: Message
    var finish_reason: String
  }
  struct Usage: Codable {
    var prompt_tokens: Int
    var completion_tokens: Int
    var total_tokens: Int
  }
  struct Response: Codable {
    var id: String
    var object: String
    var created: Int
    var model: String
    var choices: [Choice]
    var usage: Usage
  }
  struct Archive: Codable { var responses: [Response] }

  static func json(bytes: Int) -> String {
    Shapes.repeated(#"{"responses":["#, "]}", bytes) { _ in BenchmarkServer.response }
  }
}

/// Records of numbers, flags, optionals and an enum.
enum Stations {
  struct Reading: Codable {
    enum State: String, Codable { case ok, late, lost }
    var id: Int
    var station: String
    var latitude: Double
    var longitude: Double
    var height: Double?
    var state: State
    var active: Bool
    var tags: [String]
    var note: String?
    var samples: [Double]
    var counts: [String: Int]
  }
  struct Archive: Codable { var readings: [Reading] }

  static func json(bytes: Int) -> String {
    Shapes.repeated(#"{"readings":["#, "]}", bytes) { index in
      let note = index % 3 == 0 ? #","note":"checked by hand""# : ""
      return #"{"id":\#(index),"station":"ST-\#(index % 500)","latitude":\#(Double(index % 180_000) / 1000 - 90),"#
        + #""longitude":\#(Double(index % 360_000) / 1000 - 180),"height":\#(index % 2 == 0 ? "null" : "127.25"),"#
        + #""state":"\#(index % 5 == 0 ? "late" : "ok")","active":\#(index % 2 == 0),"tags":["north","coast"]\#(note),"#
        + #""samples":[1.5,2.25,-0.125,\#(Double(index % 1000) / 8)],"counts":{"wind":\#(index % 40),"rain":3}}"#
    }
  }
}

/// Wide objects of many strings, most of them links, with an owner in each.
enum Projects {
  struct Owner: Codable {
    var login: String
    var id: Int
    var avatar_url: String
    var html_url: String
    var followers_url: String
    var site_admin: Bool
  }
  struct Project: Codable {
    var id: Int
    var node_id: String
    var name: String
    var full_name: String
    var owner: Owner
    var `private`: Bool
    var html_url: String
    var description: String?
    var fork: Bool
    var url: String
    var archive_url: String
    var branches_url: String
    var clone_url: String
    var commits_url: String
    var homepage: String?
    var size: Int
    var stargazers_count: Int
    var watchers_count: Int
    var language: String?
    var has_issues: Bool
    var has_wiki: Bool
    var default_branch: String
    var topics: [String]
  }
  struct Archive: Codable { var projects: [Project] }

  static func json(bytes: Int) -> String {
    Shapes.repeated(#"{"projects":["#, "]}", bytes) { index in
      let base = "https://api.example.com/repos/harbour/lighthouse\(index)"
      return #"{"id":\#(index),"node_id":"R_kgDO\#(index)","name":"lighthouse\#(index)","#
        + #""full_name":"harbour/lighthouse\#(index)","owner":{"login":"harbour","id":77,"#
        + #""avatar_url":"https://avatars.example.com/u/77","html_url":"https://example.com/harbour","#
        + #""followers_url":"https://api.example.com/users/harbour/followers","site_admin":false},"private":false,"#
        + #""html_url":"\#(base)","description":"Keeps the lamp of the lighthouse burning, \#(index) nights so far.","#
        + #""fork":false,"url":"\#(base)","archive_url":"\#(base)/{archive_format}{/ref}","#
        + #""branches_url":"\#(base)/branches{/branch}","clone_url":"\#(base).git","commits_url":"\#(base)/commits","#
        + #""homepage":null,"size":\#(index * 3),"stargazers_count":\#(index % 900),"watchers_count":12,"#
        + #""language":"Swift","has_issues":true,"has_wiki":false,"default_branch":"main","topics":["light","sea"]}"#
    }
  }
}

/// Texts of many languages with line ends and quotation marks.
enum Letters {
  struct Letter: Codable {
    var id: String
    var title: String
    var text: String
  }
  struct Archive: Codable { var letters: [Letter] }

  static func json(bytes: Int) -> String {
    Shapes.repeated(#"{"letters":["#, "]}", bytes) { index in
      #"{"id":"letter-\#(index)","title":"Grüße von der Küste – №\#(index)","#
        + #""text":"Dear keeper,\nthe \"old\" lamp burns again. Море сегодня тихое. 灯台の光は美しい。\nYours, \#(index)"}"#
    }
  }
}

enum Shapes {
  /// As many elements as the whole needs for about a number of bytes.
  static func repeated(_ head: String, _ tail: String, _ bytes: Int, _ element: (Int) -> String) -> String {
    var text = head
    text.reserveCapacity(bytes + 4096)
    var index = 0
    while text.utf8.count < bytes {
      if index > 0 { text += "," }
      text += element(index)
      index += 1
    }
    return text + tail
  }
}
