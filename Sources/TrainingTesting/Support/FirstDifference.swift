import CMRAutodiff
import CMRDense
import CMRTraining

/// Where two methods' numbers differ first, in words.
enum FirstDifference {
  /// Of parameters, bit by bit.
  static func between(_ a: Parameters<Float>, _ b: Parameters<Float>) -> String? {
    guard a.names == b.names else {
      return "the parameters are \(a.names) and \(b.names)"
    }
    for name in a.names {
      let (left, right) = (a[name], b[name])
      guard left.hasShape(of: right) else {
        return "parameter '\(name)' has shape \(left.shape) and \(right.shape)"
      }
      for index in left.elements.indices
      where left.elements[index].bitPattern != right.elements[index].bitPattern {
        let (row, column) = index.quotientAndRemainder(dividingBy: left.columns)
        return "parameter '\(name)' [\(row), \(column)] is \(left.elements[index]) and "
          + "\(right.elements[index])"
      }
    }
    return nil
  }

  /// Of states, bit by bit.
  static func between(_ a: NamedArrays, _ b: NamedArrays) -> String? {
    guard a.names.sorted() == b.names.sorted() else {
      return "the state has the arrays \(a.names) and \(b.names)"
    }
    for name in a.names {
      guard let left = a[name], let right = b[name] else { continue }
      guard left.shape == right.shape, left.values.typeName == right.values.typeName else {
        return "the array '\(name)' is \(left.values.typeName) \(left.shape) and "
          + "\(right.values.typeName) \(right.shape)"
      }
      for (index, (x, y)) in zip(left.values.words, right.values.words).enumerated()
      where x.bits != y.bits {
        return "element \(index) of the array '\(name)' is \(x.text) and \(y.text)"
      }
    }
    return nil
  }
}

extension NamedArray.Values {
  /// Every number as bits and as text.
  fileprivate var words: [(bits: UInt64, text: String)] {
    switch self {
    case .float(let values): values.map { (UInt64($0.bitPattern), "\($0)") }
    case .double(let values): values.map { ($0.bitPattern, "\($0)") }
    case .int32(let values): values.map { (UInt64(UInt32(bitPattern: $0)), "\($0)") }
    case .int64(let values): values.map { (UInt64(bitPattern: $0), "\($0)") }
    case .uint64(let values): values.map { ($0, "\($0)") }
    }
  }
}
