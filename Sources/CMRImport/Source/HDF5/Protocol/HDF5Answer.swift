/// The end of an answer of the confined process.
enum HDF5Answer: Hashable, Codable {
  case arrays([HDF5Array])
  case chunk([Int]?)
  case confinement(ConfinementReport)
  /// All blocks are sent.
  case done
  /// The file cannot be read, and why.
  case failed(String)
}
