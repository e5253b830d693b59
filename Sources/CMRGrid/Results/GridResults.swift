/// What a grid's folder holds, cell by cell, as far as it is computed.
public struct GridResults: Sendable {
  /// One cell of the plan.
  struct Entry: Sendable {
    let cell: GridCell
    /// Its record; nil where it is not finished.
    let record: CellRecord?
    /// Why it failed, where it did.
    let failure: String?
  }

  /// In the order of the plan.
  private(set) var entries: [Entry]

  /// The program that computes it, and its version.
  let program: String

  /// The results of the newest plan in `folder`.
  public init(of folder: GridFolder) throws(GridError) {
    var entries: [Entry] = []
    let index = try folder.index()
    program = index.program
    for planned in index.cells {
      let files = folder.cell(planned.folder)
      let record = try files.record()
      if let record, record.identity.digest != planned.identity {
        throw .damagedRecord(
          files.recordPath, "it is of the cell \(record.identity.digest.prefix(16))")
      }
      entries.append(
        Entry(
          cell: planned.cell, record: record, failure: record == nil ? files.failure() : nil))
    }
    self.entries = entries
  }

  /// All numbers, in the order of the plan.
  public var rows: [ResultRow] { entries.flatMap { $0.record?.rows ?? [] } }
  /// How many cells the plan has.
  public var planned: Int { entries.count }
  /// How many of them are finished.
  public var finished: Int { entries.count { $0.record != nil } }
}

extension GridResults {
  /// Takes the record of a cell that has just been finished.
  mutating func set(_ record: CellRecord, of cell: GridCell) {
    guard let index = entries.firstIndex(where: { $0.cell == cell }) else { return }
    entries[index] = Entry(cell: cell, record: record, failure: nil)
  }

  /// Writes the text anew.
  func writeText(to folder: GridFolder) throws {
    try publish(ResultsCSV.text(of: rows), at: folder.csvPath)
  }

  /// Writes the sealed file anew; `plan` is the text of the plan.
  func writeSealed(to folder: GridFolder, plan: String) throws {
    try ResultsHDF5.write(rows, plan: plan, program: program, to: folder.hdf5Path)
  }
}
