internal import CMRArchive
internal import CMRMATFile

extension NumberArray {
  /// The numbers of an array in memory; nil where it holds none.
  init?(_ value: MATValue) {
    switch value {
    case .numeric(let array):
      self.init(shape: array.dims, values: array.real.doubles, isColumnMajor: true)
    case .sparse(let matrix):
      self.init(shape: matrix.dims, values: matrix.dense, isColumnMajor: true)
    default: return nil
    }
  }
}

extension Variable {
  /// What a MAT file says about an array.
  init(_ array: MATArrayHeader) {
    let element: ElementClass =
      switch array.arrayClass {
      case _ where array.isComplex: .complex(array.arrayClass.name)
      case _ where array.isLogical: .logical
      case .char: .text
      case .sparse, .double: .float64
      case .single: .float32
      case .int8: .int8
      case .uint8: .uint8
      case .int16: .int16
      case .uint16: .uint16
      case .int32: .int32
      case .uint32: .uint32
      case .int64: .int64
      case .uint64: .uint64
      case .cell, .structure, .object, .function, .opaque: .other(array.arrayClass.name)
      }
    self.init(
      name: array.path.text, element: element, shape: array.dims,
      isSparse: array.arrayClass == .sparse, isColumnMajor: true)
  }
}

/// Keeps arrays of a MAT file that are small, whatever they are: labels and indices nearly always
/// are, and reading an archive once more for them costs far more than holding them.
struct SmallArrayCollector: MATVisitor, ArrayVisitor {
  /// The most elements of an array that is kept: one-hot labels of 100,000 samples and 10 classes.
  static let elementLimit = 1 << 20
  /// The most elements kept in all: 64 MiB of doubles.
  static let totalLimit = 1 << 23
  /// Containers with more elements are not looked into: a cell per sample holds texts, not data.
  static let nestedLimit = 1000

  private(set) var arrays: [String: NumberArray] = [:]
  private var left = totalLimit

  init() {}

  mutating func request(for array: MATArrayHeader) -> MATRequest {
    if array.arrayClass.isContainer { return array.count <= Self.nestedLimit ? .descend : .skip }
    return takes(Variable(array)) ? .keep : .skip
  }

  mutating func request(for variable: Variable) -> ArrayRequest { takes(variable) ? .keep : .skip }

  private mutating func takes(_ variable: Variable) -> Bool {
    guard variable.isMatrix || variable.isVector,
      (0...min(Self.elementLimit, left)).contains(variable.count)
    else { return false }
    left -= variable.count
    return true
  }

  mutating func receive(_ array: NumberArray, for variable: Variable) {
    arrays[variable.name] = array
  }

  mutating func receive(_ value: MATValue, for array: MATArrayHeader) {
    arrays[array.path.text] = NumberArray(value)
  }
}

/// Sends the matrices of a MAT file to their spools.
struct FeatureCollector: MATVisitor, ArrayVisitor {
  let spools: [String: FeatureSpool]
  /// What the inventory says about each.
  let expected: [String: Variable]
  let member: String
  /// Called after each block; throws where the import is to stop.
  let tick: () throws(ImportError) -> Void

  func request(for array: MATArrayHeader) throws -> MATRequest {
    let name = array.path.text
    if let variable = expected[name] {
      guard Variable(array) == variable else {
        throw ImportError.changedBetweenPasses(member, variable: name)
      }
      return .floats
    }
    let isOnTheWay = expected.keys.contains { $0.hasPrefix(name) }
    return array.arrayClass.isContainer && isOnTheWay ? .descend : .skip
  }

  func receive(_ block: borrowing MATBlock<Float>) throws {
    try tick()
    try spools[block.array.path.text]?.append(block.values)
  }

  func request(for variable: Variable) throws(ImportError) -> ArrayRequest {
    guard let known = expected[variable.name] else { return .skip }
    guard variable == known else { throw .changedBetweenPasses(member, variable: variable.name) }
    return .floats
  }

  func receive(_ block: Span<Float>, for variable: Variable) throws(ImportError) {
    try tick()
    try spools[variable.name]?.append(block)
  }
}

/// Keeps the arrays with certain names.
struct WantedCollector: MATVisitor, ArrayVisitor {
  let wanted: Set<String>
  var arrays: [String: NumberArray] = [:]

  init(_ wanted: Set<String>) { self.wanted = wanted }

  func request(for array: MATArrayHeader) -> MATRequest {
    let name = array.path.text
    if wanted.contains(name) { return .keep }
    return array.arrayClass.isContainer && wanted.contains { $0.hasPrefix(name) }
      ? .descend : .skip
  }

  mutating func receive(_ value: MATValue, for array: MATArrayHeader) {
    arrays[array.path.text] = NumberArray(value)
  }

  func request(for variable: Variable) -> ArrayRequest {
    wanted.contains(variable.name) ? .keep : .skip
  }

  mutating func receive(_ array: NumberArray, for variable: Variable) {
    arrays[variable.name] = array
  }
}

/// Reads a member that is read front to back, whatever its format.
func readVariables(
  of member: Member, _ stream: inout some ByteStream & ~Copyable,
  _ visitor: inout some MATVisitor & ArrayVisitor
) throws(ImportError) {
  switch member.content {
  case .mat: _ = try readMAT(member.name, &stream, &visitor)
  case .arrays(let format, let variables):
    _ = try readArrays(format, member.name, &stream, known: variables, &visitor)
  case .hdf5, .text, .refused, .other: return
  }
}

/// Reads a MAT file, and says which member it was if that fails.
func readMAT(
  _ member: String, _ stream: inout some ByteStream & ~Copyable, _ visitor: inout some MATVisitor
) throws(ImportError) -> MATContents {
  do {
    return try MATFile.read(&stream, visitor: &visitor)
  } catch let error as ImportError {
    throw error
  } catch let error as MATError {
    if let cause = error.cause { throw .cannotRead(cause, in: member) }
    throw .damagedMember(member, error.description)
  } catch {
    throw .damagedMember(member, "\(error)")
  }
}
