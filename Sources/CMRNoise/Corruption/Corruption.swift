internal import CMRRandom

/// The draws of one plan for one set of labels: a modality's own, or those that all modalities
/// share.
///
/// Rows and labels come from two streams, and the n-th row drawn takes the n-th label, so a plan
/// with a larger rate and the same seed corrupts the same rows in the same way, and more.
struct Corruption {
  let plan: NoisePlan
  let classCount: Int
  let classMap: ClassMap?
  /// What the features say; nil but for noise that goes by them.
  var profile: InstanceProfile?

  /// Corrupts `labels` at some of `rows` (ascending).
  ///
  /// `owner` keeps the streams of modalities apart; `place` names them in errors.
  func apply(
    to labels: inout [Int32], rows: [Int], owner: String, place: String
  ) throws(NoiseError) -> Selection {
    let selected = try select(rows, labels: labels, owner: owner, place: place)
    var stream = plan.stream(of: "labels", owner)
    var transitions = Array(repeating: Array(repeating: 0, count: classCount), count: classCount)
    for row in rows { transitions[Int(labels[row])][Int(labels[row])] += 1 }
    for row in selected {
      let clean = Int(labels[row])
      let noisy = replacement(for: clean, in: row, &stream)
      transitions[clean][clean] -= 1
      transitions[clean][noisy] += 1
      labels[row] = Int32(noisy)
    }
    return Selection(rowCount: selected.count, transitions: transitions)
  }

  /// What was drawn, and what became of it.
  struct Selection {
    let rowCount: Int
    let transitions: [[Int]]
  }

  private func select(
    _ rows: [Int], labels: [Int32], owner: String, place: String
  ) throws(NoiseError) -> [Int] {
    var candidates = rows
    let count: Int
    switch plan.semantics {
    case .redraw: count = plan.rate.floor(of: rows.count)
    case .exact:
      count = plan.rate.rounded(of: rows.count)
      if let classMap { candidates = rows.filter { classMap.changes(labels[$0]) } }
      guard count <= candidates.count else {
        throw .tooFewFlippable(
          plan: plan, wanted: count, flippable: candidates.count, rows: rows.count,
          modality: place)
      }
    }
    var stream = plan.stream(of: "rows", owner)
    if let profile { return profile.draw(count, &stream) }
    return stream.sample(count, of: candidates.count).map { candidates[$0] }
  }

  private func replacement(for clean: Int, in row: Int, _ stream: inout RandomStream) -> Int {
    if let profile { return Int(profile.label(of: row, plan.semantics)) }
    if let classMap { return classMap.targets[clean] }
    switch plan.semantics {
    case .redraw: return stream.uniform(below: classCount)
    case .exact:
      let other = stream.uniform(below: classCount - 1)
      return other < clean ? other : other + 1
    }
  }
}
