/// The command line was not understood.
struct UsageError: Error {
  var message: String

  init(_ message: String) { self.message = message }
}
