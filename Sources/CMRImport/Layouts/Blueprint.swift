/// Along which axis of an array the samples lie.
package enum SampleAxis: Hashable, Sendable {
  /// Each row is a sample: [N, D].
  case rows
  /// Each column is a sample: [D, N].
  case columns

  /// The axis along which whole samples follow each other in the file.
  static func outermost(of variable: Variable) -> SampleAxis {
    variable.isColumnMajor ? .columns : .rows
  }
}

/// A run of samples of one variable.
package struct Piece: Hashable, Sendable {
  /// Where the numbers are.
  package let source: VariableReference
  /// Along which axis the samples lie.
  package let axis: SampleAxis
  /// Which samples of the variable.
  package let samples: Range<Int>

  /// All samples of a variable; a variable of one axis has one number per sample.
  package init(_ source: VariableReference, axis: SampleAxis = .rows) {
    self.init(source, axis: axis, samples: 0..<Self.extents(source.variable, axis).samples)
  }

  /// Some samples of a variable.
  package init(_ source: VariableReference, axis: SampleAxis, samples: Range<Int>) {
    self.source = source
    self.axis = axis
    self.samples = samples
  }

  /// Labels of all samples: a row of numbers, as MATLAB users also write lists, is one sample per
  /// column.
  package static func labels(_ source: VariableReference) -> Piece {
    let shape = source.variable.shape
    return Piece(source, axis: shape.count == 2 && shape[0] == 1 && shape[1] > 1 ? .columns : .rows)
  }

  /// The numbers of each sample.
  package var width: Int { Self.extents(source.variable, axis).width }

  /// How many samples there are and of how many numbers each; of more than two axes, the samples lie
  /// along the first or the last, and the others make one sample.
  static func extents(_ variable: Variable, _ axis: SampleAxis) -> (samples: Int, width: Int) {
    let shape = variable.shape
    guard shape.count > 1 else { return (shape.first ?? 1, 1) }
    let sample = axis == .rows ? shape.dropFirst() : shape.dropLast()
    return (shape[axis == .rows ? 0 : shape.count - 1], Variable.count(of: Array(sample)))
  }
}

/// Where the labels of one segment come from.
package enum LabelOrigin: Hashable, Sendable {
  /// A variable: class numbers, or one column per class.
  case variable(Piece)
  /// Class numbers that a text file of this name holds.
  case numbers([Int64], name: String)
}

/// What an import takes from where: all that a layout has to say.
package struct Blueprint: Sendable {
  /// A run of rows of every modality: `train`, `validation`, `test`, `database`, or `all` where
  /// indices tell the splits.
  package struct Segment: Hashable, Sendable {
    package let name: String
    /// The rows of the first modality, and of every other one where they are paired.
    package let rows: Int
  }

  /// Whether row i of one modality belongs to row i of the others.
  package enum Pairing: Hashable, Sendable {
    /// It does, and different numbers of rows are an error.
    case given
    /// It does if all have the same numbers of rows and the same labels, and does not otherwise.
    case whereRowsAgree
  }

  /// The rows of a modality, one piece per segment.
  package struct Modality: Hashable, Sendable {
    package let name: String
    package let pieces: [Piece]
  }

  /// The labels of one modality, or of all where `modality` is nil; one origin per segment.
  package struct Labels: Hashable, Sendable {
    package let modality: String?
    package let origins: [LabelOrigin]
  }

  /// Row indices that the input holds, to become a split of their own.
  package struct StoredIndices: Hashable, Sendable {
    package let split: String
    package let source: VariableReference
    /// The number of the first row: 1 for MATLAB.
    package let base: Int
  }

  /// The segments in the order of the store's rows.
  package var segments: [Segment]
  /// The modalities.
  package var modalities: [Modality]
  /// Whether their rows belong together.
  package var pairing = Pairing.given
  /// The label sets, one shared or one per modality.
  package var labels: [Labels]
  /// Stored splits. Where ``segments`` is one segment `all`, those called `train` and `test` are
  /// the splits.
  package var indices: [StoredIndices] = []
  /// Splits whose rows are known already: `train` where the training rows are a part of another
  /// segment.
  package var rowLists: [String: [Int]] = [:]
  /// The segments that are searched, where the source tells them apart from the training rows.
  package var gallery: [String] = []
  /// The rule that made the gallery.
  package var galleryRule = "stored"
  /// Row ids by modality that come with the labels, one list per segment.
  package var ids: [String: [[String]]] = [:]
  /// What was decided on the way, for the report.
  package var notes: [String] = []
  /// What the labels must confirm for this to hold.
  package var claim: Claim?

  /// That a file is a certain published split, with its fingerprint, and what it is where that
  /// fails.
  package final class Claim: Sendable {
    package let trainClassCounts: [Int]
    package let otherwise: Blueprint

    init(trainClassCounts: [Int], otherwise: Blueprint) {
      self.trainClassCounts = trainClassCounts
      self.otherwise = otherwise
    }
  }

  /// Every variable whose samples become features.
  package var featureSources: [VariableReference] {
    var seen = Set<VariableReference>()
    return modalities.flatMap(\.pieces).map(\.source).filter { seen.insert($0).inserted }
  }
}
