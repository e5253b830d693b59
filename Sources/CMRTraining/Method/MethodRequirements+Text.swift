extension MethodRequirements: CustomStringConvertible {
  /// In words: "2 modalities, paired, with one class per row".
  public var description: String {
    let (least, most) = (modalities.lowerBound, modalities.upperBound)
    let count =
      least == most
      ? "\(least) \(least == 1 ? "modality" : "modalities")"
      : most >= Self.many ? "\(least) modalities or more" : "\(least) to \(most) modalities"
    let classes =
      labelKinds.contains(.multiHot)
      ? labelKinds.contains(.classIndex) ? "any number of classes" : "labels of several classes"
      : "one class"
    let batches = minimumBatch > 1 ? ", in batches of \(minimumBatch) rows or more" : ""
    return "\(count), \(pairs ? "paired" : "paired or not"), with \(classes) per row\(batches)"
  }

  /// So many modalities are no limit for anybody.
  private static var many: Int { 64 }
}
