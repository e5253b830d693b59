import CMRTestSupport
import SystemPackage
import Testing

/// File systems that say no: a full one and a read-only one, mounted where only the command under test sees them.
struct SmallDisk {
  let folder: TemporaryFolder

  /// Whether this machine lets us mount anything: root may, others where user namespaces are allowed.
  static func isAvailable() async throws -> Bool {
    guard let unshare = Tool.installed("unshare") else { return false }
    return try await unshare.run(["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status == 0
  }

  /// Runs `command` with the folder `disk` on a file system of `bytes`, after copying `files` there; what is left there
  /// then is printed after the output.
  func full(
    bytes: Int, holding files: [String] = [], _ command: String, _ arguments: String...
  ) async throws -> ToolResult {
    try await run(
      "mount -t tmpfs -o size=\(bytes) tmpfs disk", files, command, arguments, then: "")
  }

  /// Runs `command` with the folder `disk` read-only, holding copies of `files`.
  func readOnly(
    holding files: [String] = [], _ command: String, _ arguments: String...
  ) async throws -> ToolResult {
    try await run(
      "mount -t tmpfs tmpfs disk", files, command, arguments, then: "mount -o remount,ro disk")
  }

  private func run(
    _ mount: String, _ files: [String], _ command: String, _ arguments: [String], then: String
  ) async throws -> ToolResult {
    let script = """
      set -e
      mkdir -p disk
      \(mount)
      for file in \(files.joined(separator: " ")); do cp -r "$file" disk; done
      \(then)
      set +e
      "$@"
      status=$?
      (cd disk && find . -type f | sort)
      for file in \(files.joined(separator: " ")); do
        diff -r "$file" "disk/$file" >/dev/null || echo "changed: $file"
      done
      exit $status
      """
    let tool = try Tool.builtPath(command)
    let unshare = try #require(Tool.installed("unshare"))
    return try await unshare.run(
      ["-rm", "sh", "-c", script, "sh", tool.string] + arguments, in: folder.path)
  }
}
