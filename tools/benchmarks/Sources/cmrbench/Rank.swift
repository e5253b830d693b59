import ArgumentParser
import CMRDense
import CMRRetrieval

/// Ranks the whole gallery for every query and takes mAP.
struct Rank: ParsableCommand {
  @OptionGroup var common: Common
  @Option(help: "The length of an embedding.") var width = 512

  func run() throws {
    BLASThreads.set(common.threads)
    let inputs = Inputs(folder: common.inputs)
    let queries = try inputs.matrix("queries.f32", columns: width, as: Float.self)
    let gallery = try inputs.matrix("gallery.f32", columns: width, as: Float.self)
    let relevance = Relevance.sameClass(
      queries: try inputs.numbers("query-labels.i32", as: Int32.self),
      gallery: try inputs.numbers("gallery-labels.i32", as: Int32.self))
    try time {
      try RetrievalEvaluation.evaluate(
        queries: queries, gallery: gallery, relevance: relevance, similarity: .innerProduct)
    } value: {
      $0.meanAveragePrecision ?? .nan
    }
  }
}
