/// What a method believes of the labels of the training rows at the beginning of an epoch.
///
/// One class per row: of the pair, where the rows of several modalities belong together.
public struct Beliefs: Sendable, Equatable {
  /// The class that each row is believed to have, in the order of the training rows.
  public var classes: [Int32]
  /// Whether the method goes by it: whether a transport moves the row, in the case of UOT-RCL.
  ///
  /// A row that is left behind is believed to have a class too; little is built on it.
  public var isTransported: [Bool]

  /// Beliefs about as many rows as there are elements in either list.
  public init(classes: [Int32], isTransported: [Bool]) {
    self.classes = classes
    self.isTransported = isTransported
  }

  /// How many rows are transported.
  public var transportedCount: Int { isTransported.count { $0 } }
}
