extension SplitPlan {
  /// How many of `rows` rows each part gets, and after the parts how many are left over.
  ///
  /// Shares are rounded by the method of the largest remainder (Hamilton's), so that together they
  /// get what the sum of the shares is, rounded down: parts that are all rows get all rows.
  ///
  /// - Parameter what: what an error calls the rows.
  package func counts(of rows: Int, in what: String) throws(SplitError) -> [Int] {
    var counts: [Int] = []
    var remainders: [Int128] = []
    for part in parts {
      let quota = Int128(rows) * Self.numerator(part, over: denominator)
      let (whole, remainder) = quota.quotientAndRemainder(dividingBy: Int128(denominator))
      counts.append(Int(whole))
      remainders.append(remainder)
      if case .rows(let count) = part.amount { counts[counts.count - 1] = count }
    }
    let more = Int(remainders.reduce(0, +) / Int128(denominator))
    let largest = parts.indices.sorted { (remainders[$0], $1) > (remainders[$1], $0) }
    for part in largest.prefix(more) { counts[part] += 1 }
    let taken = counts.reduce(0) { sum, count in
      sum.addingReportingOverflow(count).overflow ? .max : sum + count
    }
    guard taken <= rows else { throw .tooManyRows(taken, of: rows, in: what) }
    var left = rows - taken
    if let rest = parts.firstIndex(where: { $0.amount == .rest }) {
      counts[rest] = left
      left = 0
    }
    if let empty = counts.firstIndex(of: 0) {
      throw .emptyPart(parts[empty], rows: rows, in: what)
    }
    return counts + [left]
  }
}
