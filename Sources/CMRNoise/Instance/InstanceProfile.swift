internal import CMRRandom

/// How easily each training row is taken for another class by its features: what
/// ``NoiseModel/instance`` goes by.
///
/// After Chen et al. (AAAI 2021), who let the strongest rival of the true class take its place, in
/// the rows where that rival is strongest. They score by a network's predictions over its training;
/// here the score is a distance, so that no training decides what the noise is: that of a row to
/// the mean of its own class over that to the mean of the nearest other class (its rival).
///
/// And they take the rows with the highest scores, where here rows are drawn, so that a seed has a
/// meaning: at small rates the row of rank k from below is k times as likely as the lowest, by
/// sequential Poisson sampling (Ohlsson, Journal of Official Statistics 14, 1998), which takes the
/// rows with the smallest u / k for u uniform on [0, 1).
public struct InstanceProfile: Hashable, Sendable {
  /// The modalities whose features were measured: one, or all that share their labels.
  public let modalities: [String]
  /// The training rows, ascending.
  let rows: [Int]
  /// The class whose mean is nearest, by row.
  private(set) var nearest: [Int32] = []
  /// The class whose mean is nearest but for the row's own, by row.
  private(set) var rivals: [Int32] = []
  /// The distance to the own class over that to the rival, by row: 1 where both are equally near.
  private(set) var closeness: [Double] = []

  init(modalities: [String], rows: [Int]) {
    self.modalities = modalities
    self.rows = rows
  }

  /// Adds the next row, whose distances to the means of `classes` these are; of classes equally
  /// near the first counts.
  mutating func append(_ distances: [Double], of classes: [Int], own: Int) {
    let order = distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
    guard let first = order.first, let rival = order.first(where: { classes[$0] != own }) else {
      return
    }
    let ownDistance = classes.firstIndex(of: own).map { distances[$0] } ?? 0
    nearest.append(Int32(classes[first]))
    rivals.append(Int32(classes[rival]))
    closeness.append(
      distances[rival] > 0 ? ownDistance / distances[rival] : ownDistance > 0 ? .infinity : 1)
  }

  /// The rank of each row by its closeness: 1 for the one that is least like another class; rows
  /// equally close in the order of their numbers.
  var ranks: [Int] {
    let order = rows.indices.sorted { (closeness[$0], $0) < (closeness[$1], $1) }
    var ranks = Array(repeating: 0, count: rows.count)
    for (rank, place) in order.enumerated() { ranks[place] = rank + 1 }
    return ranks
  }

  /// The first `count` rows of the order that `stream` gives; takes a word for each training row.
  func draw(_ count: Int, _ stream: inout RandomStream) -> [Int] {
    let keys = ranks.map { stream.uniform() / Double($0) }
    let order = rows.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    return order.prefix(count).map { rows[$0] }
  }

  /// The wrong label of a training row; under ``NoiseSemantics/redraw`` that of the nearest mean,
  /// which can be right.
  func label(of row: Int, _ semantics: NoiseSemantics) -> Int32 {
    var (low, high) = (0, rows.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return semantics == .exact ? rivals[low] : nearest[low]
  }
}
