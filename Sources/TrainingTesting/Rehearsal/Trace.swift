import CMRTraining

/// What can be seen of a rehearsal from outside: losses and reported figures.
struct Trace {
  private(set) var losses: [(loss: Float, place: String)] = []
  private(set) var diagnostics: [Diagnostics] = []

  mutating func add(loss: Float, at place: String) { losses.append((loss, place)) }

  mutating func add(_ figures: Diagnostics) { diagnostics.append(figures) }

  /// The first place at which `other` differs, and both figures.
  func difference(from other: Trace) -> (place: String, text: String)? {
    for (mine, theirs) in zip(losses, other.losses)
    where mine.loss.bitPattern != theirs.loss.bitPattern {
      return (mine.place, "the loss is \(mine.loss) and \(theirs.loss)")
    }
    return nil
  }

  /// The first figure that `other` reports otherwise.
  func diagnosticDifference(from other: Trace) -> String? {
    for (index, (mine, theirs)) in zip(diagnostics, other.diagnostics).enumerated()
    where mine != theirs {
      let call = index.isMultiple(of: 2) ? "beginEpoch" : "endEpoch"
      let names = Set((mine.entries + theirs.entries).map(\.name)).sorted()
      for name in names where mine[name]?.bitPattern != theirs[name]?.bitPattern {
        return
          "\(call) of epoch \(index / 2 + 1) reports '\(name)' as \(Self.text(mine[name])) and "
          + Self.text(theirs[name])
      }
      return "\(call) of epoch \(index / 2 + 1) reports its figures in another order"
    }
    return nil
  }

  private static func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "nothing" }
}
