import CMRCPlugin
import CMRDense
import CMRStore
import CMRTraining

/// Rows of one modality as a call is handed them: copies, so that nothing of the host's is within
/// reach.
@safe
final class RowsTable {
  let modality: String
  private let values: GuardedBuffer
  /// Nil where no gradient is asked for.
  let gradient: GuardedBuffer?
  private let positions: GuardedBuffer?
  private let labels: GuardedBuffer?
  private let shape: (rows: Int, columns: Int)
  private let isMultiHot: Bool

  init(
    _ modality: String, _ values: Matrix<Float>, positions: [Int]? = nil,
    labels: TrainingLabels? = nil, wantsGradient: Bool = false
  ) {
    self.modality = modality
    self.values = GuardedBuffer(values.elements)
    shape = (values.rows, values.columns)
    gradient = wantsGradient ? GuardedBuffer(byteCount: self.values.byteCount) : nil
    self.positions = positions.map { GuardedBuffer($0) }
    switch labels {
    case .classIndices(let indices): (self.labels, isMultiHot) = (GuardedBuffer(indices), false)
    case .multiHot(let matrix): (self.labels, isMultiHot) = (GuardedBuffer(matrix.elements), true)
    case nil: (self.labels, isMultiHot) = (nil, false)
    }
  }

  /// The table; good for as long as its owner lives.
  var table: cmr_rows {
    let labels = unsafe labels?.start
    return unsafe cmr_rows(
      rows: Int64(shape.rows), columns: Int64(shape.columns),
      values: values.start.assumingMemoryBound(to: Float.self),
      gradient: gradient?.start.assumingMemoryBound(to: Float.self),
      positions: positions?.start.assumingMemoryBound(to: Int64.self),
      labels: isMultiHot ? nil : labels?.assumingMemoryBound(to: Int32.self),
      classes: isMultiHot ? labels?.assumingMemoryBound(to: UInt8.self) : nil)
  }

  /// Throws where the plug-in wrote outside any of the arrays.
  func check(_ frame: CallFrame) throws(TrainingError) {
    try frame.check(values, "the rows of '\(modality)'")
    if let gradient { try frame.check(gradient, "the gradient by the rows of '\(modality)'") }
    if let positions { try frame.check(positions, "the positions of '\(modality)'") }
    if let labels { try frame.check(labels, "the labels of '\(modality)'") }
  }

  /// The gradient that the plug-in gave, zeros where none was asked for; throws where it is not
  /// finite.
  func checkedGradient(_ frame: CallFrame) throws(TrainingError) -> GuardedBuffer {
    let gradient = gradient ?? GuardedBuffer(byteCount: values.byteCount)
    try gradient.checkFinite("the gradient by the rows of '\(modality)'", frame)
    return gradient
  }
}
