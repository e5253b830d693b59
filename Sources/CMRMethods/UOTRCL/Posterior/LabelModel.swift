import RealModule

/// What is believed about a row's class, from its neighbours' labels and from its own.
///
///     p(k | votes) = exp(sum_j w_j n_j(k)) / sum_l exp(sum_j w_j n_j(l))        n_j: votes in space j
///     p(y | k)     = 1 - rho  if y = k,  rho / (K - 1)  otherwise               y: a given label
///     q(k)         = p(k | votes) prod_m p(y^m | k) / sum_l ...
///
/// A conditional logit (McFadden, 1974) for the class nobody sees and a uniform confusion for each
/// set of given labels, as in Dawid and Skene's model (1979).
package struct LabelModel: Sendable, Equatable {
  /// w: how much a vote counts in every space.
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

  /// The beliefs about one row.
  package struct Beliefs {
    /// p(k | votes) of every entry of the row's votes.
    package var fromVotes: [Double] = []
    /// q(k) of every entry.
    package var posterior: [Double] = []
    /// q(k) of every class without an entry.
    package var elsewhere = 0.0
    /// The logarithm of how likely the row's given labels are.
    package var logLikelihood = 0.0

    /// Nothing believed yet.
    package init() {}
  }

  /// Fills in the beliefs about `row`.
  package func weigh(
    _ row: Int, _ table: VoteTable, _ given: [[Int32]], into beliefs: inout Beliefs
  ) {
    let entries = table.entries(of: row)
    let absent = Double(classCount - entries.count)
    beliefs.fromVotes.removeAll(keepingCapacity: true)
    beliefs.posterior.removeAll(keepingCapacity: true)
    for entry in entries { beliefs.fromVotes.append(utility(entry, table)) }
    // Classes without a vote have utility 0.
    let shift = beliefs.fromVotes.reduce(absent > 0 ? 0 : -.infinity, max)
    var total = absent * Double.exp(-shift)
    for index in beliefs.fromVotes.indices {
      beliefs.fromVotes[index] = Double.exp(beliefs.fromVotes[index] - shift)
      total += beliefs.fromVotes[index]
    }
    let wrong = noiseRates.map { $0 / Double(classCount - 1) }
    let none = Double.exp(-shift) / total * wrong.reduce(1, *)
    var likelihood = absent * none
    for (index, entry) in entries.enumerated() {
      beliefs.fromVotes[index] /= total
      var joint = beliefs.fromVotes[index]
      for (set, labels) in given.enumerated() {
        joint *= labels[row] == table.classes[entry] ? 1 - noiseRates[set] : wrong[set]
      }
      beliefs.posterior.append(joint)
      likelihood += joint
    }
    for index in beliefs.posterior.indices { beliefs.posterior[index] /= likelihood }
    beliefs.elsewhere = none / likelihood
    beliefs.logLikelihood = Double.log(likelihood)
  }

  private func utility(_ entry: Int, _ table: VoteTable) -> Double {
    var sum = 0.0
    for (space, weight) in weights.enumerated() {
      sum += weight * Double(table.votes[entry * table.spaceCount + space])
    }
    return sum
  }
}
