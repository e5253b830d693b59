/// What a run keeps in memory, as declared before it starts.
///
/// A method declares what it keeps beside its parameters; the core adds its own needs (parameters,
/// moments, batches) and the commands print the sum.
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

  /// Adds everything that `other` declares.
  public mutating func add(_ other: MemoryDeclaration) { items += other.items }

  /// The declared size of everything together.
  public var bytes: Int { items.reduce(0) { $0 + $1.bytes } }
}
