import CMRDense

extension LabelModel {
  /// What one pass over all rows finds; sums over rows.
  struct Sums: Equatable {
    var logLikelihood = 0.0
    /// How many given labels of every set are right, as far as the model believes.
    var right: [Double]
    /// The gradient of the votes' expected log-likelihood in the weights, `[J]`.
    var gradient: [Double]
    /// Minus its second derivative, `[J, J]`.
    var curvature: Matrix<Double>
  }

  // Few enough to share among threads, many enough that handing them out costs nothing. Part of
  // what is computed: sums are added up per chunk.
  private static var chunkRows: Int { 256 }

  /// Goes over all rows on as many threads as products of matrices use; sums do not depend on their
  /// number.
  func sums(_ table: VoteTable, _ given: [[Int32]]) -> Sums {
    let layout = SumsLayout(sets: given.count, spaces: weights.count)
    let chunks = (table.rowCount + Self.chunkRows - 1) / Self.chunkRows
    var parts = [Double](repeating: 0, count: chunks * layout.width)
    ParallelRows.update(&parts, width: layout.width, makeScratch: { Beliefs() }) {
      chunk, part, beliefs in
      let start = chunk * Self.chunkRows
      for row in start..<min(start + Self.chunkRows, table.rowCount) {
        weigh(row, table, given, into: &beliefs)
        layout.add(beliefs, row, table, given, to: &part)
      }
    }
    return layout.total(parts)
  }
}

/// Where the sums of a chunk of rows lie.
private struct SumsLayout {
  let sets: Int
  let spaces: Int

  var width: Int { 1 + sets + spaces + spaces * spaces }
  private var gradient: Int { 1 + sets }
  private var curvature: Int { gradient + spaces }

  func add(
    _ beliefs: LabelModel.Beliefs, _ row: Int, _ table: VoteTable, _ given: [[Int32]],
    to part: inout MutableSpan<Double>
  ) {
    part[0] += beliefs.logLikelihood
    let entries = table.entries(of: row)
    for (index, entry) in entries.enumerated() {
      for set in 0..<sets where given[set][row] == table.classes[entry] {
        part[1 + set] += beliefs.posterior[index]
      }
      let surprise = beliefs.posterior[index] - beliefs.fromVotes[index]
      for space in 0..<spaces {
        let votes = Double(table.votes[entry * spaces + space])
        part[gradient + space] += surprise * votes
        for other in 0..<spaces {
          part[curvature + space * spaces + other] +=
            beliefs.fromVotes[index] * votes * Double(table.votes[entry * spaces + other])
        }
      }
    }
    subtractMeans(beliefs, entries, table, from: &part)
  }

  /// The curvature is a covariance: less the products of the mean votes.
  private func subtractMeans(
    _ beliefs: LabelModel.Beliefs, _ entries: Range<Int>, _ table: VoteTable,
    from part: inout MutableSpan<Double>
  ) {
    func mean(_ space: Int) -> Double {
      var sum = 0.0
      for (index, entry) in entries.enumerated() {
        sum += beliefs.fromVotes[index] * Double(table.votes[entry * spaces + space])
      }
      return sum
    }
    let means = (0..<spaces).map(mean)
    for space in 0..<spaces {
      for other in 0..<spaces {
        part[curvature + space * spaces + other] -= means[space] * means[other]
      }
    }
  }

  /// Adds the chunks up in their order.
  func total(_ parts: [Double]) -> LabelModel.Sums {
    var sum = [Double](repeating: 0, count: width)
    for (index, value) in parts.enumerated() { sum[index % width] += value }
    return LabelModel.Sums(
      logLikelihood: sum[0], right: Array(sum[1..<gradient]),
      gradient: Array(sum[gradient..<curvature]),
      curvature: Matrix(rows: spaces, columns: spaces, elements: Array(sum[curvature...])))
  }
}
