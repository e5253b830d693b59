import FoundationEssentials
public import SystemPackage

/// A folder of its own for one test, removed with everything in it when the test is done.
///
/// Only ``withTemporaryFolder(_:)`` makes one.
public struct TemporaryFolder: Sendable {
  /// Where the folder lies.
  public let path: FilePath

  /// The path of `name` inside the folder.
  public func callAsFunction(_ name: String) -> FilePath { path.pushing(FilePath(name)) }

  /// The names of everything in the folder, hidden files too, sorted.
  public func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path.string).sorted()
  }

  fileprivate init() throws {
    path = FilePath(FileManager.default.temporaryDirectory.path)
      .appending("cmr-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      atPath: path.string, withIntermediateDirectories: true)
  }

  fileprivate func remove() { try? FileManager.default.removeItem(atPath: path.string) }
}

/// Runs `body` with a fresh folder and removes it afterwards, whether or not `body` throws.
public func withTemporaryFolder<Result>(
  _ body: (TemporaryFolder) throws -> Result
) throws -> Result {
  let folder = try TemporaryFolder()
  defer { folder.remove() }
  return try body(folder)
}

/// Runs a `body` that waits with a fresh folder and removes it afterwards.
public func withTemporaryFolder<Result>(
  _ body: (TemporaryFolder) async throws -> Result
) async throws -> Result {
  let folder = try TemporaryFolder()
  defer { folder.remove() }
  return try await body(folder)
}
