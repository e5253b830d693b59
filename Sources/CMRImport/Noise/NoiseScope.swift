internal import CMRStore

/// The rows of a store that a noise file can be about.
struct NoiseScope {
  /// What they are, in words.
  let title: String
  /// The rows in the order of the file.
  let rows: [Int]

  /// Where a modality's labels of `count` rows can belong: to the split; to it and another one,
  /// since validation rows may have been training rows when the file was made; to all rows.
  static func find(
    _ count: Int, of modality: String, split: String, in store: Store
  ) throws -> NoiseScope? {
    let own = try store.rows(of: split, modality: modality)
    if own.count == count { return NoiseScope(title: "the split '\(split)'", rows: own) }
    for other in store.splitNames where other != split {
      let both = Set(own).union(try store.rows(of: other, modality: modality))
      if both.count == count, both.count > own.count {
        return NoiseScope(
          title: "the splits '\(split)' and '\(other)' in the order of the store",
          rows: both.sorted())
      }
    }
    let all = try store.rowCount(of: modality)
    return all == count ? NoiseScope(title: "all rows of the store", rows: Array(0..<all)) : nil
  }
}
