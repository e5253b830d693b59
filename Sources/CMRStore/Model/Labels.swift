/// The labels of the rows of one modality, or of the paired rows of all.
public enum Labels: Hashable, Sendable {
  /// One class for each row, from 0.
  case classIndices([Int32])
  /// Any number of classes for each row.
  case multiHot(MultiHot)

  /// The number of rows.
  public var rows: Int {
    switch self {
    case .classIndices(let labels): labels.count
    case .multiHot(let labels): labels.rows
    }
  }

  /// The classes of one row, ascending: one class, or any number.
  public func classes(ofRow row: Int) -> [Int] {
    switch self {
    case .classIndices(let labels): [Int(labels[row])]
    case .multiHot(let labels): labels.classes(ofRow: row)
    }
  }

  /// Whether a row has the same classes as in `other`.
  public func hasSameClasses(as other: Labels, inRow row: Int) -> Bool {
    if case (.classIndices(let mine), .classIndices(let others)) = (self, other) {
      return mine[row] == others[row]
    }
    return classes(ofRow: row) == other.classes(ofRow: row)
  }

  /// Which of the two this is.
  public var kind: LabelKind {
    switch self {
    case .classIndices: .classIndex
    case .multiHot: .multiHot
    }
  }
}

/// How a label set says which classes a row has; the raw value is the attribute `kind` in a store.
public enum LabelKind: String, Codable, Hashable, Sendable {
  /// One class for each row.
  case classIndex = "class-index"
  /// Any number of classes for each row.
  case multiHot = "multi-hot"
}

/// A [rows, classes] matrix of 0 and 1, row-major: 1 where the row has the class.
public struct MultiHot: Hashable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of classes.
  public let classes: Int
  /// The elements, row-major, each 0 or 1.
  public let elements: [UInt8]

  /// A matrix of `elements`, whose count must be rows * classes.
  public init(rows: Int, classes: Int, elements: [UInt8]) {
    precondition(
      rows >= 0 && classes >= 0 && elements.count == rows * classes,
      "\(elements.count) elements for a matrix of \(rows) x \(classes)")
    self.rows = rows
    self.classes = classes
    self.elements = elements
  }

  /// The classes of one row, ascending.
  public func classes(ofRow row: Int) -> [Int] {
    (0..<classes).filter { elements[row * classes + $0] != 0 }
  }

  /// Whether two rows have a class in common.
  public func sharesClass(_ row: Int, with other: Int) -> Bool {
    (0..<classes).contains { elements[row * classes + $0] & elements[other * classes + $0] != 0 }
  }
}
