internal import CMRStore

/// What the features of one modality show while they pass: rows that are equal, rows of zeros and
/// columns that never change.
struct FeatureSurvey {
  let modality: String
  private(set) var rows: [RowFingerprint] = []
  private(set) var zeroRows = Set<Int>()
  private var first: [Float] = []
  private var varies: [Bool] = []

  init(_ modality: String) { self.modality = modality }

  /// The columns that have the same number in all rows.
  var constantColumns: Int { rows.count < 2 ? 0 : varies.count { !$0 } }
  /// The number of columns.
  var columns: Int { varies.count }

  /// Looks at the next rows.
  mutating func add(_ block: Span<Float>, width: Int) {
    guard width > 0 else { return }
    if first.isEmpty {
      first = (0..<min(width, block.count)).map { block[$0] }
      varies = [Bool](repeating: false, count: width)
    }
    for start in stride(from: 0, to: block.count, by: width) {
      var fingerprint = RowFingerprint()
      var isZero = true
      for column in 0..<width {
        let value = block[start + column]
        fingerprint.add(value)
        isZero = isZero && value == 0
        if value != first[column] { varies[column] = true }
      }
      if isZero { zeroRows.insert(rows.count) }
      rows.append(fingerprint)
    }
  }
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
        var places: [RowFingerprint: Int] = [:]
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
