// Earlier names, kept so that code written against them compiles.

extension ImageBatchOrder {
  /// The earlier name of ``asCompleted``.
  @available(*, deprecated, renamed: "asCompleted")
  public static var asTheyCome: Self { .asCompleted }
}

extension SeedreamError {
  /// The earlier name of ``ExceededLimit``.
  @available(*, deprecated, renamed: "ExceededLimit")
  public typealias BrokenLimit = ExceededLimit
}

extension SeedreamError.MissingImage {
  /// The earlier name of ``number``.
  @available(*, deprecated, renamed: "number")
  public var index: Int { number }
}

extension ModelCapabilities {
  /// The earlier name of ``maximumCount``.
  @available(*, deprecated, renamed: "maximumCount")
  public var count: Documented<Int>? { maximumCount }

  /// The earlier name of ``mayDrawFewer``.
  @available(*, deprecated, renamed: "mayDrawFewer")
  public var countIsUpperLimit: Bool { mayDrawFewer }
}

extension ReferenceCapabilities {
  /// The earlier name of ``maximumCount``.
  @available(*, deprecated, renamed: "maximumCount")
  public var count: Documented<Int>? { maximumCount }

  /// The earlier name of ``maximumLinks``.
  @available(*, deprecated, renamed: "maximumLinks")
  public var links: Documented<Int>? { maximumLinks }

  /// The earlier name of ``filesOrLinksReason``.
  @available(*, deprecated, renamed: "filesOrLinksReason")
  public var eitherFilesOrLinks: String? { filesOrLinksReason }

  /// The earlier name of ``maximumBytes``.
  @available(*, deprecated, renamed: "maximumBytes")
  public var bytes: Documented<Int>? { maximumBytes }

  /// The earlier name of ``minimumSide``.
  @available(*, deprecated, renamed: "minimumSide")
  public var shortestSide: Documented<Int>? { minimumSide }

  /// The earlier name of ``maximumPixels``.
  @available(*, deprecated, renamed: "maximumPixels")
  public var totalPixels: Documented<Int>? { maximumPixels }

  /// The earlier name of ``maximumWithResults``.
  @available(*, deprecated, renamed: "maximumWithResults")
  public var togetherWithResults: Documented<Int>? { maximumWithResults }
}

extension SizeCapabilities {
  /// The earlier name of ``undocumentedSidesReason``.
  @available(*, deprecated, renamed: "undocumentedSidesReason")
  public var sideWithReferences: String? { undocumentedSidesReason }
}
