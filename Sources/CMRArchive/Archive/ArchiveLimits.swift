/// How much an archive may ask of us before it is refused.
///
/// Every limit counts what is really read, not what a header claims. The defaults let every
/// published benchmark through and stop what could only be an accident or an attack.
public struct ArchiveLimits: Hashable, Sendable {
  /// The most members, skipped ones included. 1,000,000: the largest image folders of the field
  /// hold 270,000 files.
  public var entries: Int = 1_000_000
  /// The most bytes of one member. 128 GiB: the raw pixels of NUS-WIDE in one file take 30 GB.
  public var entryBytes: UInt64 = 128 << 30
  /// The most bytes of all members together. 512 GiB.
  public var totalBytes: UInt64 = 512 << 30
  /// The most bytes that each byte of the archive may give. 500: one-hot labels reach about 200,
  /// deflate at its very best 1,032, bombs thousands.
  public var compressionRatio: UInt64 = 500
  /// How many bytes an archive may give before its ratio counts. 1 GiB: harmless, and small
  /// archives of zeros are common.
  public var bytesFreeOfRatio: UInt64 = 1 << 30
  /// The most bytes of a member's name. 4,096: the longest path of Linux.
  public var nameBytes: Int = 4096
  /// The most bytes of all names together, as they are printed. 128 MiB: a million names of 134
  /// bytes. Names are held in memory, and their compressed headers may be a thousandth of them.
  public var allNameBytes: Int = 128 << 20

  /// The defaults.
  public init() {}
}
