import Synchronization

/// A request to stop, which a run polls after each step and between blocks of longer passes.
///
/// Commands raise it from a signal handler's thread or poll a flag of their own; the run finishes
/// its step, saves and says ``FitOutcome/StopReason/interrupted``.
public final class StopFlag: Sendable {
  private let raised = Atomic<Bool>(false)
  private let poll: @Sendable () -> Bool

  /// A flag that is down; `poll` is asked too, for requests that are noted elsewhere.
  public init(poll: @escaping @Sendable () -> Bool = { false }) { self.poll = poll }

  /// Asks the run to stop.
  public func raise() { raised.store(true, ordering: .relaxed) }

  /// Whether the run was asked to stop.
  public var isRaised: Bool { raised.load(ordering: .relaxed) || poll() }

  /// Throws ``Interruption`` if the run was asked to stop: how long passes are left half done.
  func check() throws(Interruption) {
    if isRaised { throw Interruption() }
  }
}

/// Unwinds a pass that can be repeated later; it never leaves the trainer.
struct Interruption: Error {}
