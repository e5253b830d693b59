/// The layout that an input is in, and how that was found out.
struct Detection {
  let layout: String
  let fit: Fit
  /// One line for each thing considered.
  let explanation: [String]

  /// Finds the one layout that fits `inventory`.
  ///
  /// - Parameters:
  ///   - layoutName: the only layout to consider, nil for all.
  ///   - member: the data file that is meant, by its name or the end of its path; nil for any.
  /// - Throws: ``ImportError`` with code `unknownLayoutName`, `noLayoutFits`, `incomplete`,
  ///   `ambiguous`, or what a layout refuses.
  init(
    _ inventory: Inventory, layoutName: String?, member: String?, variants: Variants
  ) throws(ImportError) {
    let layouts = BuiltinLayouts.all.filter { layoutName == nil || $0.name == layoutName }
    if let layoutName, layouts.isEmpty { throw .unknownLayout(layoutName) }
    if let member, !inventory.members.contains(where: { $0.isCalled(member) }) {
      throw .noSuchMember(member, in: inventory)
    }
    var findings: [Finding] = []
    for layout in layouts {
      findings += layout.examine(inventory, variants: variants).map {
        Finding(layout: layout.name, examination: $0)
      }
    }
    let candidates = findings.filter { $0.concerns(member, in: inventory) }
    let fits = candidates.compactMap { finding -> (finding: Finding, fit: Fit)? in
      if case .fits(let fit) = finding.examination { (finding, fit) } else { nil }
    }
    guard fits.count <= 1 else {
      throw .ambiguous(fits.map { $0.finding.title }, in: inventory.name)
    }
    guard let (finding, fit) = fits.first else {
      throw Self.failure(candidates, inventory, layouts.map { $0.name })
    }
    try Self.check(variants, of: finding, fit)
    layout = finding.layout
    self.fit = fit
    let others = findings.filter { $0.title != finding.title }.map(\.explanation)
    explanation = ["\(finding.layout): \(fit.evidence)"] + others
  }

  /// Throws where a variant was asked for that the layout cannot have taken into account.
  private static func check(
    _ variants: Variants, of finding: Finding, _ fit: Fit
  ) throws(ImportError) {
    let hasVariants = BuiltinLayouts.all.contains { $0.name == finding.layout && $0.hasVariants }
    let modalities = fit.blueprint.modalities.map(\.name)
    for (modality, name) in variants.names.sorted(by: { $0.key < $1.key })
    where !hasVariants || !modalities.contains(modality) {
      let place = fit.members.joined(separator: ", ")
      throw .unknownVariant(name, of: modality, in: place, known: [])
    }
  }

  /// A layout of which less is there was hardly meant.
  private static let leastCompleteness = 0.5

  /// Why nothing fits: what a layout refused, what comes closest, or that nothing comes close.
  private static func failure(
    _ findings: [Finding], _ inventory: Inventory, _ names: [String]
  ) -> ImportError {
    for finding in findings {
      if case .refused(let error) = finding.examination { return error }
    }
    var closest: (layout: String, shortfall: Shortfall)?
    for finding in findings {
      guard case .lacks(let shortfall) = finding.examination else { continue }
      guard shortfall.completeness >= leastCompleteness else { continue }
      if shortfall.completeness > closest?.shortfall.completeness ?? 0 {
        closest = (finding.layout, shortfall)
      }
    }
    guard let closest else { return .noLayoutFits(inventory, among: names) }
    return .incomplete(inventory, layout: closest.layout, closest.shortfall)
  }
}

/// An examination with the layout that made it.
private struct Finding {
  let layout: String
  let examination: Examination

  /// The layout and the files in question.
  var title: String {
    switch examination {
    case .fits(let fit): "\(layout) (\(fit.members.joined(separator: ", ")))"
    case .lacks(let shortfall): shortfall.member.map { "\(layout) (\($0))" } ?? layout
    case .refused: layout
    }
  }

  var explanation: String {
    switch examination {
    case .fits: "\(title): fits as well"
    case .lacks(let shortfall): "\(title): missing \(ImportError.list(shortfall.missing))"
    case .refused(let error): "\(title): \(error.message)"
    }
  }

  /// Whether it is about `member`; findings about no file in particular always are.
  func concerns(_ member: String?, in inventory: Inventory) -> Bool {
    guard let member else { return true }
    let names: [String] =
      switch examination {
      case .fits(let fit): fit.members
      case .lacks(let shortfall): shortfall.member.map { [$0] } ?? []
      case .refused: []
      }
    return names.isEmpty
      || inventory.members.contains { names.contains($0.name) && $0.isCalled(member) }
  }
}

extension Member {
  /// Whether `text` is the member's name or the end of it, from a `/` on.
  fileprivate func isCalled(_ text: String) -> Bool { name == text || name.hasSuffix("/\(text)") }
}
