/// One data file held against the table of a family.
struct KeyFamilyFile {
  let family: KeyFamily
  let member: Member
  let index: Int

  init(_ family: KeyFamily, _ member: Member, _ index: Int) {
    self.family = family
    self.member = member
    self.index = index
  }

  /// What of the family the file holds; nil where it holds nothing that tells.
  func examine(_ variants: Variants) -> Examination? {
    guard isConcerned else { return nil }
    do throws(ImportError) {
      let choice = try KeyChoice(self, variants)
      let problems = choice.keys.map { ($0, problem(with: $0, isLabels: choice.isLabels($0))) }
      let missing = problems.compactMap(\.1) + choice.absent
      guard missing.isEmpty else {
        return .lacks(
          Shortfall(
            found: problems.filter { $0.1 == nil }.map(\.0), missing: missing, member: member.name))
      }
      return .fits(fit(choice))
    } catch {
      return .refused(error)
    }
  }

  /// Whether one of the family's own keys of the first part is there, so that the file can be meant
  /// to be of this family.
  private var isConcerned: Bool {
    let keys = family.views.flatMap { $0.keys + $0.labels } + family.sharedLabels
    return keys.flatMap { spellings(of: $0, family.parts[0]) }
      .contains { member.variable($0)?.element.isNumeric == true }
  }

  // MARK: Keys

  /// The keys that `template` can stand for.
  func spellings(of template: String, _ part: KeyFamily.Part) -> [String] {
    part.spellings.map {
      template.replacing("%", with: $0).replacing("~", with: $0.lowercased())
    }
  }

  /// The key that is there for `template`, or else the one that is to be missed: spelled as the
  /// part is in the rest of the file.
  func key(_ template: String, _ part: KeyFamily.Part, like others: [String]) -> String {
    let keys = spellings(of: template, part)
    if let key = keys.first(where: { member.variable($0) != nil }) { return key }
    let place = part.spellings.indices.first { place in
      others.contains { member.variable(spellings(of: $0, part)[place]) != nil }
    }
    return keys[place ?? 0]
  }

  func has(_ template: String, _ part: KeyFamily.Part) -> Bool {
    spellings(of: template, part).contains { member.variable($0) != nil }
  }

  /// What is missing of `key`: all of it, or that it is a matrix of numbers, or for labels a list
  /// or matrix of them.
  private func problem(with key: String, isLabels: Bool) -> String? {
    guard let variable = member.variable(key) else { return "'\(key)'" }
    if variable.isMatrix || (isLabels && variable.isVector) { return nil }
    let found = "\(variable.element) \(Variable.text(of: variable.shape))"
    return "'\(key)' as \(isLabels ? "a list" : "a matrix") of numbers (it is \(found))"
  }

  // MARK: The fit

  private func fit(_ choice: KeyChoice) -> Fit {
    let sources = { (template: String) in
      choice.parts.compactMap { part in
        member.variable(key(template, part, like: choice.templates)).map {
          VariableReference(member: index, variable: $0)
        }
      }
    }
    let modalities = choice.views.map { view in
      Blueprint.Modality(name: view.modality, pieces: sources(view.template).map { Piece($0) })
    }
    let rows = modalities.first?.pieces.map(\.samples.count) ?? []
    var blueprint = Blueprint(
      segments: zip(choice.parts, rows).map { Blueprint.Segment(name: $0.segment, rows: $1) },
      modalities: modalities,
      labels: choice.labels.map { set in
        Blueprint.Labels(
          modality: set.modality,
          origins: sources(set.template).map { .variable(Piece.labels($0)) })
      })
    blueprint.pairing = choice.rowsMayDiffer ? .whereRowsAgree : .given
    blueprint.gallery = family.gallery.filter { name in
      choice.parts.contains { $0.segment == name }
    }
    blueprint.notes = choice.notes + family.notes
    return Fit(members: [member.name], evidence: evidence(choice), blueprint: blueprint)
  }

  private func evidence(_ choice: KeyChoice) -> String {
    let first = family.parts[0]
    let keys = choice.templates.map { key($0, first, like: choice.templates) }
    let others = choice.parts.dropFirst().map(\.segment)
    return "\(member.name) holds \(keys.joined(separator: ", ")), and likewise named arrays for"
      + " \(others.joined(separator: " and "))"
  }
}
