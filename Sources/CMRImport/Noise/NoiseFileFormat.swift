/// The form of a noise file, which shows whose custom it follows.
public enum NoiseFileFormat: String, Codable, Hashable, Sendable, CaseIterable {
  /// A JSON list of one list of classes for each modality: MRL and those that follow it.
  case jsonLists = "json-lists"
  /// A matrix `noisy_label` of one column per class, for all modalities: SEHA, NIRNL.
  case matNoisyLabel = "mat-noisy-label"
  /// One array without a name: RONO.
  case array
  /// `result` or `noisy` with the clean labels in `True`: hashing from noisy labels.
  case hashing = "h5-result"
  /// `noisy_labels` of one modality.
  case oneModality = "h5-noisy-labels"
  /// Candidate sets, `img_partial_label` or `txt_partial_label`: SSP.
  case matPartialLabel = "mat-partial-label"
  /// Lines of a path and a class: ROAD.
  case textList = "text-list"

  /// Whose files look so, in a line.
  public var summary: String {
    switch self {
    case .jsonLists: "a JSON list of one list of classes per modality (MRL)"
    case .matNoisyLabel: "'noisy_label', one column per class, for all modalities (SEHA, NIRNL)"
    case .array: "one array of classes, or of one column per class (RONO)"
    case .hashing: "'result' or 'noisy' with the clean labels in 'True' (hashing)"
    case .oneModality: "'noisy_labels' of one modality"
    case .matPartialLabel: "'img_partial_label' or 'txt_partial_label', candidate sets (SSP)"
    case .textList: "lines of a path and a class (ROAD)"
    }
  }
}
