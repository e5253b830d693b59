extension RowMatrix {
  /// Reads rows in the order of the list, which may repeat rows, into `elements` [rows.count,
  /// columns], row-major.
  ///
  /// Neighbours in the list that are neighbours in the file are read at once. Sorting the list
  /// helps a cold disk.
  ///
  /// - Throws: ``ContainerError`` of code `damaged` where a row does not match its checksum;
  ///   `invalidInput` for a row that does not exist or a buffer of another size.
  public func read(
    rows list: some Collection<Int>, into elements: inout MutableSpan<Float>
  ) throws(ContainerError) {
    try checkBuffer(elements.count, for: list.count)
    var position = 0
    var index = list.startIndex
    while index != list.endIndex {
      let first = list[index]
      var count = 0
      repeat {
        count += 1
        list.formIndex(after: &index)
      } while count < rowsPerBlock && index != list.endIndex && list[index] == first &+ count
      guard first >= 0, first < rows, count <= rows - first else {
        let missing = (0..<rows).contains(first) ? rows : first
        throw .rowOutOfRange(missing, of: path, in: file.name, rows: rows)
      }
      var block = elements._mutatingExtracting(position * columns..<(position + count) * columns)
      try readBlock(first..<first + count, into: &block)
      position += count
    }
  }

  /// The same into a new array [list.count, columns].
  public func elements(ofRows list: some Collection<Int>) throws(ContainerError) -> [Float] {
    // Rows are checked before memory is taken: each exists, so the list is no longer than the
    // caller made it.
    var elements = [Float](repeating: 0, count: list.count * columns)
    var span = elements.mutableSpan
    try read(rows: list, into: &span)
    return elements
  }

  private func checkBuffer(_ count: Int, for rows: Int) throws(ContainerError) {
    let (wanted, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, count == wanted else {
      throw .wrongBuffer(count, wanted: overflow ? .max : wanted, of: path, in: file.name)
    }
  }

  private func readBlock(_ range: Range<Int>, into block: inout MutableSpan<Float>)
    throws(ContainerError)
  {
    try readUnchecked(range, into: &block)
    let wrong = mismatches(in: range, block)
    guard wrong.isEmpty else {
      throw .damaged(path, of: file.name, DamageReason.rows(wrong, of: rows))
    }
  }

  /// Rows of one system call, so that their checksums are formed while they are still in the
  /// processor's cache.
  var rowsPerBlock: Int { max(1, (1 << 18) / max(1, rowBytes)) }
}
