/// The kinds of objects that a link can lead to.
public enum ObjectKind: String, Hashable, Sendable {
  /// A folder of links.
  case group
  /// An array.
  case dataset
  /// A type that was given a name of its own.
  case datatype
}

/// Any object of a file, opened without knowing its kind.
public enum Object: ~Copyable, Sendable {
  /// A folder of links.
  case group(Group)
  /// An array.
  case dataset(Dataset)
  /// A type with a name of its own; nothing is done with it.
  case datatype
}
