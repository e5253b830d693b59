public import CMRContainer

/// The names of the format; the article `StoreFormat` says what each means.
enum StoreNames {
  static let modalities = "modalities"
  static let features = "features"
  static let ids = "ids"
  static let labels = "labels"
  static let splits = "splits"
  static let classes = "classes"
  static let classNames = "classes/names"
  static let provenance = "provenance"
  static let manifest = "manifest"
  static let shared = "shared"
  static let perModality = "per-modality"

  static let nameAttribute = "name"
  static let pairedAttribute = "paired"
  static let kindAttribute = "kind"
  static let sharingAttribute = "sharing"
  static let baseAttribute = "base"
  static let roleAttribute = "role"
  static let ruleAttribute = "rule"
  static let fromAttribute = "from"
  static let labelsAttribute = "labels"
  static let toolAttribute = "tool"

  /// What no modality may be called, because label sets and splits use it beside modality names.
  static let reserved = [shared, manifest]
}

extension Encoding {
  /// A dataset store.
  public static let store = Encoding("cmr-store", version: 1)
  static let modality = Encoding("modality", version: 1)
  static let labelSet = Encoding("label-set", version: 1)
  static let split = Encoding("split", version: 1)
  static let classes = Encoding("classes", version: 1)
  static let provenance = Encoding("provenance", version: 1)
  static let manifest = Encoding("noise-manifest", version: 1)
}
