/// What one element of a dataset or attribute is, as the file declares it.
public struct ElementType: Hashable, Sendable, CustomStringConvertible {
  /// The classes of elements; only numbers, booleans, enumerations and strings can be read.
  public enum Kind: Hashable, Sendable {
    /// An integer of any width.
    case integer
    /// A floating-point number of any width and layout.
    case floatingPoint
    /// An enumeration of FALSE = 0 and TRUE = 1, as h5py writes booleans; reads as those integers.
    case boolean
    /// Any other enumeration; reads as its integers.
    case enumeration
    /// A string of `size` bytes, filled up as `padding` says.
    case fixedString(Padding)
    /// A string of any length, kept elsewhere in the file.
    case variableString
    /// A kind that this module does not read, by the library's name for it.
    case unreadable(String)
  }

  /// What fills the rest of a fixed-length string.
  public enum Padding: Hashable, Sendable {
    /// The first NUL ends the string.
    case nullTerminated
    /// NULs at the end are not part of the string.
    case nullPadded
    /// Spaces at the end are not part of the string.
    case spacePadded
  }

  /// The order of the bytes of a number in the file; reading converts it.
  public enum ByteOrder: Hashable, Sendable {
    /// Least significant byte first.
    case little
    /// Most significant byte first.
    case big
    /// Anything else the library knows.
    case other
  }

  /// The class of the element.
  public let kind: Kind
  /// The bytes of one element in the file; for a variable string those of its reference.
  public let size: Int
  /// The order of bytes, nil where the kind has none.
  public let byteOrder: ByteOrder?
  /// Whether numbers can be negative; false for everything that is no number.
  public let isSigned: Bool
  /// Whether a string is declared as UTF-8; false for ASCII and for everything else.
  public let isUTF8: Bool

  /// Whether elements convert to numbers.
  public var isNumeric: Bool {
    switch kind {
    case .integer, .floatingPoint, .boolean, .enumeration: true
    case .fixedString, .variableString, .unreadable: false
    }
  }

  /// Whether elements are strings.
  public var isString: Bool {
    switch kind {
    case .fixedString, .variableString: true
    case .integer, .floatingPoint, .boolean, .enumeration, .unreadable: false
    }
  }

  /// The scalar of the same kind, width and sign, whatever the byte order; nil where there is none.
  public var scalarType: ScalarType? {
    switch (kind, size) {
    case (.integer, 1): isSigned ? .int8 : .uint8
    case (.integer, 2): isSigned ? .int16 : .uint16
    case (.integer, 4): isSigned ? .int32 : .uint32
    case (.integer, 8): isSigned ? .int64 : .uint64
    case (.floatingPoint, 4): .float32
    case (.floatingPoint, 8): .float64
    default: nil
    }
  }

  /// The element in a few words, for error texts: "64-bit signed integer", "string of 12 bytes".
  public var description: String {
    switch kind {
    case .integer: "\(size * 8)-bit \(isSigned ? "signed" : "unsigned") integer"
    case .floatingPoint: "\(size * 8)-bit floating-point number"
    case .boolean: "boolean"
    case .enumeration: "enumeration of \(size * 8) bits"
    case .fixedString: "string of \(size) bytes"
    case .variableString: "string of variable length"
    case .unreadable(let name): name
    }
  }
}
