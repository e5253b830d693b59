import CMRCPlugin

/// The types that elements of a declared array can have.
enum ElementType: Sendable {
  case float32, float64, int32, int64, uint64

  /// The type that the interface numbers `raw`.
  init?(_ raw: Int32) {
    switch raw {
    case CMR_FLOAT32: self = .float32
    case CMR_FLOAT64: self = .float64
    case CMR_INT32: self = .int32
    case CMR_INT64: self = .int64
    case CMR_UINT64: self = .uint64
    default: return nil
    }
  }

  var raw: Int32 {
    switch self {
    case .float32: CMR_FLOAT32
    case .float64: CMR_FLOAT64
    case .int32: CMR_INT32
    case .int64: CMR_INT64
    case .uint64: CMR_UINT64
    }
  }

  /// The bytes of one element.
  var width: Int {
    switch self {
    case .float32, .int32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// As NumPy and `NamedArray` call it.
  var name: String {
    switch self {
    case .float32: "float32"
    case .float64: "float64"
    case .int32: "int32"
    case .int64: "int64"
    case .uint64: "uint64"
    }
  }
}
