internal import CMRRandom

/// The draws of one plan for one set of labels of several classes.
struct MatrixCorruption {
  let plan: NoisePlan
  let classCount: Int
  /// Keeps the streams of modalities apart.
  let owner: String
  /// Names the labels in errors.
  let place: String
  let clean: [UInt8]
  private(set) var elements: [UInt8]
  private(set) var drawnRows = 0

  init(plan: NoisePlan, classCount: Int, owner: String, place: String, clean: [UInt8]) {
    self.plan = plan
    self.classCount = classCount
    self.owner = owner
    self.place = place
    self.clean = clean
    elements = clean
  }

  /// Corrupts some of `rows` (ascending), or all.
  mutating func apply(to rows: [Int]) throws(NoiseError) {
    if plan.model == .add { add(to: rows) } else { try replace(in: rows) }
  }

  /// The classes that a row has, and those that it lacks, ascending.
  private func classes(of row: Int) -> (has: [Int], lacks: [Int]) {
    let start = row * classCount
    let has = (0..<classCount).filter { clean[start + $0] != 0 }
    return (has, (0..<classCount).filter { clean[start + $0] == 0 })
  }

  // MARK: Replace

  /// The n-th row drawn takes the n-th class to lose and the n-th to gain, of those that it lacked
  /// before: the class lost is not gained again.
  private mutating func replace(in rows: [Int]) throws(NoiseError) {
    let selected = try select(rows)
    drawnRows = selected.count
    var stream = plan.stream(of: "labels", owner)
    for row in selected {
      let (has, lacks) = classes(of: row)
      if !has.isEmpty {
        elements[row * classCount + has[stream.uniform(below: has.count)]] = 0
      }
      if !lacks.isEmpty {
        elements[row * classCount + lacks[stream.uniform(below: lacks.count)]] = 1
      }
    }
  }

  private func select(_ rows: [Int]) throws(NoiseError) -> [Int] {
    var candidates = rows
    var count = plan.rate.floor(of: rows.count)
    if plan.semantics == .exact {
      count = plan.rate.rounded(of: rows.count)
      candidates = rows.filter { row in
        let (has, lacks) = classes(of: row)
        return !has.isEmpty && !lacks.isEmpty
      }
      guard count <= candidates.count else {
        throw .tooFewReplaceable(
          plan: plan, wanted: count, able: candidates.count, rows: rows.count, modality: place)
      }
    }
    var stream = plan.stream(of: "rows", owner)
    return stream.sample(count, of: candidates.count).map { candidates[$0] }
  }

  // MARK: Add

  /// Every row draws from a stream of its own, so that a higher level adds to what a lower one
  /// gives, and other rows do not matter.
  private mutating func add(to rows: [Int]) {
    for row in rows {
      let (has, lacks) = classes(of: row)
      let count = min(plan.rate.rounded(of: has.count), lacks.count)
      guard count > 0 else { continue }
      drawnRows += 1
      var stream = plan.stream(of: "labels", "\(owner)/row/\(row)")
      for place in stream.sample(count, of: lacks.count) {
        elements[row * classCount + lacks[place]] = 1
      }
    }
  }
}

extension ModalityNoise {
  init(modalities: [String], rows: [Int], _ corruption: MatrixCorruption) {
    let width = corruption.classCount
    var lost = Array(repeating: 0, count: width)
    var gained = lost
    var flipped = 0
    for row in rows {
      var differs = false
      for column in 0..<width {
        let place = row * width + column
        let (before, after) = (corruption.clean[place], corruption.elements[place])
        guard before != after else { continue }
        differs = true
        if before > after { lost[column] += 1 } else { gained[column] += 1 }
      }
      flipped += differs ? 1 : 0
    }
    self.init(
      modalities: modalities, trainingRows: rows.count, drawnRows: corruption.drawnRows,
      flippedRows: flipped, transitions: [], lost: lost, gained: gained)
  }
}
