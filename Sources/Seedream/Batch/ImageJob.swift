/// What a batch works on: a request to be submitted, or a task that was submitted earlier.
public enum ImageJob: Sendable {
  /// Pictures to be drawn.
  case request(ImageRequest)
  /// Pictures to be waited for.
  case task(ImageTask)
}

/// What came of one job of a batch.
public struct ImageJobResult<Value: Sendable>: Sendable {
  /// The job's number in the batch, from 1.
  public var number: Int
  /// The job.
  public var job: ImageJob
  /// What came of it; a failure leaves the other jobs alone.
  public var result: Result<Value, SeedreamError>

  /// The value, or the error thrown.
  public var value: Value {
    get throws(SeedreamError) { try result.get() }
  }
}

/// In which order a batch gives its results.
public enum ImageBatchOrder: Hashable, Sendable {
  /// As they come; ``ImageJobResult/number`` tells which is which.
  case asTheyCome
  /// By their numbers: a result waits until those before it are there.
  case byNumber
}
