/// Numbers of bytes for people.
package enum ByteCount {
  /// `999 B`, `3.2 MB`; units are powers of 1000, and tenths are cut off.
  package static func text(_ count: Int64) -> String {
    if count < 1000 { return "\(count) B" }
    var tenths = count / 100
    for unit in ["kB", "MB"] {
      if tenths < 10_000 { return "\(tenths / 10).\(tenths % 10) \(unit)" }
      tenths /= 1000
    }
    return "\(tenths / 10).\(tenths % 10) GB"
  }
}
