/// The classes of rows, by row number.
package enum SplitLabels: Sendable {
  /// One class for each row.
  case classes([Int32])
  /// A row-major matrix [rows, count] of 0 and 1.
  case multiHot([UInt8], count: Int)

  /// The classes of one row, ascending.
  package func classes(ofRow row: Int) -> [Int] {
    switch self {
    case .classes(let classes): return [Int(classes[row])]
    case .multiHot(let elements, let count):
      return (0..<count).filter { elements[row * count + $0] != 0 }
    }
  }

  /// Whether each row has one class.
  var isSingle: Bool { if case .classes = self { true } else { false } }
}
