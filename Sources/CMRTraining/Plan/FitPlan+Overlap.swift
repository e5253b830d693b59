import CMRStore

extension FitPlan {
  /// Refuses training rows that are also there to judge, and tells of judges that share rows.
  ///
  /// - Returns: Sentences for the person who asked.
  func checkOverlap(in store: Store) throws -> [String] {
    let judges = [splits.validation, splits.report].compactMap { $0 }
    for judge in judges {
      if let shared = try shared(splits.train, judge, in: store) {
        throw TrainingError.trainsOnJudge(splits.train, judge, shared)
      }
    }
    guard judges.count == 2, judges[0] != judges[1] else {
      return judges.count == 2
        ? ["the best epoch is chosen by '\(judges[0])', the split that is reported on"] : []
    }
    guard let shared = try shared(judges[0], judges[1], in: store) else { return [] }
    return [
      "the best epoch is chosen by rows that are reported on: \(shared.count) \(shared.modality) rows "
        + "of '\(judges[0])' are also in '\(judges[1])'"
    ]
  }

  /// Rows of one modality that two splits have in common.
  struct SharedRows {
    let modality: String
    let count: Int
  }

  private func shared(_ a: String, _ b: String, in store: Store) throws -> SharedRows? {
    for modality in modalities {
      let rows = Set(try store.rows(of: a, modality: modality))
      let count = try store.rows(of: b, modality: modality).count { rows.contains($0) }
      if count > 0 { return SharedRows(modality: modality, count: count) }
    }
    return nil
  }
}

extension TrainingError {
  static func trainsOnJudge(_ train: String, _ judge: String, _ shared: FitPlan.SharedRows) -> Self
  {
    Self(
      code: .unsuitableData,
      message:
        "\(shared.count) \(shared.modality) rows of the training split '\(train)' are also in "
        + "'\(judge)', by which the model is judged",
      remedy: "choose splits without common rows; 'cmrdata info' lists them")
  }
}
