/// The labels of every row, of which each may have any number: rows of bits.
public struct LabelSets: Hashable, Sendable {
  /// How many rows there are.
  public let rows: Int

  /// How many labels there are to have.
  public let labelCount: Int

  private let wordsPerRow: Int
  private let words: [UInt64]

  /// Label sets from a multi-hot matrix, [rows, labels], row after row; an entry other than 0 is a
  /// label.
  ///
  /// - Throws: ``RetrievalError`` if the number of entries is not `rows x labelCount`.
  public init(
    multiHot: [UInt8], rows: Int, labelCount: Int
  ) throws(RetrievalError) {
    guard rows >= 0, labelCount >= 0, multiHot.count == rows * labelCount else {
      throw .multiHotSize(multiHot.count, rows: rows, labels: labelCount)
    }
    self.rows = rows
    self.labelCount = labelCount
    wordsPerRow = (labelCount + 63) / 64
    var words = Array(repeating: UInt64(0), count: rows * wordsPerRow)
    for row in 0..<rows {
      for label in 0..<labelCount where multiHot[row * labelCount + label] != 0 {
        words[row * wordsPerRow + label / 64] |= 1 << UInt64(label % 64)
      }
    }
    self.words = words
  }

  /// Whether row `row` and row `otherRow` of `other` have a label in common.
  func shares(_ row: Int, with other: LabelSets, _ otherRow: Int) -> Bool {
    for word in 0..<wordsPerRow
    where words[row * wordsPerRow + word] & other.words[otherRow * wordsPerRow + word] != 0 {
      return true
    }
    return false
  }
}
