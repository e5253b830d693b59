internal import CMRHDF5  // elementSpan
internal import SystemPackage

/// An HDF5 file of an input, a MAT file of version 7.3 included: the file itself, or a copy in a scratch file where it
/// lies in an archive, since HDF5 must seek.
final class HDF5Member: OpenMember {
  private let file: ConfinedHDF5File
  private let convention: HDF5Convention
  /// Everything that the file holds, by the names that variables have.
  private var arrays: [String: HDF5Array] = [:]
  /// A block of samples as the file has them.
  private var columns: [Float] = []

  init(_ file: ConfinedHDF5File, _ convention: HDF5Convention) {
    self.file = file
    self.convention = convention
  }

  func variables() throws(ImportError) -> [Variable] {
    guard case .arrays(let found) = try file.answer(.arrays(convention)) else { return [] }
    // An input may hold thousands of files, of which one is read.
    file.release()
    for array in found { arrays[array.variable.name] = array }
    return found.map(\.variable)
  }

  func read(_ visitor: inout some ArrayVisitor) throws(ImportError) {
    for (_, array) in arrays.sorted(by: { $0.key < $1.key })
    where array.variable.element.isNumeric {
      let variable = array.variable
      switch try visitor.request(for: variable) {
      case .skip: continue
      case .keep: visitor.receive(try numbers(of: array), for: variable)
      case .floats:
        let question = HDF5Question.floats(of: array)
        try file.blocks(of: question, count: count(of: array), as: Float.self) {
          (block) throws(ImportError) in
          try visitor.receive(block.elementSpan, for: variable)
        }
      }
    }
    file.release()
  }

  private func numbers(of array: HDF5Array) throws(ImportError) -> NumberArray {
    var values: [Double] = []
    try file.blocks(of: .doubles(of: array), count: count(of: array), as: Double.self) {
      (block) throws(ImportError) in
      values += block
    }
    return NumberArray(
      shape: array.variable.shape, values: values, isColumnMajor: array.variable.isColumnMajor)
  }

  /// How many numbers the file has of `array`.
  private func count(of array: HDF5Array) -> Int { array.place == .none ? 0 : array.variable.count }

  // MARK: Samples

  /// How the samples of a matrix are best read.
  enum Access {
    /// Runs of samples straight from the file.
    case rows(RowAccess)
    /// Through a scratch file, tile by tile.
    case tiles(TilePlan)
    /// In the order of the file, like other formats.
    case stream
  }

  /// How to read the samples of `variable` along `axis`.
  ///
  /// - Parameter wanted: about how many samples to read at once.
  func access(
    to variable: Variable, axis: SampleAxis, near wanted: Int
  ) throws(ImportError) -> Access {
    guard case .dataset(let path)? = arrays[variable.name]?.place,
      case .chunk(let chunk) = try file.answer(.chunk(of: path))
    else { return .stream }
    guard variable.shape.count == 2 else {
      // Whole chunks, as far as they are not much more than is wanted.
      let height = min(chunk?.first ?? 1, 8 * wanted)
      return .rows(RowAccess(step: max(1, wanted / height) * height))
    }
    let plan = TilePlan(variable, axis, chunk: chunk)
    return RowAccess(plan, near: wanted).map { .rows($0) } ?? .tiles(plan)
  }

  /// Fills `rows` with the samples of `range`.
  ///
  /// - Parameter next: the samples that will be read after these.
  func read(
    _ range: Range<Int>, of variable: Variable, by access: RowAccess,
    into rows: inout MutableSpan<Float>, before next: Range<Int>?
  ) throws(ImportError) {
    guard case .dataset(let path)? = arrays[variable.name]?.place else { return }
    let question = access.question(of: path, samples: range)
    let following = next.map { access.question(of: path, samples: $0) }
    guard access.isTransposed else {
      return try file.fill(&rows, with: question, before: following)
    }
    // One buffer for all blocks: fresh memory costs as much as the copy.
    var block = columns
    columns = []
    if block.count != rows.count { block = [Float](repeating: 0, count: rows.count) }
    var numbers = block.mutableSpan
    try file.fill(&numbers, with: question, before: following)
    transpose(block.span, samples: range.count, 0..<range.count, into: &rows)
    columns = block
  }

  /// Writes the matrix to `panels`, tile by tile, and calls `tick` after each.
  func copy(
    _ variable: Variable, _ plan: TilePlan, to panels: inout PanelFile,
    tick: (_ samples: Int) throws(ImportError) -> Void
  ) throws(ImportError) {
    guard case .dataset(let path)? = arrays[variable.name]?.place else { return }
    for features in plan.panels {
      panels.beginPanel(columns: features)
      let steps = plan.steps(of: features)
      let questions = steps.map { plan.question(of: path, samples: $0, features: features) }
      for (place, samples) in steps.enumerated() {
        var tile = [Float](repeating: 0, count: samples.count * features.count)
        var numbers = tile.mutableSpan
        try file.fill(
          &numbers, with: questions[place], before: questions.dropFirst(place + 1).first)
        try panels.append(tile, samples: samples.count, isTransposed: !plan.samplesAreRows)
        try tick(samples.count)
      }
    }
  }
}
