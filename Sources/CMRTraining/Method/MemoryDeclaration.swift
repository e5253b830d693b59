/// What a method keeps in memory beside its parameters, as it declares before a run.
///
/// The core adds its own needs (parameters, optimiser moments, batches) and the commands print the sum; a test holds the
/// process to it.
public struct MemoryDeclaration: Sendable, Equatable {
  /// One thing that is kept.
  public struct Item: Sendable, Equatable {
    /// What it is, for example `soft targets`.
    public let what: String
    /// Its size.
    public let bytes: Int
  }

  /// The things kept, in the order declared.
  public private(set) var items: [Item] = []

  /// Nothing.
  public init() {}

  /// Adds an array of `count` elements of `bytesPerElement`.
  public mutating func add(_ what: String, count: Int, bytesPerElement: Int = 4) {
    items.append(Item(what: what, bytes: count * bytesPerElement))
  }

  /// The declared size of everything together.
  public var bytes: Int { items.reduce(0) { $0 + $1.bytes } }
}
