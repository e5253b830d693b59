import CMRCPlugin
import CMRTraining

/// A task as the interface describes it, at one address for as long as its owner lives.
@safe
final class TaskTable: @unchecked Sendable {  // never changed
  /// The modalities' names, in order.
  let names: [String]
  private let texts: [CText]
  private let modalities: UnsafeMutablePointer<cmr_modality>
  private let options: UnsafeMutablePointer<Double>
  private let task: UnsafeMutablePointer<cmr_task>

  /// `columns` are the lengths of rows as the plug-in gets them, by modality.
  init(_ description: RetrievalTask, columns: [Int], options values: [Double]) {
    names = description.modalities.map(\.name)
    texts = names.map { CText($0) }
    unsafe modalities = .allocate(capacity: max(1, names.count))
    for (index, modality) in description.modalities.enumerated() {
      unsafe modalities[index] = cmr_modality(
        name: texts[index].pointer, columns: Int64(columns[index]),
        training_rows: Int64(modality.trainingRows))
    }
    unsafe options = .allocate(capacity: max(1, values.count))
    for (index, value) in values.enumerated() { unsafe options[index] = value }
    unsafe task = .allocate(capacity: 1)
    let kind = description.labelKind == .classIndex ? CMR_ONE_LABEL : CMR_SEVERAL_LABELS
    unsafe task.initialize(
      to: cmr_task(
        modality_count: Int32(names.count), label_kind: kind, modalities: modalities,
        class_count: Int64(description.classCount), batch_size: Int64(description.batchSize),
        epochs: Int64(description.epochs), options: options))
  }

  deinit {
    unsafe task.deallocate()
    unsafe options.deallocate()
    unsafe modalities.deallocate()
  }

  var pointer: UnsafePointer<cmr_task> { unsafe UnsafePointer(task) }
}
