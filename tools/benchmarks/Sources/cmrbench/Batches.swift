import ArgumentParser
import CMRStore
import SystemPackage

/// Reads one epoch of fully random batches from a store, every row checked.
struct Batches: ParsableCommand {
  @OptionGroup var common: Common
  @Option(help: "Rows in a batch.") var size = 100

  func run() throws {
    let store = try Store.open(FilePath(common.inputs).appending("store.h5"))
    let image = try store.modality("image")
    let order = try Inputs(folder: common.inputs).numbers("order.i64", as: Int64.self).map {
      Int($0)
    }
    try time {
      var sum = 0.0
      for start in stride(from: 0, to: order.count, by: size) {
        let batch = try image.matrix(rows: order[start..<min(start + size, order.count)])
        sum += Double(batch[0, 0])
      }
      return sum
    } value: {
      $0
    }
  }
}
