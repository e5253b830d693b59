import RealModule

/// What is believed about a row's class, from what witnesses say and from its own labels.
///
///     p(k | e) = exp(sum_j w_j e_j(k)) / sum_l exp(sum_j w_j e_j(l))             e_j: what witness j says
///     p(y | k) = 1 - rho  if y = k,  rho / (K - 1)  otherwise                    y: a given label
///     q(k)     = p(k | e) prod_m p(y^m | k) / sum_l ...
///
/// A conditional logit (McFadden, 1974) for the class nobody sees and a uniform confusion for each
/// set of given labels, as in Dawid and Skene's model (1979).
package struct LabelModel: Sendable, Equatable {
  /// w: how much each witness counts.
  package var weights: [Double]
  /// rho: the share of wrong labels in every set of given ones.
  package var noiseRates: [Double]
  /// K.
  package let classCount: Int

  /// A model from its parts; K is 2 or more.
  package init(weights: [Double], noiseRates: [Double], classCount: Int) {
    precondition(classCount > 1, "\(classCount) classes leave nothing to doubt")
    self.weights = weights
    self.noiseRates = noiseRates
    self.classCount = classCount
  }

  /// The beliefs about one row, class by class.
  package struct Beliefs {
    /// p(k | e).
    package var foreseen: [Double] = []
    /// q(k).
    package var posterior: [Double] = []
    /// The logarithm of how likely the row's given labels are.
    package var logLikelihood = 0.0

    /// Nothing believed yet.
    package init() {}
  }

  /// Fills in the beliefs about `row`.
  package func weigh(
    _ row: Int, _ evidence: Evidence, _ given: [[Int32]], into beliefs: inout Beliefs
  ) {
    foresee(row, evidence, into: &beliefs)
    beliefs.posterior.removeAll(keepingCapacity: true)
    beliefs.posterior.append(contentsOf: beliefs.foreseen)
    for (set, labels) in given.enumerated() {
      let wrong = noiseRates[set] / Double(classCount - 1)
      for label in beliefs.posterior.indices {
        beliefs.posterior[label] *= Int(labels[row]) == label ? 1 - noiseRates[set] : wrong
      }
    }
    let likelihood = beliefs.posterior.reduce(0, +)
    for label in beliefs.posterior.indices { beliefs.posterior[label] /= likelihood }
    beliefs.logLikelihood = Double.log(likelihood)
  }

  private func foresee(_ row: Int, _ evidence: Evidence, into beliefs: inout Beliefs) {
    beliefs.foreseen.removeAll(keepingCapacity: true)
    var largest = -Double.infinity
    for label in 0..<classCount {
      var utility = 0.0
      for (witness, weight) in weights.enumerated() {
        utility += weight * evidence.value(row: row, class: label, witness: witness)
      }
      beliefs.foreseen.append(utility)
      largest = max(largest, utility)
    }
    var total = 0.0
    for label in beliefs.foreseen.indices {
      beliefs.foreseen[label] = Double.exp(beliefs.foreseen[label] - largest)
      total += beliefs.foreseen[label]
    }
    for label in beliefs.foreseen.indices { beliefs.foreseen[label] /= total }
  }
}
