import CMRTraining

/// Help for options that several methods share.
enum SharedHelp {
  static let encoder = [
    OptionHelp("encoder.hidden", "widths of the hidden layers of each encoder, first to last"),
    OptionHelp("encoder.dimension", "L: the length of an embedding"),
  ]

  static let discriminants = OptionHelp(
    "encoder.dimension", "L: the length of an embedding, at most the number of classes less one")

  static let ridge = OptionHelp(
    "ridge", "share of its mean variance added to a modality's variances")

  static let classTemperature = OptionHelp(
    "classTemperature", "tau1: divides the logits before the softmax over classes")
}
