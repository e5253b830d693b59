/// What was found in a MAT file.
public struct MATContents: Hashable, Sendable {
  /// The text at the head of the file: who wrote it and when.
  public internal(set) var description: String = ""
  /// The byte order of the file.
  public internal(set) var byteOrder: MATByteOrder = .little
  /// Every array that the visitor was asked about, in the order of the file, a container before
  /// what is in it.
  public internal(set) var arrays: [MATArrayHeader] = []
  /// Everything that was passed over because it cannot be read.
  public internal(set) var notes: [MATNote] = []

  /// The variables: the arrays that lie in nothing else.
  public var variables: [MATArrayHeader] { arrays.filter { $0.path.steps.isEmpty } }

  /// The array at `path`, for example `data.X1`; `nil` if there is none.
  public func array(at path: String) -> MATArrayHeader? { arrays.first { $0.path.text == path } }
}

/// The order of the bytes of a number.
public enum MATByteOrder: String, Hashable, Sendable {
  /// Least significant byte first.
  case little
  /// Most significant byte first.
  case big
}

/// Something in a MAT file that was passed over.
public struct MATNote: Hashable, Sendable, CustomStringConvertible {
  /// What was passed over.
  public let path: MATPath
  /// Why.
  public let reason: String

  /// One line for a report.
  public var description: String { "'\(path)' skipped: \(reason)" }
}
