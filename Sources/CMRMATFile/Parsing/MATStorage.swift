/// The type of an element's data in the file (MathWorks, *MAT-File Format*, table 1-1).
///
/// Not the class of the array: MATLAB stores doubles that are small whole numbers as bytes.
enum MATStorage: UInt32 {
  case int8 = 1
  case uint8 = 2
  case int16 = 3
  case uint16 = 4
  case int32 = 5
  case uint32 = 6
  case single = 7
  case double = 9
  case int64 = 12
  case uint64 = 13
  case matrix = 14
  case compressed = 15
  case utf8 = 16
  case utf16 = 17
  case utf32 = 18

  /// The bytes of one number; `nil` for elements that are no rows of numbers.
  var width: Int? {
    switch self {
    case .int8, .uint8, .utf8: 1
    case .int16, .uint16, .utf16: 2
    case .int32, .uint32, .single, .utf32: 4
    case .double, .int64, .uint64: 8
    case .matrix, .compressed: nil
    }
  }
}

/// The head of an element: what follows, and how much of it.
struct MATTag {
  var storage: MATStorage
  /// The bytes of data that follow.
  var byteCount: Int
  /// The bytes between the data and the next element.
  var padding: Int
}
