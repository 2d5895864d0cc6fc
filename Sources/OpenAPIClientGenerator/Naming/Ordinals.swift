/// English ordinals for positions of a tuple.
enum Ordinals {
  static func name(_ index: Int) -> String {
    let names = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    return index < names.count ? names[index] : "element\(index + 1)"
  }
}
