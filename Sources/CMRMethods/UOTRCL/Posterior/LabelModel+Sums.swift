import CMRDense

extension LabelModel {
  /// What one pass over all rows finds; sums over rows.
  struct Sums: Equatable {
    var logLikelihood = 0.0
    /// How many given labels of every set are right, as far as the model believes.
    var right: [Double]
    /// The gradient of the expected log-likelihood of the foreseen classes in the weights, `[J]`.
    var gradient: [Double]
    /// Minus its second derivative, `[J, J]`.
    var curvature: Matrix<Double>
  }

  // Few enough to share among threads, many enough that handing them out costs nothing. Part of
  // what is computed: sums are added up per chunk.
  private static var chunkRows: Int { 256 }

  /// Goes over all rows on as many threads as products of matrices use; sums do not depend on their
  /// number.
  func sums(_ evidence: Evidence, _ given: [[Int32]]) -> Sums {
    let layout = SumsLayout(sets: given.count, witnesses: weights.count)
    let chunks = (evidence.rowCount + Self.chunkRows - 1) / Self.chunkRows
    var parts = [Double](repeating: 0, count: chunks * layout.width)
    ParallelRows.update(&parts, width: layout.width, makeScratch: { Scratch(layout) }) {
      chunk, part, scratch in
      let start = chunk * Self.chunkRows
      for row in start..<min(start + Self.chunkRows, evidence.rowCount) {
        weigh(row, evidence, given, into: &scratch.beliefs)
        layout.add(&scratch, row, evidence, given, to: &part)
      }
    }
    return layout.total(parts)
  }
}

/// What one thread works with.
private struct Scratch {
  var beliefs = LabelModel.Beliefs()
  /// The mean of what each witness says, as the model foresees the class.
  var means: [Double]

  init(_ layout: SumsLayout) { means = [Double](repeating: 0, count: layout.witnesses) }
}

/// Where the sums of a chunk of rows lie.
private struct SumsLayout {
  let sets: Int
  let witnesses: Int

  var width: Int { 1 + sets + witnesses + witnesses * witnesses }
  private var gradient: Int { 1 + sets }
  private var curvature: Int { gradient + witnesses }

  func add(
    _ scratch: inout Scratch, _ row: Int, _ evidence: Evidence, _ given: [[Int32]],
    to part: inout MutableSpan<Double>
  ) {
    let beliefs = scratch.beliefs
    part[0] += beliefs.logLikelihood
    for set in 0..<sets { part[1 + set] += beliefs.posterior[Int(given[set][row])] }
    for witness in 0..<witnesses { scratch.means[witness] = 0 }
    for label in 0..<evidence.classCount {
      let surprise = beliefs.posterior[label] - beliefs.foreseen[label]
      for witness in 0..<witnesses {
        let said = evidence.value(row: row, class: label, witness: witness)
        let share = beliefs.foreseen[label] * said
        part[gradient + witness] += surprise * said
        scratch.means[witness] += share
        for other in 0...witness {
          part[curvature + witness * witnesses + other] +=
            share * evidence.value(row: row, class: label, witness: other)
        }
      }
    }
    subtract(scratch.means, from: &part)
  }

  /// The curvature is a covariance: less the products of the means.
  private func subtract(_ means: [Double], from part: inout MutableSpan<Double>) {
    for witness in 0..<witnesses {
      for other in 0...witness {
        part[curvature + witness * witnesses + other] -= means[witness] * means[other]
      }
    }
  }

  /// Adds the chunks up in their order.
  func total(_ parts: [Double]) -> LabelModel.Sums {
    var sum = [Double](repeating: 0, count: width)
    for (index, value) in parts.enumerated() { sum[index % width] += value }
    var covariance = Matrix(
      rows: witnesses, columns: witnesses, elements: Array(sum[curvature...]))
    for witness in 0..<witnesses {
      for other in 0..<witness { covariance[other, witness] = covariance[witness, other] }
    }
    return LabelModel.Sums(
      logLikelihood: sum[0], right: Array(sum[1..<gradient]),
      gradient: Array(sum[gradient..<curvature]), curvature: covariance)
  }
}
