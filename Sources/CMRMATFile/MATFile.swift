public import CMRArchive

/// Reads MAT files of version 5 from any stream of bytes, front to back, in bounded memory.
///
/// See <doc:MATFiles> for what is read and how streaming works.
public enum MATFile {
  /// Reads the whole file, asking `visitor` at each array what to do with it.
  ///
  /// - Parameters:
  ///   - stream: the file's bytes from the first one on; read to the end.
  ///   - visitor: decides, and receives values and blocks.
  ///   - limits: what the file may ask of us.
  /// - Returns: every array that `visitor` was asked about, and notes on what was passed over.
  /// - Throws: ``MATError``, or what `visitor` throws. Code `hdf5` means that the file is of
  ///   version 7.3.
  @discardableResult
  public static func read(
    _ stream: inout some ByteStream & ~Copyable, visitor: inout some MATVisitor & ~Copyable,
    limits: MATLimits = MATLimits()
  ) throws -> MATContents {
    try withFeed(over: &stream) { feed in
      var parser = MATParser(MATSource(feed), limits: limits)
      try parser.parseFile(&visitor)
      return parser.contents
    }
  }

  /// Lists every array of the file without holding any data.
  ///
  /// - Parameters:
  ///   - stream: the file's bytes from the first one on; read to the end.
  ///   - nested: containers with more elements than this are listed but not descended into, so that
  ///     a cell array of a string per sample stays one line.
  ///   - limits: what the file may ask of us.
  /// - Throws: ``MATError``.
  public static func contents(
    of stream: inout some ByteStream & ~Copyable, nested: Int = 1000,
    limits: MATLimits = MATLimits()
  ) throws -> MATContents {
    var visitor = Lister(nested: nested)
    return try read(&stream, visitor: &visitor, limits: limits)
  }

  /// Reads the arrays at `paths` into memory.
  ///
  /// - Parameters:
  ///   - paths: in MATLAB's notation: `L_tr`, `data.Y`, `train{1}`. Paths that do not exist are
  ///     absent from the result.
  ///   - stream: the file's bytes from the first one on; read to the end.
  ///   - limits: what the file may ask of us.
  /// - Throws: ``MATError``.
  public static func values(
    at paths: Set<String>, in stream: inout some ByteStream & ~Copyable,
    limits: MATLimits = MATLimits()
  ) throws -> [String: MATValue] {
    var visitor = Collector(wanted: paths)
    try read(&stream, visitor: &visitor, limits: limits)
    return visitor.values
  }

  private struct Lister: MATVisitor {
    let nested: Int
    func request(for array: MATArrayHeader) -> MATRequest {
      array.count <= nested ? .descend : .skip
    }
  }

  private struct Collector: MATVisitor {
    let wanted: Set<String>
    var values: [String: MATValue] = [:]

    func request(for array: MATArrayHeader) -> MATRequest {
      let text = array.path.text
      if wanted.contains(text) { return .keep }
      return array.arrayClass.isContainer && wanted.contains { $0.hasPrefix(text) }
        ? .descend : .skip
    }

    mutating func receive(_ value: MATValue, for array: MATArrayHeader) {
      values[array.path.text] = value
    }
  }
}
