extension StoreError {
  static func unknownModality(_ name: String, in file: String, known: [String]) -> StoreError {
    StoreError(
      code: .unknownModality,
      message: "the store '\(file)' has no modality '\(name)', it has \(list(known))",
      remedy: "name one of these")
  }

  static func unknownLabelSet(_ name: String, in file: String, known: [String]) -> StoreError {
    StoreError(
      code: .unknownLabelSet,
      message: "the store '\(file)' has no label set '\(name)', it has \(list(known))",
      remedy: "name one of these, or make it with 'cmrdata inject-noise'")
  }

  static func unknownSplit(_ name: String, in file: String, known: [String]) -> StoreError {
    StoreError(
      code: .unknownSplit,
      message: "the store '\(file)' has no split '\(name)', it has \(list(known))",
      remedy: "name one of these")
  }

  static func wrongLabelKind(_ set: LabelSet, wanted: LabelKind) -> StoreError {
    StoreError(
      code: .wrongLabelKind,
      message:
        "label set '\(set.name)' holds \(set.kind.rawValue) labels, not \(wanted.rawValue) ones")
  }

  static func noLabels(of modality: String, in set: LabelSet) -> StoreError {
    StoreError(
      code: .unknownModality,
      message:
        "label set '\(set.name)' has no labels of modality '\(modality)', it has \(list(set.labels.named.map(\.name)))"
    )
  }
}
