internal import CMRSandbox

extension ImportError {
  /// The process that reads an HDF5 file failed, not the reading.
  static func unreadableHDF5(_ name: String, _ error: SandboxError) -> ImportError {
    switch error {
    case .cannotStart(let program, let errno):
      ImportError(
        .unreadableInput,
        "the process that reads '\(name)' does not start: '\(program)': \(errno)",
        remedy: "HDF5 files are read in a process of their own, so that none can harm this one;"
          + " `cmrdata doctor` tells what is in its way")
    case .ended(let end) where end.exceededProcessorTime:
      damagedMember(
        name,
        "a part of it keeps the HDF5 library busy for more than"
          + " \(ConfinedHDF5Server.limits.processorSeconds) s")
    case .ended, .silent, .broken, .cannotLimit:
      damagedMember(name, "the HDF5 library does not survive it: \(error)")
    }
  }
}
