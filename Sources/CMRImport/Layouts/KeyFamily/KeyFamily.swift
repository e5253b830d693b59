/// A way to name the arrays of one data file: which part of the set and which kind of data each key
/// stands for.
///
/// Keys are written with `%` where the part stands (`%_img` is `tr_img` and `te_img`), with `~`
/// where the part stands in lowercase, and with `*` where anything may stand, which then is the
/// name of a variant. A new spelling of a known family is one more text in these lists; a new
/// family is one more table.
package struct KeyFamily: Sendable {
  /// A part of the set, whose rows become a segment.
  package struct Part: Sendable {
    /// The segment: `train`, `validation`, `test` or `database`.
    package let segment: String
    /// What stands for it in keys.
    package let spellings: [String]
    /// Whether a file may be without it.
    package let isOptional: Bool

    package init(_ segment: String, _ spellings: [String], isOptional: Bool = false) {
      self.segment = segment
      self.spellings = spellings
      self.isOptional = isOptional
    }
  }

  /// One kind of data.
  package struct View: Sendable {
    /// The name in the store.
    package let modality: String
    /// The spellings of its plain matrix; a file that holds two of them is ambiguous.
    package let keys: [String]
    /// The keys of further matrices that can be asked for.
    package let variants: [String]
    /// Whether the first of the variants is the plain matrix where there is no other.
    package let variantsStandIn: Bool
    /// The spellings of labels of its own.
    package let labels: [String]
    /// Whether a file may be without it; without any other, only where two are left.
    package let isOptional: Bool

    package init(
      _ modality: String, _ keys: [String], variants: [String] = [], variantsStandIn: Bool = false,
      labels: [String] = [], isOptional: Bool = false
    ) {
      self.modality = modality
      self.keys = keys
      self.variants = variants
      self.variantsStandIn = variantsStandIn
      self.labels = labels
      self.isOptional = isOptional
    }
  }

  /// The first is the one by which a file is recognised and its spellings are chosen.
  package let parts: [Part]
  /// The kinds of data in the order of the store.
  package let views: [View]
  /// The spellings of labels that belong to all kinds of data.
  package var sharedLabels: [String] = []
  /// How many kinds of data a file must hold; nil where it must hold all of them.
  package var leastViews: Int?
  /// Whether the labels are to be found elsewhere.
  package var hasNoLabels = false
  /// The segments that are searched, as far as a file has them.
  package var gallery: [String] = []
  /// Endings of keys that match a variant and are none.
  package var excluded: [String] = []
  /// Sentences for the report of every file of the family.
  package var notes: [String] = []

  /// Training, test and perhaps validation rows under these names.
  package static func parts(
    train: String, validation: [String], test: String
  ) -> [Part] {
    [
      Part("train", [train]), Part("validation", validation, isOptional: true),
      Part("test", [test]),
    ]
  }
}

/// A layout that a table of keys describes.
package protocol KeyFamilyLayout: Layout {
  /// The table.
  static var family: KeyFamily { get }
}

extension KeyFamilyLayout {
  package static var hasVariants: Bool { family.views.contains { !$0.variants.isEmpty } }

  package static func examine(_ inventory: Inventory, variants: Variants) -> [Examination] {
    inventory.dataFiles.compactMap { index, member in
      KeyFamilyFile(family, member, index).examine(variants)
    }
  }
}
