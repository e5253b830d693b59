import CMRSandbox
import CMRTestSupport
import SystemPackage
import Testing

/// Programs that are asked, and answer or do not.
@Suite struct ChildProcessTests {
  /// A shell that runs `script` with the connection as its descriptor 0 and a file as 3.
  private func shell(_ script: String, patience: Int = 20) throws -> ChildProcess {
    let file = try FileDescriptor.open(FilePath("/proc/self/exe"), .readOnly)
    defer { try? file.close() }
    let program = ChildProgram("/bin/sh", arguments: ["-c", script], environment: ["WORD": "yes"])
    return try ChildProcess(program, passing: file, patience: patience)
  }

  private func receive(_ count: Int, from child: ChildProcess) throws(SandboxError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var span = bytes.mutableSpan
    try child.receive(into: &span)
    return bytes
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func answersOverOneConnection() throws {
    let child = try shell("read question; printf %s \"$question-$question\" >&0")
    let question = Array("no\n".utf8)
    try child.send(question.span)
    #expect(text(try receive(5, from: child)) == "no-no")
  }

  @Test func hasItsOwnEnvironmentOnly() throws {
    let child = try shell("printf %s \"$WORD$HOME\" >&0; printf . >&0")
    #expect(text(try receive(4, from: child)) == "yes.")
  }

  @Test func readsTheFileThatItGets() throws {
    let child = try shell("head -c 4 >&0 <&3")
    #expect(try receive(4, from: child) == [0x7f] + Array("ELF".utf8))
  }

  @Test func leavesTheGroupOfItsParent() throws {
    let child = try shell("set -- $(cat /proc/$$/stat); [ \"$1\" = \"$5\" ] && printf own >&0")
    #expect(text(try receive(3, from: child)) == "own")
  }

  @Test(arguments: [
    ("exit 7", SandboxError.ended(.exited(status: 7)), "the process ended with status 7"),
    (
      "kill -SEGV $$", .ended(.killed(signal: 11)),
      "the process was ended by signal 11 (SIGSEGV)"
    ),
    (
      "exec <&-; sleep 30", .ended(.killed(signal: 9)),
      "the process was ended by signal 9 (SIGKILL)"
    ),
  ])
  func tellsHowItEnded(_ script: String, _ expected: SandboxError, _ text: String) throws {
    let child = try shell(script)
    let error = #expect(throws: SandboxError.self) { try receive(1, from: child) }
    #expect(error == expected)
    #expect(error?.description == text)
  }

  @Test func doesNotWaitForEver() throws {
    let child = try shell("sleep 60", patience: 1)
    let error = #expect(throws: SandboxError.self) { try receive(1, from: child) }
    #expect(error == .silent(seconds: 1))
    #expect(error?.description == "the process sent nothing for 1 s")
    #expect(child.stop() == .killed(signal: 9))
  }

  @Test func saysThatThereIsNoProgram() throws {
    let file = try FileDescriptor.open(FilePath("/dev/null"), .readOnly)
    defer { try? file.close() }
    let error = #expect(throws: SandboxError.self) {
      _ = try ChildProcess(ChildProgram("/nowhere/x", arguments: []), passing: file)
    }
    #expect(error?.description == "cannot start '/nowhere/x': No such file or directory")
  }
}
