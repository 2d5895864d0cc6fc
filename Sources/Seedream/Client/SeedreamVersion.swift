/// The version of this package.
public enum SeedreamVersion {
  /// A semantic version such as `0.9.0`; before 1.0 a minor version may change public names.
  public static let current = "0.9.0"
}
