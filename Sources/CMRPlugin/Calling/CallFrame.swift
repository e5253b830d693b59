import CMRCPlugin
import CMRTraining

/// One call of a function of a plug-in: what it is handed, and the checks when it returns.
@safe
struct CallFrame {
  let plugin: Plugin
  /// The function's name in the interface, for errors.
  let function: String
  let task: TaskTable
  let progress: FitProgress?
  let parameters: [cmr_array]
  let state: [cmr_array]

  /// The bytes of a message, its end included.
  private static let messageSize = 1024

  /// Runs `body` with the call and throws what the plug-in, or the host during the call, has failed
  /// at.
  @unsafe
  func run(
    _ host: HostCall = HostCall(), _ body: (UnsafePointer<cmr_call>) -> Int32
  ) throws {
    let message = GuardedBuffer(byteCount: Self.messageSize)
    var call = unsafe cmr_call()
    unsafe HostFunctions.fill(&call, for: host)
    unsafe call.task = task.pointer
    unsafe call.epoch = Int64(progress?.epoch ?? 0)
    unsafe call.step = Int64(progress?.step ?? 0)
    unsafe call.steps_per_epoch = Int64(progress?.stepsPerEpoch ?? 0)
    unsafe call.message = message.start.assumingMemoryBound(to: CChar.self)
    unsafe call.message_size = Self.messageSize
    unsafe call.parameter_count = Int32(parameters.count)
    unsafe call.state_count = Int32(state.count)
    let status = unsafe parameters.withUnsafeBufferPointer { parameters in
      unsafe state.withUnsafeBufferPointer { state in
        unsafe call.parameters = parameters.baseAddress
        unsafe call.state = state.baseAddress
        return unsafe withUnsafePointer(to: call, body)
      }
    }
    try check(message, "the message")
    if let failure = host.failure { throw described(failure) }
    guard status != CMR_OK else { return }
    throw failed(status, message)
  }

  /// Throws where the plug-in wrote beyond the ends of `buffer`.
  func check(_ buffer: GuardedBuffer, _ what: @autoclosure () -> String) throws(TrainingError) {
    if !buffer.isIntact {
      throw .pluginWroteOutside(plugin.description.name, what(), buffer.byteCount, place)
    }
  }

  /// `in 'step' at epoch 2, step 5`.
  var place: String {
    guard let progress else { return "in '\(function)'" }
    return "in '\(function)' at epoch \(progress.epoch + 1), step \(progress.step + 1)"
  }

  private func described(_ failure: any Error) -> any Error {
    switch failure {
    case let fault as DeclarationFault:
      TrainingError.pluginMisuses(plugin.description.name, "it declares \(fault.text)", place)
    case let misuse as MisusedOffer:
      TrainingError.pluginMisuses(plugin.description.name, misuse.text, place)
    default: failure
    }
  }

  private func failed(_ status: Int32, _ message: GuardedBuffer) -> TrainingError {
    let bytes = message.elements(UInt8.self).prefix { $0 != 0 }
    let text = String(decoding: bytes, as: UTF8.self)
    let isUnsuitable =
      status == CMR_UNSUITABLE && ["declare", "initialise"].contains(function)
    return .pluginFailed(
      plugin.description.name, place, status: status, message: text, isUnsuitable: isUnsuitable)
  }
}
