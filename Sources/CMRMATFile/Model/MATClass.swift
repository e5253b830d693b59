/// The class of an array in a MAT file (MathWorks, *MAT-File Format*, table 1-3).
public enum MATClass: UInt8, Hashable, Sendable, CaseIterable {
  /// A cell array: every element is an array.
  case cell = 1
  /// A structure array: every element has the same named fields.
  case structure = 2
  /// An object of an old-style class; skipped.
  case object = 3
  /// Text.
  case char = 4
  /// A sparse matrix of doubles or logicals.
  case sparse = 5
  /// 64-bit floating point.
  case double = 6
  /// 32-bit floating point.
  case single = 7
  /// 8-bit signed integers.
  case int8 = 8
  /// 8-bit unsigned integers, and logicals.
  case uint8 = 9
  /// 16-bit signed integers.
  case int16 = 10
  /// 16-bit unsigned integers.
  case uint16 = 11
  /// 32-bit signed integers.
  case int32 = 12
  /// 32-bit unsigned integers.
  case uint32 = 13
  /// 64-bit signed integers.
  case int64 = 14
  /// 64-bit unsigned integers.
  case uint64 = 15
  /// A function handle; skipped.
  case function = 16
  /// An object of a new-style class (tables, strings, datetimes); skipped.
  case opaque = 17

  /// Whether an array of this class holds plain numbers, one per element.
  public var isNumeric: Bool { rawValue >= MATClass.double.rawValue && rawValue <= 15 }

  /// Whether an array of this class holds other arrays that can be descended into.
  public var isContainer: Bool { self == .cell || self == .structure }

  /// MATLAB's name for the class.
  public var name: String {
    switch self {
    case .structure: "struct"
    case .function: "function_handle"
    default: "\(self)"
    }
  }
}
