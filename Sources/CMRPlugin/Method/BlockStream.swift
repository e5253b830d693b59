import CMRAutodiff
import CMRDense
import CMRTraining

/// All training rows of a modality, block by block, as a step would get them; what `each_block`
/// streams.
struct BlockStream {
  let model: PluginModel
  let parameters: Parameters<Float>
  let context: EpochContext
  let frame: CallFrame

  /// Streams the modality at `index` of the task.
  func forEach(_ index: Int, _ visit: (RowsTable) throws -> Void) throws {
    guard model.task.names.indices.contains(index) else {
      throw TrainingError.pluginUnknownModality(
        model.plugin.description.name, index, model.task.names)
    }
    let modality = model.task.names[index]
    let labels = context.labels(of: modality)
    try context.forEachBlock(of: modality) { positions, features in
      let values =
        model.encoders.isEmpty ? features : model.encoders[index].embed(features, parameters)
      let positions = Array(positions)
      let rows = RowsTable(
        modality, values, positions: positions, labels: labels.gathering(positions))
      try visit(rows)
      try rows.check(frame)
    }
  }
}
