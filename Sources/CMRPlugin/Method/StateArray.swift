import CMRTraining

/// An array of a plug-in's state: a value, whose memory is copied when somebody else holds it too.
struct StateArray: Sendable {
  let declaration: DeclaredArray
  private(set) var buffer: GuardedBuffer

  /// Zeros.
  init(_ declaration: DeclaredArray) {
    self.declaration = declaration
    buffer = GuardedBuffer(byteCount: declaration.byteCount)
  }

  /// Makes the memory this value's own, to be written to.
  mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&buffer) { buffer = buffer.copy() }
  }

  /// The numbers as a checkpoint keeps them.
  var named: NamedArray {
    let values: NamedArray.Values =
      switch declaration.type {
      case .float32: .float(buffer.elements(Float.self))
      case .float64: .double(buffer.elements(Double.self))
      case .int32: .int32(buffer.elements(Int32.self))
      case .int64: .int64(buffer.elements(Int64.self))
      case .uint64: .uint64(buffer.elements(UInt64.self))
      }
    return NamedArray(shape: declaration.shape, values: values)
  }

  /// Puts back what ``named`` gave; throws where the array is missing or of another kind.
  mutating func restore(_ state: NamedArrays) throws(TrainingError) {
    let (name, count) = (declaration.name, declaration.count)
    let shape = try state.array(name).shape
    guard shape == declaration.shape else {
      throw .pluginStateShape(name, found: shape, wanted: declaration.shape)
    }
    makeUnique()
    switch declaration.type {
    case .float32: buffer.store(try state.floats(name, count: count))
    case .float64: buffer.store(try state.doubles(name, count: count))
    case .int32: buffer.store(try state.int32s(name, count: count))
    case .int64: buffer.store(try state.int64s(name, count: count))
    case .uint64: buffer.store(try state.uint64s(name, count: count))
    }
  }
}

extension TrainingError {
  fileprivate static func pluginStateShape(
    _ name: String, found: [Int], wanted: [Int]
  ) -> Self {
    Self(
      code: .invalidCheckpoint,
      message: "the array '\(name)' has shape \(found), the plug-in declares \(wanted)")
  }
}
