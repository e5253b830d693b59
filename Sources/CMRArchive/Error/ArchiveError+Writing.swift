import SystemPackage

extension ArchiveError {
  static func cannotWrite(_ target: FilePath, _ errno: Errno, reason: String) -> ArchiveError {
    let full: [Errno] = [.noSpace, .fileTooLarge, Errno(rawValue: 122)]  // EDQUOT has no name
    return ArchiveError(
      .unwritable,
      "cannot write '\(terminalSafe(target.string))': "
        + (full.contains(errno)
          ? "the disk is full; what was there before is untouched, free some space and try again"
          : reason))
  }
}
