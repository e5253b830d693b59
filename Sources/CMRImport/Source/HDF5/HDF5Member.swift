internal import CMRArchive
internal import CMRHDF5
internal import SystemPackage

/// An HDF5 file of an input, a MAT file of version 7.3 included: the file itself, or a copy in a
/// scratch file where it lies in an archive, since HDF5 must seek.
///
/// The one place where files in HDF5 that others made are opened.
final class HDF5Member: OpenMember {
  /// Whose conventions name the datasets and order their axes.
  enum Convention { case plain, matlab }

  private let name: String
  private let file: File
  private let convention: Convention
  /// The path under which HDF5 knows the file, which the user does not.
  private let path: FilePath
  /// Everything that the file holds, by the names that variables have.
  private var arrays: [String: HDF5Array] = [:]

  /// Opens the file at `path`.
  init(_ name: String, at path: FilePath, _ convention: Convention) throws(ImportError) {
    do {
      file = try File.open(path, policy: .untrusted)
    } catch {
      throw .damagedMember(name, error.description.replacing(path.string, with: name))
    }
    self.name = name
    self.path = path
    self.convention = convention
  }

  /// Opens what was copied to `scratch`, which can lose its name then: HDF5 keeps the file open,
  /// and would not open one without a name through its descriptor.
  convenience init(
    _ name: String, copiedTo scratch: ScratchFile, _ convention: Convention
  ) throws(ImportError) {
    try self.init(name, at: scratch.path, convention)
    scratch.removeName()
  }

  /// Every array that hard links lead to, by its path from the root; in a MAT file by MATLAB's
  /// name.
  func variables() throws(ImportError) -> [Variable] {
    let found = try reading { () throws(HDF5Error) in
      switch convention {
      case .plain: try HDF5Listing.plain(try file.root())
      case .matlab: try MATLABListing.arrays(try file.root())
      }
    }
    for array in found {
      guard arrays.updateValue(array, forKey: array.variable.name) == nil else {
        throw .variableTwice(array.variable.name, in: name)
      }
    }
    return found.map(\.variable)
  }

  func read(_ visitor: inout some ArrayVisitor) throws(ImportError) {
    for (_, array) in arrays.sorted(by: { $0.key < $1.key })
    where array.variable.element.isNumeric {
      let variable = array.variable
      switch try visitor.request(for: variable) {
      case .skip: continue
      case .keep:
        let values = try reading { () throws(HDF5Error) in
          try array.numbers(in: try file.root())
        }
        visitor.receive(
          NumberArray(
            shape: variable.shape, values: values, isColumnMajor: variable.isColumnMajor),
          for: variable)
      case .floats: try stream(array, &visitor)
      }
    }
  }

  /// Hands out a sparse matrix column by column, and anything else at once: only sparse matrices are
  /// read in this way, all others by ``access(to:axis:)``.
  private func stream(
    _ array: HDF5Array, _ visitor: inout some ArrayVisitor
  ) throws(ImportError) {
    guard case .sparse(let path) = array.place, array.variable.shape.count == 2 else {
      let values = try reading { () throws(HDF5Error) in try array.numbers(in: try file.root()) }
      let floats = values.map { Float($0) }
      return try visitor.receive(floats.elementSpan, for: array.variable)
    }
    let matrix = try reading { () throws(HDF5Error) in
      guard array.variable.count <= SparseColumns.denseLimit else {
        throw .contradiction("the extents and the numbers of a sparse matrix", at: path)
      }
      return try SparseColumns(try file.root().group(path), shape: array.variable.shape)
    }
    try matrix.forEachBlock(rows: array.variable.shape[0]) { (block) throws(ImportError) in
      try visitor.receive(block.elementSpan, for: array.variable)
    }
  }

  // MARK: Samples

  /// How the samples of a matrix are best read.
  enum Access {
    /// Runs of samples straight from the file, `step` at once.
    case rows(step: Int)
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
    guard let array = arrays[variable.name], case .dataset(let path) = array.place else {
      return .stream
    }
    let chunk = try reading { () throws(HDF5Error) -> [Int]? in
      let dataset = try file.root().dataset(path)
      try dataset.requireStored()
      return dataset.chunkShape
    }
    guard variable.shape.count == 2 else { return .rows(step: wanted) }
    let plan = TilePlan(variable, axis, chunk: chunk)
    let height = max(1, min(chunk?.first ?? 1, plan.samples))
    let step = max(1, wanted / height) * height
    let (bytes, overflow) = step.multipliedReportingOverflow(by: plan.width * 4)
    guard plan.samplesAreRows, !overflow, bytes <= TilePlan.rowBytes else { return .tiles(plan) }
    return .rows(step: step)
  }

  /// Fills `rows` with the rows of `range`.
  func read(
    _ range: Range<Int>, of variable: Variable, into rows: inout MutableSpan<Float>
  ) throws(ImportError) {
    guard case .dataset(let path)? = arrays[variable.name]?.place else { return }
    do throws(HDF5Error) {
      try file.root().dataset(path).read(rows: range, into: &rows)
    } catch {
      throw damaged(error)
    }
  }

  /// Writes the matrix to `panels`, tile by tile, and calls `tick` after each.
  func copy(
    _ variable: Variable, _ plan: TilePlan, to panels: inout PanelFile,
    tick: (_ samples: Int) throws(ImportError) -> Void
  ) throws(ImportError) {
    guard case .dataset(let path)? = arrays[variable.name]?.place else { return }
    for features in plan.panels {
      panels.beginPanel(columns: features)
      for samples in plan.steps(of: features) {
        let tile = try reading { () throws(HDF5Error) in
          let dataset = try file.root().dataset(path)
          return plan.samplesAreRows
            ? try dataset.read(rows: samples, columns: features, as: Float.self)
            : try dataset.read(rows: features, columns: samples, as: Float.self)
        }
        try panels.append(tile, samples: samples.count, isTransposed: !plan.samplesAreRows)
        try tick(samples.count)
      }
    }
  }

  private func reading<Result>(_ body: () throws(HDF5Error) -> Result) throws(ImportError) -> Result
  {
    do throws(HDF5Error) { return try body() } catch { throw damaged(error) }
  }

  private func damaged(_ error: HDF5Error) -> ImportError {
    .damagedMember(name, error.description.replacing(path.string, with: name))
  }
}
