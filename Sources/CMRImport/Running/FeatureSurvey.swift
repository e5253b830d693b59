internal import CMRStore

/// What the features of one modality show while they pass: rows of zeros and columns that never
/// change, and, by the checksums that the store takes anyway, rows that are equal.
struct FeatureSurvey {
  let modality: String
  /// The number of columns.
  let columns: Int
  /// The checksum of each row.
  private(set) var rows: [UInt64] = []
  private(set) var zeroRows = Set<Int>()

  private var seen = 0
  private var first: [Float] = []
  /// The columns that have had one number only: nearly always none after a few rows.
  private var constant: [Int] = []

  init(_ modality: String, columns: Int) {
    self.modality = modality
    self.columns = columns
  }

  /// How many columns have the same number in all rows.
  var constantColumns: Int { seen < 2 ? 0 : constant.count }

  /// Looks at the next rows.
  mutating func add(_ block: Span<Float>) {
    guard columns > 0 else { return }
    for start in stride(from: 0, to: block.count, by: columns) {
      let row = block.extracting(start..<start + columns)
      if seen == 0 {
        first = row.indices.map { row[$0] }
        constant = Array(row.indices)
      } else if !constant.isEmpty {
        constant.removeAll { row[$0] != first[$0] }
      }
      if row.indices.allSatisfy({ row[$0] == 0 }) { zeroRows.insert(seen) }
      seen += 1
    }
  }

  /// Takes the checksums of all rows.
  mutating func finish(_ checksums: [UInt64]) { rows = checksums }
}

/// What is wrong with a set as a whole, to be said to those who measure on it.
struct SurveyFindings {
  let surveys: [FeatureSurvey]
  let splits: [PlannedSplit]

  /// One sentence for each finding.
  var warnings: [String] { surveys.flatMap { columns($0) + zeros($0) + repeats($0) } }

  private func columns(_ survey: FeatureSurvey) -> [String] {
    let count = survey.constantColumns
    guard count > 0 else { return [] }
    return [
      "\(count) of the \(survey.columns) \(survey.modality) features have the same value in every row"
    ]
  }

  private func zeros(_ survey: FeatureSurvey) -> [String] {
    guard let row = survey.zeroRows.min() else { return [] }
    return [
      "\(survey.zeroRows.count) rows of \(survey.modality) are zeros alone, the first is row \(row),"
        + " counted from 0"
    ]
  }

  /// Rows to be measured on that stand among those to be learnt from or searched.
  private func repeats(_ survey: FeatureSurvey) -> [String] {
    [("test", ["train", "validation"]), ("validation", ["train"]), ("test", ["database"])]
      .compactMap { split, others in
        let measured = rows(split, survey.modality)
        let known = others.flatMap { rows($0, survey.modality) }
        guard !measured.isEmpty, !known.isEmpty else { return nil }
        var places: [UInt64: Int] = [:]
        for row in known where !survey.zeroRows.contains(row) {
          places[survey.rows[row]] = min(row, places[survey.rows[row]] ?? row)
        }
        let indices = Set(known)
        let twice = measured.filter { !indices.contains($0) && places[survey.rows[$0]] != nil }
        guard let row = twice.first, let same = places[survey.rows[row]] else { return nil }
        return
          "\(twice.count) of the \(measured.count) \(split) rows of \(survey.modality) also stand"
          + " in \(others.joined(separator: " or ")) with the same features; the first is row \(row),"
          + " equal to row \(same), counted from 0"
      }
  }

  private func rows(_ split: String, _ modality: String) -> [Int] {
    splits.first { $0.name == split }?.rows[modality] ?? []
  }
}
