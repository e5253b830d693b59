import Synchronization

/// Memory as large as the parameters, for a plug-in to write to: gradients in a step, the parameters
/// themselves where they are moved back. Used again and again, because large pieces that come anew
/// from the system at every step cost more than what is done with them.
///
/// The tape holds on to the gradients of a step until it is reset, so memory that somebody still
/// holds is left to them and replaced.
final class ParameterMemory: Sendable {
  private let byteCounts: [Int]
  /// Empty until it is first asked for.
  private let buffers = Mutex<[GuardedBuffer]>([])

  /// Memory for arrays of these sizes.
  init(byteCounts: [Int]) { self.byteCounts = byteCounts }

  /// A buffer with arbitrary values for each array.
  func borrow() -> [GuardedBuffer] {
    buffers.withLock { buffers in
      if buffers.isEmpty { buffers = byteCounts.map { GuardedBuffer(byteCount: $0) } }
      for index in buffers.indices where !isKnownUniquelyReferenced(&buffers[index]) {
        buffers[index] = GuardedBuffer(byteCount: byteCounts[index])
      }
      return buffers
    }
  }

  /// A buffer of zeros for each array.
  func zeros() -> [GuardedBuffer] {
    let buffers = borrow()
    for buffer in buffers { buffer.clear() }
    return buffers
  }
}
