/// Which of the field's ways of making noise a file follows, and what speaks for it.
public struct NoiseConvention: Codable, Hashable, Sendable {
  /// The ways that can be told from the labels.
  public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    /// No label is wrong.
    case clean
    /// Classes drawn uniformly from all, the true one included.
    case uniform
    /// Classes drawn uniformly from all others.
    case uniformOther = "uniform-other"
    /// Classes drawn uniformly; whether the true one could be drawn, the labels do not tell.
    case uniformEither = "uniform-either"
    /// Classes drawn uniformly from one more than there are, by an upper end that is drawn too, or
    /// from columns of which the first stands for nothing.
    case uniformPhantom = "uniform-phantom"
    /// Each class is taken for the next, the last one for the first.
    case pairFlip = "pair-flip"
    /// Some classes are taken for one other each, which are themselves never mistaken.
    case asymmetric
    /// Each class is taken for one other, in some other way.
    case classMap = "class-map"
    /// Rows were drawn for noise, and left without a class.
    case zeroRows = "zero-rows"
    /// A row of several classes loses one and gains one.
    case replace
    /// A row gains false classes, and loses none.
    case add
    /// Each row has the true class and false ones, equally many in all rows.
    case candidateSets = "candidate-sets"
    /// Some rows have as many classes as before, and others.
    case redrawnSets = "redrawn-sets"
    /// None of these.
    case unclear
  }

  /// Which one.
  public let kind: Kind
  /// What speaks for it, one sentence each.
  public let evidence: [String]
}

extension NoiseConvention {
  /// The way in which `counts` came about, where `clean` and `noisy` are the rows that were counted
  /// and `rate` is what the file's name states.
  init(_ counts: NoiseCounts, clean: [[Int]], noisy: [[Int]], rate: Double?) {
    if counts.flipped == 0 {
      self.init(kind: .clean, evidence: ["every label is the clean one"])
    } else if counts.isOneClass, !counts.hasSeveral {
      self = OneClassEvidence(counts: counts, rate: rate).convention
    } else {
      self =
        SeveralClassesEvidence(counts: counts, clean: clean, noisy: noisy, rate: rate).convention
    }
  }

  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// A number with one decimal.
  static func rounded(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let tenths = Int((abs(value) * 10).rounded())
    return "\(value < 0 && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10)"
  }
}
