#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import OpenAPIClientRuntime

/// The type that the runtime decodes a date and time to, so that two texts of the same instant compare equal.
typealias RFC3339Instant = Date
