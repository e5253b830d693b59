extension Comparison {
  /// What the tables show and what the marks mean, sentence by sentence.
  func caption(_ style: some TableStyle) -> [String] {
    var sentences = [style.text(what), style.text(spreadText), marksText(style), testText(style)]
    if finished < planned {
      sentences.append(
        "Incomplete: \(finished) of \(planned) cells are finished; (3/5) says 3 of 5 seeds.")
    }
    return sentences
  }

  private func marksText(_ style: some TableStyle) -> String {
    "\(style.bestLegend) of a column; \(style.nearBest.trimmed) within one standard error of the best."
  }

  private var what: String {
    let name =
      switch request.measure {
      case ResultRow.map: "mAP"
      case ResultRow.seconds: "Seconds of training and validation"
      case ResultRow.peakMemory: "Peak memory in MiB"
      default: "'\(request.measure)'"
      }
    guard !split.isEmpty else {
      return request.isLessBetter ? "\(name)." : "\(name), \(epochText)."
    }
    return "\(name) on \(split), \(directionText), \(epochText)."
  }

  private var epochText: String {
    request.epoch == .best ? "best epoch by validation" : "last epoch"
  }

  private var directionText: String {
    switch request.direction {
    case ResultRow.mean: "mean over directions"
    case ComparisonRequest.everyDirection:
      (tables.first?.columns.map(\.direction).uniqued ?? []).joined(separator: " / ")
    default: request.direction
    }
  }

  private var spreadText: String {
    let over =
      switch request.spread {
      case .pooled where isCrossed: "over all noise and training seeds together"
      case .pooled: "over seeds, each of noise and training"
      case .noise: "over noise seeds, each by the mean of its training seeds"
      case .training: "over training seeds of the same noise, pooled over noise seeds"
      }
    return "Mean ± standard deviation \(over)."
  }

  private func testText(_ style: some TableStyle) -> String {
    let reference =
      switch request.reference {
      case .bestPeer: "the best of the others"
      case .method(let name): name
      }
    let pairs =
      isCrossed ? "shared noise seeds, each by the mean of its training seeds" : "shared seeds"
    return "\(style.stars(1)) \(style.text("p < 0.05")), \(style.stars(2)) "
      + style.text(
        "p < 0.01 against \(reference): two-sided \(request.test.title) over \(pairs), not "
          + "corrected for the number of comparisons.")
  }
}

extension String {
  fileprivate var trimmed: Substring { drop { $0 == " " } }
}
