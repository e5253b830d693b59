/// A part of the rows and the split that it becomes.
package struct SplitPart: Hashable, Sendable {
  /// The split's name.
  package let name: String
  /// How many rows it gets.
  package let amount: SplitAmount
}

/// Which rows a part gets.
package enum SplitDraw: String, Hashable, Sendable, CaseIterable {
  /// Any, each equally likely.
  case random
  /// Any, but of each class as many as there are in proportion.
  case stratified
  /// The first rows for the first part, the next for the second.
  case inOrder = "in-order"
}

/// Into which parts rows are split and how each part's rows are chosen.
///
/// ``description`` is what a store keeps as the rule of the splits: with it, the rows and the labels
/// the same splits come out on every machine.
package struct SplitPlan: Hashable, Sendable, CustomStringConvertible {
  /// The parts in the order given.
  package let parts: [SplitPart]
  /// Which rows they get.
  package let draw: SplitDraw
  /// The seed of the draw; without meaning where rows are taken in order.
  package let seed: UInt64
  /// What all shares can be counted in.
  let denominator: Int

  /// The plan that `texts` spell, each `NAME=AMOUNT`.
  ///
  /// - Throws: ``SplitError`` for what is no amount, for a name given twice, two rests, or shares
  ///   of more than all rows.
  package init(_ texts: [String], draw: SplitDraw, seed: UInt64) throws(SplitError) {
    var parts: [SplitPart] = []
    for text in texts { parts.append(try Self.part(text)) }
    var names = Set<String>()
    for part in parts where !names.insert(part.name).inserted { throw .partTwice(part.name) }
    let rests = parts.filter { $0.amount == .rest }
    guard rests.count < 2 else { throw .restTwice(rests[0].name, rests[1].name) }
    self.parts = parts
    self.draw = draw
    self.seed = seed
    denominator = try Self.denominator(of: parts)
    let sum = parts.reduce(Int128(0)) { $0 + Self.numerator($1, over: denominator) }
    guard sum <= Int128(denominator) else { throw .sharesTooMany(parts) }
  }

  private static func part(_ text: String) throws(SplitError) -> SplitPart {
    let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[0].isEmpty else { throw .badPart(text) }
    guard let amount = SplitAmount(String(halves[1])) else {
      throw .badAmount(String(halves[1]), of: String(halves[0]))
    }
    return SplitPart(name: String(halves[0]), amount: amount)
  }

  private static func denominator(of parts: [SplitPart]) throws(SplitError) -> Int {
    var common = 1
    for part in parts {
      guard case .share(_, let whole) = part.amount else { continue }
      let factor = whole / SplitAmount.commonDivisor(common, whole)
      let (product, overflow) = common.multipliedReportingOverflow(by: factor)
      guard !overflow else { throw .sharesTooFine(parts) }
      common = product
    }
    return common
  }

  static func numerator(_ part: SplitPart, over denominator: Int) -> Int128 {
    guard case .share(let part, let whole) = part.amount else { return 0 }
    return Int128(part) * Int128(denominator / whole)
  }

  /// The rule, for example `random:train2=4/5,validation2=1/5@7`.
  package var description: String {
    let list = parts.map { "\($0.name)=\($0.amount)" }.joined(separator: ",")
    return "\(draw.rawValue):\(list)" + (draw == .inOrder ? "" : "@\(seed)")
  }
}
