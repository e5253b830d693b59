internal import CMRHDF5
internal import CMRSandbox
import Glibc

/// Tries what a confined process must not be able to do.
enum ConfinementTrial {
  /// What was tried, and how it went.
  static func report(_ confinement: Confinement) -> ConfinementReport {
    let attempts = attempts
    return ConfinementReport(
      library: HDF5Library.version, addressSpace: confinement.limits.addressSpace,
      processorSeconds: confinement.limits.processorSeconds,
      filtersSystemCalls: confinement.filtersSystemCalls,
      refused: attempts.filter { !$0.worked }.map(\.what),
      permitted: attempts.filter(\.worked).map(\.what))
  }

  private static var attempts: [(what: String, worked: Bool)] {
    [
      ("open a file", unsafe open("/proc/self/exe", O_RDONLY) >= 0),
      ("create a file", unsafe open("/tmp/cmr-confinement", O_WRONLY | O_CREAT, 0o600) >= 0),
      ("open a socket", socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) >= 0),
      ("duplicate a descriptor", dup(0) >= 0),
    ]
  }
}
