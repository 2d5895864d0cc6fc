/// The version of this package.
public enum SeedreamVersion {
  /// As `0.9.0`: semantic versioning; before 1.0 a minor version may change public names.
  public static let current = "0.9.0"
}
