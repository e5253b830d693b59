/// One published way to lay a dataset out in files.
///
/// A layout only looks: at keys, shapes and element classes, and at the columns of text files. It
/// reads no data and decides nothing that holds for every layout (label bases, validation rows,
/// ids): what it returns says which variable is what. To add one, write a type of its own in a file
/// of its own and put it in ``BuiltinLayouts/all``.
package protocol Layout: Sendable {
  /// The name for `--layout`, in lowercase with hyphens.
  static var name: String { get }

  /// What it recognises, in one line for help texts.
  static var summary: String { get }

  /// Whether a modality can have several matrices to choose from.
  static var hasVariants: Bool { get }

  /// What of this layout `inventory` holds: nothing, or one examination for each file or set of
  /// files in question.
  static func examine(_ inventory: Inventory, variants: Variants) -> [Examination]
}

extension Layout {
  /// Most layouts have one matrix for each modality.
  package static var hasVariants: Bool { false }
}

/// What a layout found.
package enum Examination: Sendable {
  /// Everything that is needed.
  case fits(Fit)
  /// Enough to see what is meant, and not all that is needed.
  case lacks(Shortfall)
  /// Everything, but it cannot be meant as it is.
  case refused(ImportError)
}

/// A layout that fits.
package struct Fit: Sendable {
  /// The members that hold the data, for people and to tell fits apart.
  package let members: [String]
  /// What was seen that settles it.
  package let evidence: String
  /// What is to be imported.
  package let blueprint: Blueprint
}

/// A layout of which something is missing.
package struct Shortfall: Sendable {
  /// What is there, as keys.
  package let found: [String]
  /// What is missing, each with its place where there is one: "'train_img' (in train_img.mat)".
  package var missing: [String]
  /// The member, where one member should hold everything.
  package var member: String?

  /// The share that is there, by which the layout that comes closest is found.
  var completeness: Double { Double(found.count) / Double(max(1, found.count + missing.count)) }
}

/// The variants asked for, by modality: `["text": "masked"]`.
///
/// A set can hold several matrices for one modality. The plain one has no name; the others have the
/// name that their file or key adds to the plain one.
package struct Variants: Hashable, Sendable {
  package var names: [String: String]

  package init(_ names: [String: String] = [:]) { self.names = names }

  /// The name asked for, nil for the plain one.
  package subscript(modality: String) -> String? { names[modality] }
}
