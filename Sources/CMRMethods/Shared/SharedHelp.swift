import CMRTraining

/// Help for options that several methods share.
enum SharedHelp {
  static let encoder = [
    OptionHelp("encoder.hidden", "widths of the hidden layers of both encoders, first to last"),
    OptionHelp("encoder.dimension", "L: the length of an embedding"),
  ]

  static let classTemperature = OptionHelp(
    "classTemperature", "tau1: divides the logits before the softmax over classes")
}
