import Glibc

/// What holds a process that works on data it must not trust.
///
/// Entered by the process itself once everything it needs is open, and for good: no later step, its own or one that
/// damaged data talk it into, can undo it.
public struct Confinement: Hashable, Sendable {
  /// The limits in force.
  public let limits: ResourceLimits
  /// Whether the kernel also refuses all system calls but a few. Where it cannot, the limits alone keep the process from
  /// opening and writing files and sockets.
  public let filtersSystemCalls: Bool

  /// Confines the calling process.
  ///
  /// - Throws: ``SandboxError`` if a limit cannot be set; a missing filter is not an error.
  public static func enter(_ limits: ResourceLimits) throws(SandboxError) -> Confinement {
    let limits = try limits.enforce()
    return Confinement(limits: limits, filtersSystemCalls: SystemCallFilter.enforce())
  }

  /// Lets the process work on for ``ResourceLimits/processorSeconds``; for one that answers many questions, each of which
  /// may take that long.
  public func allowProcessorTime() throws(SandboxError) { try limits.allowProcessorTime() }
}
