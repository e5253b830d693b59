public import SystemPackage

/// A program to start, with nothing of the parent's but what is named here.
public struct ChildProgram: Hashable, Sendable {
  /// The program's file.
  public var path: FilePath
  /// Its arguments, without its name.
  public var arguments: [String]
  /// Its whole environment.
  public var environment: [String: String]

  /// A program and what it is given.
  public init(_ path: FilePath, arguments: [String], environment: [String: String] = [:]) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
  }
}
