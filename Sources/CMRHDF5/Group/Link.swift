/// One name in a group and what it leads to.
public struct Link: Hashable, Sendable {
  /// The ways in which a name leads to an object.
  public enum Kind: Hashable, Sendable {
    /// To an object of the same file.
    case hard
    /// To a path in the same file, which need not exist.
    case soft(target: String)
    /// To a path in another file.
    case external(file: String, path: String)
    /// To whatever code of the file's maker decides; `number` is 65 to 255.
    case userDefined(number: Int)
  }

  /// The name within its group.
  public let name: String
  /// What the name leads to.
  public let kind: Kind

  /// A link called `name` of `kind`.
  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}
