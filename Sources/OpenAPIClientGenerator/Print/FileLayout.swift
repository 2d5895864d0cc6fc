/// How operations and models are spread over files.
public enum FileLayout: Equatable, Sendable {
  /// Over so many files each, at least 1, by their names: known before the document is read.
  ///
  ///     Pets+Client.swift, Pets+Operations1.swift …, Pets+Models1.swift …
  case numbered(Int)
  /// Operations and the types inside them by their first tag, models by their first letter: for people to find.
  ///
  ///     Pets+Client.swift, Pets+Operations.swift (without a tag), Pets+Operations+Store.swift, Pets+Models+P.swift
  case tags
}
