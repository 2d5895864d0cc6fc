/// A job of a batch: a request to submit, or a task that was submitted earlier.
public enum ImageJob: Sendable {
  /// A request to submit.
  case request(ImageRequest)
  /// A submitted task to wait for.
  case task(ImageTask)
}

/// The result of one job of a batch.
public struct ImageJobResult<Value: Sendable>: Sendable {
  /// The job's number in the batch, from 1.
  public var number: Int
  /// The job.
  public var job: ImageJob
  /// The value or the error; a failure doesn't affect the other jobs.
  public var result: Result<Value, SeedreamError>

  /// The value, or the error thrown.
  public var value: Value {
    get throws(SeedreamError) { try result.get() }
  }
}

/// The order of a batch's results.
public enum ImageBatchOrder: Hashable, Sendable {
  /// In the order in which jobs finish; ``ImageJobResult/number`` tells which is which.
  case asCompleted
  /// In the order of their numbers: a result waits for those before it.
  case byNumber
}
