public import CMRTraining

extension UOTRCL {
  /// That warm-up takes the whole run, where it does: what is fitted then is no UOT-RCL.
  public static func notices(for task: RetrievalTask, options: Options) -> [String] {
    guard task.epochs <= options.warmup.epochs else { return [] }
    return [
      "method '\(name)' warms up for \(options.warmup.epochs) epochs and the run has "
        + "\(task.epochs): all of it is MRL's loss and no label is corrected; fit for more epochs, "
        + "or lower the option warmup.epochs"
    ]
  }
}
