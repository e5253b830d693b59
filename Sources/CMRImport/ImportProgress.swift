/// How far an import has come, for a progress bar.
public struct ImportProgress: Hashable, Sendable {
  /// The steps of an import in their order.
  public enum Phase: String, Hashable, Sendable {
    /// Finding out what the input holds; ``ImportProgress/subject`` is a file of the input.
    case looking
    /// Reading the features; the subject is a file of the input, counted in bytes.
    case reading
    /// Writing the store; the subject is a modality, counted in rows.
    case writing
    /// Flushing, verifying and publishing the store.
    case sealing
  }

  /// The step.
  public let phase: Phase
  /// What is being worked on, safe to print.
  public let subject: String
  /// How much of it is done.
  public let done: UInt64
  /// How much it is in all; nil where unknown.
  public let total: UInt64?
}

/// What an import reports to and asks whether to go on.
struct ImportMonitor {
  let progress: (ImportProgress) -> Void
  let shouldStop: () -> Bool

  /// Reports, and throws where the caller wants to stop.
  func report(
    _ phase: ImportProgress.Phase, _ subject: String, _ done: UInt64 = 0, of total: UInt64? = nil
  ) throws(ImportError) {
    guard !shouldStop() else { throw .stopped }
    progress(ImportProgress(phase: phase, subject: subject, done: done, total: total))
  }
}
