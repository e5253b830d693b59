/// The classes of some rows as a noise file gives them, in the numbers of the store.
struct NoisyRows: Hashable {
  /// By row, the classes ascending; the number of classes stands for one that the store does not
  /// have.
  let classes: [[Int]]
  /// What the numbers or columns meant, in words.
  let reading: String
  /// Whether the file has one column per class.
  let isColumns: Bool
  /// Which class of the file is none of the store's, and where it lies: nil where no row has it.
  var phantom: Phantom?

  /// Where the class that is one too many lies.
  enum Phantom: Hashable { case before, behind }

  /// The readings of `table` that fit `classCount` classes: the first class can be 0 or 1, and one
  /// class more than the store has can come before or behind, as some published generators make it.
  ///
  /// - Throws: ``ImportError`` with code `otherSet` where none fits.
  static func readings(
    of table: LabelTable, classCount: Int, in file: String
  ) throws(ImportError) -> [NoisyRows] {
    table.columns == 1
      ? try numbers(table, classCount, file) : try columns(table, classCount, file)
  }

  private static func numbers(
    _ table: LabelTable, _ classCount: Int, _ file: String
  ) throws(ImportError) -> [NoisyRows] {
    let (least, most) = (table.values.min() ?? 0, table.values.max() ?? 0)
    let count = Int64(classCount)
    var readings: [NoisyRows] = []
    for base in [0, 1] as [Int64] {
      let (before, behind) = (least == base - 1, most == base + count)
      guard least >= base - 1, most <= base + count, !(before && behind) else { continue }
      let classes = table.values.map { value in
        value < base ? [classCount] : [Int(value - base)]
      }
      readings.append(
        NoisyRows(
          classes: classes,
          reading: "class numbers \(least) to \(most), the first class is \(base)",
          isColumns: false, phantom: before ? .before : behind ? .behind : nil))
    }
    guard !readings.isEmpty else {
      throw .noiseClassesDisagree(file, table.source, least: least, most: most, classCount)
    }
    return readings
  }

  private static func columns(
    _ table: LabelTable, _ classCount: Int, _ file: String
  ) throws(ImportError) -> [NoisyRows] {
    let width = table.columns
    guard width == classCount || width == classCount + 1 else {
      throw .noiseColumnsDisagree(file, table.source, columns: width, classCount)
    }
    if let place = table.values.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw .labelNotBinary(
        table.values[place], row: place / width, column: place % width,
        in: "\(file):\(table.source)")
    }
    let ones = (0..<table.rows).map { row in
      (0..<width).filter { table.values[row * width + $0] != 0 }
    }
    if width == classCount {
      return [NoisyRows(classes: ones, reading: "one column per class", isColumns: true)]
    }
    let behind = ones.joined().contains(classCount)
    let before = ones.joined().contains(0)
    return [
      NoisyRows(
        classes: ones, reading: "\(width) columns, the last of which is no class", isColumns: true,
        phantom: behind ? .behind : nil),
      NoisyRows(
        classes: ones.map { row in
          (row.contains(0) ? row.dropFirst() + [0] : row[...]).map { $0 == 0 ? classCount : $0 - 1 }
        }, reading: "\(width) columns, the first of which is no class", isColumns: true,
        phantom: before ? .before : nil),
    ]
  }
}
