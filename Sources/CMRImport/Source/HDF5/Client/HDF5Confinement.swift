internal import CMRArchive
package import SystemPackage

/// Whether the process that reads HDF5 files is confined on this machine.
package enum HDF5Confinement {
  /// Starts the process, has it try what it must not, and returns what came of it.
  ///
  /// - Parameter reader: the program, as in ``ImportRequest/hdf5Reader``.
  /// - Throws: ``ImportError`` if the process does not start or does not survive.
  package static func report(
    reader: FilePath = ImportRequest.ownProgram
  ) throws(ImportError) -> ConfinementReport {
    let nothing = SeekableFile("/dev/null")
    let file = ConfinedHDF5File("no file", nothing, HDF5Reader(program: reader))
    defer { file.release() }
    guard case .confinement(let report) = try file.answer(.confinement) else {
      throw .damagedMember(file.name, "the process that reads HDF5 files answers something else")
    }
    return report
  }
}
