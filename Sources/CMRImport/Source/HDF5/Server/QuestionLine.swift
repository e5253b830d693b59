internal import CMRHDF5  // elementSpan
internal import CMRSandbox

/// The confined process's end of the connection.
struct QuestionLine {
  private let connection: Connection
  private let confinement: Confinement

  init(_ connection: Connection, _ confinement: Confinement) {
    self.connection = connection
    self.confinement = confinement
  }

  /// Waits for the next question.
  func question() throws -> HDF5Question {
    guard let header = FrameHeader(bytes: try receive(FrameHeader.size)), header.kind == .message
    else { throw FrameError() }
    let message = try receive(header.byteCount)
    try confinement.allowProcessorTime()
    return try FrameHeader.decode(message, as: HDF5Question.self)
  }

  /// Sends the end of an answer.
  func send(_ answer: HDF5Answer) throws {
    var message = try? FrameHeader.message(answer)
    if message == nil {
      message = try FrameHeader.message(HDF5Answer.failed("its list of arrays is too long"))
    }
    let bytes = message ?? []
    try connection.send(bytes.span)
  }

  /// Sends a block of numbers, after which there is time for the next.
  func send<Number: BitwiseCopyable>(_ numbers: [Number]) throws {
    let byteCount = numbers.count * MemoryLayout<Number>.stride
    let header = FrameHeader(.numbers, byteCount: byteCount).bytes
    try connection.send(header.span)
    try connection.send(numbers.elementSpan)
    try confinement.allowProcessorTime()
  }

  private func receive(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var span = bytes.mutableSpan
    try connection.receive(into: &span)
    return bytes
  }
}
