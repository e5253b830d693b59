/// The results as comma-separated values: RFC 4180 with line feeds.
enum ResultsCSV {
  static let header =
    "store,method,noise,condition,rate,noise-seed,training-seed,labels,split,choice,epoch,measure,"
    + "direction,value"

  static func text(of rows: [ResultRow]) -> String {
    var text = header + "\n"
    for row in rows { text += line(of: row) + "\n" }
    return text
  }

  /// Numbers with the fewest digits that read back as the same. Names hold no comma and no quote:
  /// they are checked to be safe in paths.
  private static func line(of row: ResultRow) -> String {
    let cell = row.cell
    let fields = [
      cell.store, cell.method, cell.noise, cell.condition, cell.rate.map(Decimals.shortest) ?? "",
      cell.noiseSeed.map(String.init) ?? "", "\(cell.trainingSeed)", cell.labels, row.split,
      row.choice, row.epoch.map(String.init) ?? "", row.measure, row.direction,
      Decimals.shortest(row.value),
    ]
    return fields.joined(separator: ",")
  }
}
