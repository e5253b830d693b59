import CMRArchive

extension MATParser {
  /// Parses the arrays inside a cell array or structure, in the order of the file.
  ///
  /// - Returns: their values in `keep` mode, nothing otherwise.
  mutating func parseChildren(
    of header: MATArrayHeader, _ extra: HeaderExtra, end: UInt64, mode: Mode,
    _ visitor: inout some MATVisitor & ~Copyable
  ) throws -> [MATValue] {
    let perElement = header.arrayClass == .cell ? 1 : header.fieldNames.count
    let (count, overflow) = header.count.multipliedReportingOverflow(by: perElement)
    // Each array takes at least its tag: a claim beyond that is refused before the first is read.
    guard !overflow, count <= Int(clamping: left(until: end) / 8) else {
      throw MATProblem(
        code: .damaged,
        message:
          "\(header.count) elements of \(perElement) arrays need 8 bytes each, "
          + "\(left(until: end)) bytes are left"
      )
    }
    var values: [MATValue] = []
    for index in 0..<count {
      let child = childPath(header, index / max(perElement, 1), index % max(perElement, 1))
      path = child
      let tag = try readTag("an array inside", left: left(until: end))
      guard tag.storage == .matrix else {
        throw MATProblem.wrongStorage("an array inside", tag.storage, wanted: "matrix")
      }
      let outcome = try parseMatrix(tag.byteCount, place: .inside(child), mode: mode, &visitor)
      if case .value(let value) = outcome { values.append(value) }
      try skipExactly(tag.padding, "the padding")
    }
    path = header.path
    return values
  }

  private func childPath(_ header: MATArrayHeader, _ element: Int, _ field: Int) -> MATPath {
    if header.arrayClass == .cell { return header.path.appending(.cell(element + 1)) }
    let parent = header.count == 1 ? header.path : header.path.appending(.element(element + 1))
    return parent.appending(.field(header.fieldNames[field]))
  }

  /// The container itself, from the values inside it.
  func assemble(_ header: MATArrayHeader, _ children: [MATValue]) -> MATValue {
    if header.arrayClass == .cell { return .cell(MATCell(dims: header.dims, values: children)) }
    let width = header.fieldNames.count
    let elements = (0..<header.count).map { element in
      Array(children[element * width..<(element + 1) * width])
    }
    return .structure(
      MATStructure(dims: header.dims, fieldNames: header.fieldNames, elements: elements))
  }
}
