internal import CMRArchive
internal import CMRHDF5
internal import SystemPackage

/// An HDF5 file of an input: the file itself, or a copy in a scratch file where it lies in an
/// archive, since HDF5 must seek.
///
/// The one place where files in HDF5 that others made are opened.
final class HDF5Member {
  private let name: String
  private let file: File
  /// The path under which HDF5 knows the file, which the user does not.
  private let path: FilePath

  /// Opens the file at `path`.
  init(_ name: String, at path: FilePath) throws(ImportError) {
    do {
      file = try File.open(path, policy: .untrusted)
    } catch {
      throw .damagedMember(name, error.description.replacing(path.string, with: name))
    }
    self.name = name
    self.path = path
  }

  /// Opens what was copied to `scratch`, which can lose its name then: HDF5 keeps the file open,
  /// and would not open one without a name through its descriptor.
  convenience init(_ name: String, copiedTo scratch: ScratchFile) throws(ImportError) {
    try self.init(name, at: scratch.path)
    scratch.removeName()
  }

  /// Groups deeper than this are not looked into.
  private static let depthLimit = 8
  /// More datasets than this are not listed; no published set has a hundred.
  private static let datasetLimit = 10_000

  /// Every dataset that hard links lead to, by its path from the root.
  func variables() throws(ImportError) -> [Variable] {
    try reading { () throws(HDF5Error) in
      var variables: [Variable] = []
      try list(try file.root(), prefix: "", depth: 0, into: &variables)
      return variables
    }
  }

  private func list(
    _ group: borrowing Group, prefix: String, depth: Int, into variables: inout [Variable]
  ) throws(HDF5Error) {
    for link in try group.links() where variables.count < Self.datasetLimit {
      guard link.kind == .hard else { continue }
      switch try group.object(link.name) {
      case .dataset(let dataset):
        variables.append(
          Variable(
            name: prefix + link.name, element: ElementClass(dataset.type), shape: dataset.shape))
      case .group(let inner):
        guard depth < Self.depthLimit else { continue }
        try list(inner, prefix: "\(prefix)\(link.name)/", depth: depth + 1, into: &variables)
      case .datatype: continue
      }
    }
  }

  /// All numbers of a dataset in row-major order.
  func numbers(of variable: Variable) throws(ImportError) -> [Double] {
    try reading { () throws(HDF5Error) in
      try file.root().dataset(variable.name).read(Double.self)
    }
  }

  /// How many rows are best read at once, near `wanted`: whole chunks.
  func rowStep(of variable: Variable, near wanted: Int) throws(ImportError) -> Int {
    let chunk = try reading { () throws(HDF5Error) in
      try file.root().dataset(variable.name).chunkShape?.first ?? 1
    }
    return max(1, wanted / max(1, chunk)) * max(1, chunk)
  }

  /// Fills `rows` with the rows of `range`.
  func read(
    _ range: Range<Int>, of variable: Variable, into rows: inout MutableSpan<Float>
  ) throws(ImportError) {
    do throws(HDF5Error) {
      try file.root().dataset(variable.name).read(rows: range, into: &rows)
    } catch {
      throw damaged(error)
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

extension ElementClass {
  init(_ type: ElementType) {
    switch (type.kind, type.size) {
    case (.integer, 1): self = type.isSigned ? .int8 : .uint8
    case (.integer, 2): self = type.isSigned ? .int16 : .uint16
    case (.integer, 4): self = type.isSigned ? .int32 : .uint32
    case (.integer, 8): self = type.isSigned ? .int64 : .uint64
    case (.floatingPoint, 2): self = .float16
    case (.floatingPoint, 4): self = .float32
    case (.floatingPoint, 8): self = .float64
    case (.boolean, _): self = .logical
    case (.fixedString, _), (.variableString, _): self = .text
    default: self = .other(type.description)
    }
  }
}
