import CMRContainer
import SystemPackage

/// The results as a sealed file: one array per column, one element per row.
///
/// Without what depends on the machine: a sealed file has the same bytes wherever it is made, so
/// seconds and memory stand in the text alone.
enum ResultsHDF5 {
  static let kind = Encoding("cmr-grid-results", version: 1)
  static let table = Encoding("grid-table", version: 1)
  static let rows = "rows"

  /// Writes the rows, with the plan that they belong to and the program that computed them.
  static func write(
    _ all: [ResultRow], plan: String, program: String, to path: FilePath
  ) throws(ContainerError) {
    let rows = all.filter { !$0.isTiming }
    var writer = try ContainerWriter.create(
      at: path, kind: kind, attributes: ["tool-version": .text(program)])
    try writer.addDocument(text: plan, at: "plan")
    try writer.addGroup(Self.rows, encoding: table)
    for (name, texts) in texts(of: rows) {
      try writer.addStrings(texts, at: "\(Self.rows)/\(name)")
    }
    try writer.addArray(rows.map(\.cell.trainingSeed), at: "\(Self.rows)/training-seed")
    // An epoch that nothing chose is -1, an absent rate NaN: numbers have no other word for it.
    try writer.addArray(rows.map { Int64($0.epoch ?? -1) }, at: "\(Self.rows)/epoch")
    try writer.addArray(rows.map { $0.cell.rate ?? .nan }, at: "\(Self.rows)/rate")
    try writer.addArray(rows.map(\.value), at: "\(Self.rows)/value")
    try writer.seal()
  }

  private static func texts(of rows: [ResultRow]) -> [(name: String, texts: [String])] {
    [
      ("store", rows.map(\.cell.store)), ("method", rows.map(\.cell.method)),
      ("noise", rows.map(\.cell.noise)), ("condition", rows.map(\.cell.condition)),
      ("labels", rows.map(\.cell.labels)),
      ("noise-seed", rows.map { $0.cell.noiseSeed.map(String.init) ?? "" }),
      ("split", rows.map(\.split)), ("choice", rows.map(\.choice)),
      ("measure", rows.map(\.measure)), ("direction", rows.map(\.direction)),
    ]
  }
}
