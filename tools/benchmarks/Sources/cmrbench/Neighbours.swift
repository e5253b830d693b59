import ArgumentParser
import CMRDense

/// Finds the nearest other rows of every row.
struct Neighbours: ParsableCommand {
  @OptionGroup var common: Common
  @Option(help: "The length of a row.") var width = 512
  @Option(help: "How many neighbours.") var count = 20

  func run() throws {
    BLASThreads.set(common.threads)
    let rows = try Inputs(folder: common.inputs).matrix(
      "rows.f32", columns: width, as: Float.self)
    try time {
      rows.nearestNeighbours(count, rowsAreUnit: true)
    } value: {
      Double($0.similarities.elements.reduce(0, +)) / Double($0.similarities.elements.count)
    }
  }
}
