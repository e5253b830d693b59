/// What to do with an array whose header was just read.
public enum MATRequest: Hashable, Sendable {
  /// Pass over the array and everything in it.
  case skip
  /// Ask again for each array inside a cell array or structure. Passes over anything else.
  case descend
  /// Hold the array, with everything in it, as one ``MATValue``.
  case keep
  /// Hand numbers out block by block as `Float`. Containers are descended into.
  case floats
  /// Hand numbers out block by block as `Double`. Containers are descended into.
  case doubles
}
