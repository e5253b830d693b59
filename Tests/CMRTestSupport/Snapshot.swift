import FoundationEssentials
import SystemPackage
public import Testing

/// Compares `text` with the file `NAME.txt` in `Snapshots` beside the calling test.
///
/// With `RECORD_SNAPSHOTS` in the environment the file is written instead and the test fails, so that a recording run can
/// never pass for a check.
public func expectSnapshot(
  _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation,
  filePath: String = #filePath
) throws {
  let folder = FilePath(filePath).removingLastComponent().appending("Snapshots")
  let file = folder.appending(name + ".txt").string
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
    try FileManager.default.createDirectory(
      atPath: folder.string, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: file))
    Issue.record("recorded the snapshot '\(name)'", sourceLocation: sourceLocation)
    return
  }
  guard let data = FileManager.default.contents(atPath: file) else {
    Issue.record(
      "no snapshot '\(name)'; record it with RECORD_SNAPSHOTS=1", sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  let difference = firstDifference(text, expected)
  #expect(text == expected, "\(name): \(difference)", sourceLocation: sourceLocation)
}

/// The first line in which two texts differ, both versions.
private func firstDifference(_ actual: String, _ expected: String) -> Comment {
  let actual = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
  for line in 0..<max(actual.count, expected.count) {
    let a = line < actual.count ? actual[line] : "(nothing)"
    let e = line < expected.count ? expected[line] : "(nothing)"
    if a != e { return "line \(line + 1) is '\(a)', the snapshot has '\(e)'" }
  }
  return "no difference"
}
