/// One text of several parts.
func joined(_ parts: String...) -> String { parts.joined() }
