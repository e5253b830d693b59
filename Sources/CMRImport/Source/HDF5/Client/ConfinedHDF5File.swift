internal import CMRArchive
internal import CMRSandbox
internal import SystemPackage

/// An HDF5 file of somebody else's, which a confined process has open in place of this one.
///
/// The process is started by the first question and can be let go between questions; another takes its place then.
final class ConfinedHDF5File {
  /// What errors call the file.
  let name: String
  private let file: SeekableFile
  private let reader: HDF5Reader
  private var process: ChildProcess?
  /// The questions that are asked and not yet answered.
  private var asked: [HDF5Question] = []

  init(_ name: String, _ file: SeekableFile, _ reader: HDF5Reader) {
    self.name = name
    self.file = file
    self.reader = reader
  }

  /// Ends the process; the next question starts another.
  func release() {
    process?.stop()
    process = nil
    asked = []
  }

  /// The answer to a question that is answered without numbers.
  func answer(_ question: HDF5Question) throws(ImportError) -> HDF5Answer {
    try begin(question)
    guard case .message(let answer) = try part() else { throw misbehaved() }
    return try settled(answer)
  }

  /// Calls `body` with each block of the answer to `question`, which holds `count` numbers in all.
  func blocks<Number: BitwiseCopyable & ExpressibleByIntegerLiteral>(
    of question: HDF5Question, count: Int, as type: Number.Type,
    _ body: ([Number]) throws(ImportError) -> Void
  ) throws(ImportError) {
    try begin(question)
    var left = count
    while true {
      switch try part() {
      case .message(let answer):
        guard try settled(answer) == .done, left == 0 else { throw misbehaved() }
        return
      case .numbers(let bytes):
        let stride = MemoryLayout<Number>.stride
        guard bytes % stride == 0, bytes / stride <= left else { throw misbehaved() }
        var block = [Number](repeating: 0, count: bytes / stride)
        try unsafe block.withUnsafeMutableBufferPointer { (numbers) throws(ImportError) in
          var span = unsafe numbers.mutableSpan
          try receive(into: &span)
        }
        left -= block.count
        try body(block)
      }
    }
  }

  /// Fills `numbers` with the answer to `question`.
  ///
  /// - Parameter next: what will be asked after this, so that the process is at work on it in the meantime.
  func fill(
    _ numbers: inout MutableSpan<Float>, with question: HDF5Question, before next: HDF5Question?
  ) throws(ImportError) {
    try begin(question)
    if let next, asked.count == 1 { try ask(next) }
    switch try part() {
    case .message(let answer):
      _ = try settled(answer)
      guard numbers.isEmpty else { throw misbehaved() }
    case .numbers(let bytes):
      guard bytes == numbers.count * MemoryLayout<Float>.stride else { throw misbehaved() }
      try receive(into: &numbers)
      guard case .message(let answer) = try part(), try settled(answer) == .done else {
        throw misbehaved()
      }
    }
  }

  /// The most characters of a reason; the longest of our own has some 200.
  private static let reasonLimit = 1_000

  // MARK: The conversation

  /// A piece of an answer: its end, or the bytes of a block that follows.
  private enum Part {
    case message(HDF5Answer)
    case numbers(bytes: Int)
  }

  /// Makes `question` the one whose answer comes next.
  private func begin(_ question: HDF5Question) throws(ImportError) {
    while let first = asked.first, first != question { try passOver() }
    if asked.isEmpty { try ask(question) }
  }

  private func ask(_ question: HDF5Question) throws(ImportError) {
    do throws(SandboxError) {
      let process = try runningProcess()
      guard let message = try? FrameHeader.message(question) else {
        throw .broken(.invalidArgument)
      }
      try process.send(message.span)
      asked.append(question)
    } catch {
      throw failed(error)
    }
  }

  private func runningProcess() throws(SandboxError) -> ChildProcess {
    if let process { return process }
    let started = try reader.start(file.path, name: name)
    process = started
    return started
  }

  /// Receives an answer that is not wanted any more.
  private func passOver() throws(ImportError) {
    while case .numbers(let bytes) = try part() {
      var block = [UInt8](repeating: 0, count: bytes)
      var span = block.mutableSpan
      try receive(into: &span)
    }
    asked.removeFirst()
  }

  private func part() throws(ImportError) -> Part {
    guard let header = FrameHeader(bytes: try bytes(FrameHeader.size)) else { throw misbehaved() }
    guard header.kind == .message else { return .numbers(bytes: header.byteCount) }
    let message = try bytes(header.byteCount)
    do throws(FrameError) {
      return .message(try FrameHeader.decode(message, as: HDF5Answer.self))
    } catch {
      throw misbehaved()
    }
  }

  /// The end of the answer to the first question, if it is not a failure.
  private func settled(_ answer: HDF5Answer) throws(ImportError) -> HDF5Answer {
    asked.removeFirst()
    guard case .failed(let reason) = answer else { return answer }
    // Names in it can be as long and as odd as the file likes.
    throw .damagedMember(name, terminalSafe(reason.prefix(Self.reasonLimit)))
  }

  private func bytes(_ count: Int) throws(ImportError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var span = bytes.mutableSpan
    try receive(into: &span)
    return bytes
  }

  private func receive<Number: BitwiseCopyable>(
    into numbers: inout MutableSpan<Number>
  ) throws(ImportError) {
    guard let process else { throw misbehaved() }
    do throws(SandboxError) { try process.receive(into: &numbers) } catch { throw failed(error) }
  }

  // MARK: Failures

  private func failed(_ error: SandboxError) -> ImportError {
    release()
    return .unreadableHDF5(name, error)
  }

  /// The process says what no honest one does.
  private func misbehaved() -> ImportError {
    let end = process?.stop() ?? .exited(status: 0)
    release()
    return .unreadableHDF5(name, .ended(end))
  }
}
