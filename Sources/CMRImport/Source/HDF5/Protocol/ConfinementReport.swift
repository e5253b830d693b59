/// How the process that reads HDF5 files is held, as it finds by trying.
package struct ConfinementReport: Hashable, Codable, Sendable {
  /// The release of the library that reads, "1.10.8".
  package let library: String
  /// The bytes of address space that it may take.
  package let addressSpace: Int
  /// The seconds of processor time that a block of an answer may take.
  package let processorSeconds: Int
  /// Whether the kernel refuses all system calls but a few.
  package let filtersSystemCalls: Bool
  /// What it tried and was refused: "open a file".
  package let refused: [String]
  /// What it tried and could do, which should be nothing.
  package let permitted: [String]
}
