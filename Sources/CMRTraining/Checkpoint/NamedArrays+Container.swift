import CMRAutodiff
package import CMRContainer
import CMRDense
import SystemPackage

extension ContainerWriter {
  /// Writes every array of `arrays` below the group `path`.
  package mutating func add(_ arrays: NamedArrays, at path: String) throws(ContainerError) {
    try addGroup(path, encoding: CheckpointFormat.arrays)
    for name in arrays.names {
      guard let array = arrays[name] else { continue }
      try add(array, at: "\(path)/\(name)")
    }
  }

  private mutating func add(_ array: NamedArray, at path: String) throws(ContainerError) {
    switch array.values {
    case .float(let values): try addArray(values, at: path, shape: array.shape)
    case .double(let values): try addArray(values, at: path, shape: array.shape)
    case .int32(let values): try addArray(values, at: path, shape: array.shape)
    case .int64(let values): try addArray(values, at: path, shape: array.shape)
    case .uint64(let values): try addArray(values, at: path, shape: array.shape)
    }
  }
}

extension Container {
  /// The arrays of the group `path`, each checked against its digest.
  package func namedArrays(_ path: String) throws -> NamedArrays {
    var arrays = NamedArrays()
    try collect(below: node(path, encodedAs: CheckpointFormat.arrays), path, "", into: &arrays)
    return arrays
  }

  /// Adds the arrays below `node`; those in groups have the groups' names before theirs.
  private func collect(
    below node: TreeDescription, _ path: String, _ prefix: String, into arrays: inout NamedArrays
  ) throws {
    for child in node.childNames {
      guard let inner = node.children?[child] else { continue }
      switch inner.kind {
      case .dataset: arrays[prefix + child] = try namedArray("\(path)/\(child)")
      case .group:
        try collect(below: inner, "\(path)/\(child)", "\(prefix)\(child)/", into: &arrays)
      }
    }
  }

  private func namedArray(_ path: String) throws -> NamedArray {
    let node = try node(path, encodedAs: .array)
    let values: NamedArray.Values =
      switch node.dtype {
      case "<f4": .float(try array(path))
      case "<f8": .double(try array(path))
      case "<i4": .int32(try array(path))
      case "<i8": .int64(try array(path))
      case "<u8": .uint64(try array(path))
      default: throw TrainingError.arrayKind(path, of: self.path.string, node.dtype ?? "a group")
      }
    return NamedArray(shape: node.shape ?? [], values: values)
  }
}

extension Parameters<Float> {
  /// The parameters as a checkpoint keeps them.
  var arrays: NamedArrays {
    var arrays = NamedArrays()
    for name in names { arrays[name] = NamedArray(self[name]) }
    return arrays
  }

  /// Puts the numbers of a checkpoint in place of all parameters, whose names and shapes must be
  /// the same.
  mutating func restore(_ arrays: NamedArrays) throws(TrainingError) {
    for name in arrays.names where !contains(name) { throw .foreignParameter(name) }
    for name in names {
      let old = self[name]
      self[name] = try arrays.matrix(name, rows: old.rows, columns: old.columns)
    }
  }
}
