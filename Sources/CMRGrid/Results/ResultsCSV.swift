/// The results as comma-separated values.
enum ResultsCSV {
  static let header =
    "store,method,noise,condition,rate,noise-seed,training-seed,labels,split,choice,epoch,measure,"
    + "direction,value"

  static func text(of rows: [ResultRow]) -> String {
    var text = header + "\n"
    for row in rows { text += line(of: row) + "\n" }
    return text
  }

  /// Numbers with the fewest digits that read back as the same.
  private static func line(of row: ResultRow) -> String {
    let cell = row.cell
    let fields = [
      cell.store, cell.method, cell.noise, cell.condition, cell.rate.map(Decimals.shortest) ?? "",
      cell.noiseSeed.map(String.init) ?? "", "\(cell.trainingSeed)", cell.labels, row.split,
      row.choice, row.epoch.map(String.init) ?? "", row.measure, row.direction,
      Decimals.shortest(row.value),
    ]
    return CSV.line(of: fields)
  }
}
