import CMRDense
import CMRTraining

extension Conformance {
  /// Before the first step and after the last.
  func checkEmbeddings() throws(Finding) {
    for scene in scenes {
      try rehearsing(scene.name) {
        var rehearsal = try Rehearsal<Method>(options, on: scene, seed: seed)
        try checkEmbeddings(of: rehearsal.method, scene, "\(scene.name), before the first step")
        try rehearsal.run()
        try checkEmbeddings(of: rehearsal.method, scene, "\(scene.name), after the last step")
      }
    }
  }

  private func checkEmbeddings(of method: Method, _ scene: Scene, _ place: String) throws {
    var dimension: Int?
    for (modality, features) in zip(scene.modalities, scene.features) {
      let all = try embedded(features, by: method, modality, place)
      if let dimension, dimension != all.columns {
        throw Finding(
          place,
          "embeddings of '\(modality)' have length \(all.columns), those of the first "
            + "modality \(dimension)",
          remedy: "all modalities share one space")
      }
      dimension = all.columns
      try checkLengths(all, modality, place)
      try checkAlone(features, all, by: method, modality, place)
    }
  }

  private func checkLengths(
    _ embeddings: Matrix<Float>, _ modality: String, _ place: String
  ) throws(Finding) {
    for (row, length) in embeddings.rowNorms().enumerated() where !(abs(length - 1) <= 1e-3) {
      throw Finding(
        place, "row \(row) of '\(modality)' has an embedding of length \(length), not 1",
        remedy: "normalise the rows")
    }
  }

  /// Rankings embed block by block, so a row's embedding must not depend on its company.
  private func checkAlone(
    _ features: Matrix<Float>, _ all: Matrix<Float>, by method: Method, _ modality: String,
    _ place: String
  ) throws {
    for row in [0, features.rows - 1] {
      let alone = try embedded(features.rows(row..<row + 1), by: method, modality, place)
      for column in 0..<all.columns where abs(alone[0, column] - all[row, column]) > 1e-4 {
        throw Finding(
          place,
          "row \(row) of '\(modality)' embedded alone has \(alone[0, column]) at "
            + "\(column), among all rows \(all[row, column])",
          remedy: "compute nothing over the rows of a block in 'embed'")
      }
    }
  }

  private func embedded(
    _ features: Matrix<Float>, by method: Method, _ modality: String, _ place: String
  ) throws -> Matrix<Float> {
    let embeddings = try method.embed(features, modality: modality)
    guard embeddings.rows == features.rows else {
      throw Finding(
        place, "\(features.rows) rows of '\(modality)' have \(embeddings.rows) embeddings")
    }
    return embeddings
  }
}
