#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import OpenAPIClientRuntime

/// A date and time as the runtime reads it, so that two texts of one instant compare equal.
typealias RFC3339Instant = Date
