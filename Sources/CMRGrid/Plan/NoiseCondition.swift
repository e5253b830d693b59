import CMRNoise
import CMRStore

/// The labels that a cell trains with, but for the seed of their noise: a column of tables.
struct NoiseCondition: Sendable, Hashable {
  /// Where the labels come from.
  enum Source: Sendable, Hashable {
    /// A label set that every seed shares.
    case fixed(String)
    /// Noise that is drawn by a seed; the plan's own counts for nothing.
    case drawn(NoisePlan)
  }

  let source: Source
  /// The rate as the plan spells it; 0 for clean labels, nil for label sets of another origin.
  let rate: Double?

  static let clean = NoiseCondition(source: .fixed(LabelSet.cleanName), rate: 0)

  /// What tells it from others: a label set's name without its seed.
  var name: String {
    switch source {
    case .fixed(let name): name
    case .drawn(let plan): name(of: plan, rate: [plan.rate.description])
    }
  }

  /// What conditions of different rates have in common; they share a table.
  var family: String {
    switch source {
    case .fixed(LabelSet.cleanName): LabelSet.cleanName
    case .fixed: Self.givenLabels
    case .drawn(let plan): name(of: plan, rate: [])
    }
  }

  /// The family of label sets of another origin.
  static let givenLabels = "label-sets"

  private func name(of plan: NoisePlan, rate: [String]) -> String {
    ([plan.model.rawValue] + rate + (plan.semantics == .exact ? [] : [plan.semantics.rawValue])
      + (plan.sharing == .shared ? [] : [plan.sharing.rawValue])).joined(separator: "-")
  }

  var isDrawn: Bool {
    if case .drawn = source { true } else { false }
  }

  /// The noise of one seed; nil where nothing is drawn.
  func noise(seed: UInt64?) -> NoisePlan? {
    guard case .drawn(var plan) = source, let seed else { return nil }
    plan.seed = seed
    return plan
  }

  /// The label set of one seed.
  func labels(seed: UInt64?) -> String {
    switch source {
    case .fixed(let name): name
    case .drawn: noise(seed: seed)?.name ?? name
    }
  }
}

extension GridNoise {
  /// The columns that this entry stands for, in its order; `place` names it in errors.
  func conditions(place: String) throws(GridError) -> [NoiseCondition] {
    guard labels.isEmpty else {
      if !rates.isEmpty { throw .ratesAndLabels(place) }
      return labels.map {
        NoiseCondition(source: .fixed($0), rate: $0 == LabelSet.cleanName ? 0 : nil)
      }
    }
    if rates.isEmpty { throw .missing("rates", of: place, wanted: "a list such as [0, 0.2, 0.4]") }
    let model: NoiseModel = try choice(self.model, "model", place)
    let semantics: NoiseSemantics = try choice(self.semantics, "semantics", place)
    let sharing: NoiseSharing = try choice(self.sharing, "sharing", place)
    var conditions: [NoiseCondition] = []
    for rate in rates {
      guard rate != 0 else {
        conditions.append(.clean)
        continue
      }
      let plan = NoisePlan(
        model: model, rate: try noiseRate(rate, of: model, place), seed: 0, semantics: semantics,
        sharing: sharing)
      conditions.append(NoiseCondition(source: .drawn(plan), rate: rate))
    }
    return conditions
  }

  private func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ key: String, _ place: String
  ) throws(GridError) -> Choice {
    guard let value = Choice(rawValue: text) else {
      throw .unknownName(
        text, key: key, of: place, known: Choice.allCases.map(\.rawValue))
    }
    return value
  }

  private func noiseRate(
    _ rate: Double, of model: NoiseModel, _ place: String
  ) throws(GridError) -> NoiseRate {
    do throws(NoiseError) {
      return try model.takesLevel ? NoiseRate(level: rate.description) : NoiseRate(rate)
    } catch {
      throw .refused("rates", of: place, error.message, remedy: error.remedy)
    }
  }
}
