/// Training rows that stand in the database once more, as hashing sets are made.
///
/// If every one of them does, with equal features and labels, the database's rows are stored alone
/// and the split `train` lists some of them.
struct InnerSegment {
  static let inner = "train"
  static let outer = "database"

  let blueprint: Blueprint
  let input: OpenInput
  let monitor: ImportMonitor

  /// The blueprint without the training rows that the database repeats; as it was, with a note, if
  /// any is not there.
  func merged(_ labels: ResolvedLabels) throws(ImportError) -> Blueprint {
    guard let inner = blueprint.segments.firstIndex(where: { $0.name == Self.inner }),
      let outer = blueprint.segments.firstIndex(where: { $0.name == Self.outer }),
      blueprint.pairing == .given
    else { return blueprint }
    guard let rows = try fingerprints([inner, outer], labels) else { return blueprint }
    var places: [RowFingerprint: [Int]] = [:]
    for (row, fingerprint) in rows[1].enumerated().reversed() {
      places[fingerprint, default: []].append(row)
    }
    var found: [Int] = []
    for fingerprint in rows[0] {
      if let row = places[fingerprint]?.popLast() { found.append(row) }
    }
    var merged = blueprint
    guard found.count == rows[0].count else {
      merged.notes.append(
        "\(found.count) of the \(rows[0].count) training rows stand in the database with equal"
          + " features and labels, so both are stored whole")
      return merged
    }
    merged.notes.append(
      "all \(found.count) training rows stand in the database with equal features and labels, and"
        + " are stored once")
    merged.remove(segment: inner)
    let offset = merged.segments.prefix { $0.name != Self.outer }.reduce(0) { $0 + $1.rows }
    merged.rowLists[Self.inner] = found.map { offset + $0 }.sorted()
    return merged
  }

  /// Of each row of some segments, over all modalities and labels; nil where a matrix is of a kind
  /// that cannot be looked at beforehand.
  private func fingerprints(
    _ segments: [Int], _ labels: ResolvedLabels
  ) throws(ImportError) -> [[RowFingerprint]]? {
    var wanted: [VariableReference: SampleAxis] = [:]
    for piece in blueprint.modalities.flatMap({ modality in segments.map { modality.pieces[$0] } })
    {
      wanted[piece.source] = piece.axis
    }
    let monitor = monitor
    let matrices = try FingerprintPass.run(wanted, input) { (member) throws(ImportError) in
      try monitor.report(.looking, member)
    }
    guard wanted.keys.allSatisfy({ matrices[$0] != nil }) else { return nil }
    return segments.map { segment in
      let start = blueprint.segments[..<segment].reduce(0) { $0 + $1.rows }
      return (0..<blueprint.segments[segment].rows).map { row in
        var hasher = Hasher128()
        for modality in blueprint.modalities {
          let piece = modality.pieces[segment]
          hasher.combine(matrices[piece.source]?[piece.samples.lowerBound + row])
        }
        for values in labels.values { hasher.combine(values, labels.classCount, start + row) }
        return hasher.result
      }
    }
  }
}

/// A fingerprint of fingerprints and labels.
private struct Hasher128 {
  var result = RowFingerprint()

  mutating func combine(_ row: RowFingerprint?) {
    guard let row else { return }
    result.add(row.halves.0)
    result.add(row.halves.1)
  }

  mutating func combine(_ values: ResolvedLabels.Values, _ classCount: Int, _ row: Int) {
    switch values {
    case .classes(let classes): result.add(UInt64(UInt32(bitPattern: classes[row])))
    case .multiHot(let elements):
      for element in elements[row * classCount..<(row + 1) * classCount] {
        result.add(UInt64(element))
      }
    }
  }
}

extension Blueprint {
  /// Takes a segment out of all lists.
  fileprivate mutating func remove(segment: Int) {
    segments.remove(at: segment)
    modalities = modalities.map { modality in
      var pieces = modality.pieces
      pieces.remove(at: segment)
      return Modality(name: modality.name, pieces: pieces)
    }
    labels = labels.map { set in
      var origins = set.origins
      origins.remove(at: segment)
      return Labels(modality: set.modality, origins: origins)
    }
  }
}
