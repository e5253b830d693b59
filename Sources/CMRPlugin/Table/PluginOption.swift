import CMRTraining

/// One option of a plug-in's method.
struct PluginOption: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case number
    case integer
    case flag
    case choice([String])
  }

  let name: String
  let help: String
  let kind: Kind
  /// The default, as the plug-in is handed it.
  let standard: Double
  let range: PluginOptionRange

  /// Why `value` cannot be this option's; nil if it can.
  func fault(of value: Double) -> String? {
    switch kind {
    case .flag: value == 0 || value == 1 ? nil : "0 or 1"
    case .choice(let names):
      value >= 0 && value < Double(names.count) && value == value.rounded()
        ? nil : "the place of one of its \(names.count) choices, from 0"
    case .integer where value != value.rounded() || abs(value) > 0x1p53: "a whole number"
    case .integer, .number: range.contains(value) ? nil : range.description
    }
  }

  /// What it means, for lists.
  var optionHelp: OptionHelp {
    if case .choice(let names) = kind { return OptionHelp(name, choices: names, help) }
    return OptionHelp(name, help)
  }
}

/// The numbers that an option can have.
struct PluginOptionRange: Sendable, Equatable, CustomStringConvertible {
  let minimum: Double
  let maximum: Double
  /// Whether the bounds themselves are left out.
  let isOpenBelow: Bool
  let isOpenAbove: Bool

  func contains(_ value: Double) -> Bool {
    value.isFinite && (isOpenBelow ? value > minimum : value >= minimum)
      && (isOpenAbove ? value < maximum : value <= maximum)
  }

  /// As the errors of built-in methods say it.
  var description: String {
    switch (minimum.isFinite, maximum.isFinite) {
    case (true, true):
      "in \(isOpenBelow ? "(" : "[")\(text(minimum)), \(text(maximum))\(isOpenAbove ? ")" : "]")"
    case (true, false): isOpenBelow ? "above \(text(minimum))" : "\(text(minimum)) or more"
    case (false, true): isOpenAbove ? "below \(text(maximum))" : "at most \(text(maximum))"
    case (false, false): "finite"
    }
  }

  private func text(_ bound: Double) -> String {
    bound == bound.rounded() && abs(bound) < 1e15 ? "\(Int64(bound))" : "\(bound)"
  }
}
