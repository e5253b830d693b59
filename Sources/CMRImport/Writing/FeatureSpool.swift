package import SystemPackage

/// Takes the numbers of a matrix in the order of its file and gives them back sample by sample, in
/// bounded memory.
///
/// MATLAB stores columns, so an [N, D] matrix arrives feature by feature while the store is written
/// sample by sample. A matrix that fits the ``MemoryBudget`` simply waits in memory. A larger one
/// is cut into panels of as many whole columns as the budget allows, each transposed on its way to
/// a ``PanelFile``.
package final class FeatureSpool {
  /// In which order the numbers arrive.
  package enum Order: Sendable {
    /// All features of the first sample, then of the second.
    case samples
    /// The first feature of all samples, then the second.
    case features
  }

  let samples: Int
  let width: Int
  private let order: Order
  private let budget: MemoryBudget
  /// What the matrix takes of the budget; 0 where it does not wait in memory.
  private let reserved: Int
  private var file: PanelFile?
  /// What has arrived and is not in the file.
  private var buffer: [Float] = []
  /// How many numbers the buffer holds before it goes to the file.
  private let bufferLimit: Int
  private var received = 0

  /// Prepares for `samples` times `width` numbers, a product that does not overflow.
  package init(
    samples: Int, width: Int, order: Order, destination: FilePath, budget: MemoryBudget
  ) throws(ImportError) {
    self.samples = samples
    self.width = width
    self.order = order
    self.budget = budget
    let floatBytes = MemoryLayout<Float>.stride
    let bytes = samples * width * floatBytes
    reserved = budget.take(bytes) ? bytes : 0
    if reserved == bytes {
      bufferLimit = samples * width
    } else {
      let limit = budget.panelBytes / floatBytes
      bufferLimit =
        order == .samples ? limit : max(1, min(width, limit / max(1, samples))) * samples
      file = try PanelFile(beside: destination, samples: samples, width: width)
    }
    // A column alone can be longer than a panel; then memory grows with what really comes, not with
    // what is claimed.
    if bufferLimit * floatBytes <= max(reserved, budget.panelBytes) {
      buffer.reserveCapacity(bufferLimit)
    }
  }

  deinit { budget.giveBack(reserved) }

  /// Takes the next numbers, of which there are never more than were announced.
  ///
  /// - Throws: ``ImportError`` with code `destination` if the scratch file cannot be written.
  package func append(_ values: Span<Float>) throws(ImportError) {
    precondition(
      received + values.count <= samples * width,
      "\(received + values.count) numbers for \(samples) x \(width)")
    var next = 0
    while next < values.count {
      let count = min(values.count - next, bufferLimit - buffer.count)
      for index in next..<next + count { buffer.append(values[index]) }
      next += count
      if buffer.count == bufferLimit, file != nil { try flush() }
    }
    received += values.count
  }

  /// Takes note that everything has arrived; false where something is missing.
  package func finish() throws(ImportError) -> Bool {
    if file != nil {
      if !buffer.isEmpty { try flush() }
      buffer = []
    }
    return received == samples * width
  }

  private func flush() throws(ImportError) {
    switch order {
    case .samples: try file?.append(samples: buffer.span)
    case .features: try file?.append(columns: buffer.span)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Fills `rows` with the samples of `range`, one after another.
  package func read(_ range: Range<Int>, into rows: inout MutableSpan<Float>) throws(ImportError) {
    if let file { return try file.read(range, into: &rows) }
    let buffer = buffer
    switch order {
    case .features:
      transpose(buffer.span, samples: samples, range, into: &rows)
    case .samples:
      let source = buffer.span.extracting(range.lowerBound * width..<range.upperBound * width)
      for index in source.indices { rows[index] = source[index] }
    }
  }
}
