/// `cells.json`: the cells of a grid's newest plan, and where each lies.
///
/// So a table knows what belongs together and what is missing, without stores or methods.
struct CellIndex: Codable, Sendable, Equatable {
  static let currentVersion = 1

  struct Entry: Codable, Sendable, Equatable {
    let cell: GridCell
    /// The digest of its identity.
    let identity: String
    /// The path of its folder below that of all cells.
    let folder: String
  }

  var indexVersion = Self.currentVersion
  /// The program that computes it.
  let program: String
  /// In the order of the plan.
  let cells: [Entry]

  init(_ cells: [ResolvedCell], program: String) {
    self.program = program
    self.cells = cells.map {
      Entry(cell: $0.cell, identity: $0.identity.digest, folder: $0.folderName)
    }
  }
}
