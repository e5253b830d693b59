import CMRDense

/// The labels that the rows of a modality vote with: given ones, mixed with corrected ones.
struct Ballots {
  /// One class per row in each set; the sets share the vote equally.
  let given: [[Int32]]
  /// `[N, K]`, rows summing to 1; nil if given labels vote alone.
  let corrected: Matrix<Float>?
  /// The part of the vote that the corrected labels have.
  let correctedWeight: Double

  /// Adds `weight` times the label of `row` to the votes of all classes.
  func cast(_ row: Int, weight: Double, to votes: inout MutableSpan<Double>) {
    guard let corrected else { return castGiven(row, weight: weight, to: &votes) }
    castGiven(row, weight: weight * (1 - correctedWeight), to: &votes)
    let range = corrected.rowRange(row)
    let label = corrected.span.extracting(range)
    let share = weight * correctedWeight
    for index in label.indices { votes[index] += share * Double(label[index]) }
  }

  private func castGiven(_ row: Int, weight: Double, to votes: inout MutableSpan<Double>) {
    let share = weight / Double(given.count)
    for labels in given { votes[Int(labels[row])] += share }
  }
}
