/// Which spelling of each key of a family a file uses.
struct KeyChoice {
  /// A kind of data with the key of its matrix.
  struct View {
    let modality: String
    let template: String
  }

  /// Labels of one kind of data, or of all where `modality` is nil.
  struct LabelSet {
    let modality: String?
    let template: String
  }

  private(set) var views: [View] = []
  private(set) var labels: [LabelSet] = []
  /// The parts that the file has, those that it must have included.
  private(set) var parts: [KeyFamily.Part] = []
  /// What is missing that has no key: other kinds of data.
  private(set) var absent: [String] = []
  private(set) var notes: [String] = []

  private let file: KeyFamilyFile
  private var family: KeyFamily { file.family }
  private var first: KeyFamily.Part { file.family.parts[0] }

  init(_ file: KeyFamilyFile, _ variants: Variants) throws(ImportError) {
    self.file = file
    let present = file.family.views.count { view in view.keys.contains { file.has($0, first) } }
    for view in family.views {
      let mayMiss = family.leastViews != nil || view.isOptional || present >= 2
      try choose(view, asked: variants[view.modality], mayMiss: mayMiss)
    }
    chooseLabels()
    let templates = self.templates
    parts = family.parts.filter { part in
      !part.isOptional || templates.contains { file.has($0, part) }
    }
  }

  /// Whether kinds of data may differ in their rows: where any of them may be missing, and where
  /// further ones stand beside those that every file has.
  var rowsMayDiffer: Bool {
    family.leastViews != nil
      || views.contains { view in
        family.views.contains { $0.modality == view.modality && $0.isOptional }
      }
  }

  /// The keys of features and labels.
  var templates: [String] { views.map(\.template) + labels.map(\.template) }

  /// Every key that is needed, part by part.
  var keys: [String] {
    parts.flatMap { part in templates.map { file.key($0, part, like: templates) } }
  }

  func isLabels(_ key: String) -> Bool {
    labels.contains { set in
      parts.contains { file.spellings(of: set.template, $0).contains(key) }
    }
  }

  // MARK: Features

  private mutating func choose(
    _ view: KeyFamily.View, asked: String?, mayMiss: Bool
  ) throws(ImportError) {
    let present = view.keys.filter { file.has($0, first) }
    let others = view.variants.flatMap { expand($0) }.filter { !present.contains($0.template) }
    let known = present.map { Matrix($0, name: Self.stem($0)) } + others
    if let asked {
      guard let matrix = known.first(where: { [$0.name, Self.stem($0.template)].contains(asked) })
      else {
        throw .unknownVariant(
          asked, of: view.modality, in: file.member.name,
          known: known.count > 1 ? known.map(\.name) : [])
      }
      return take(matrix.template, view, known)
    }
    guard present.count <= 1 else {
      throw .severalPlain(
        view.modality, in: file.member.name,
        keys: present.map { file.key($0, first, like: present) }, choices: present.map(Self.stem))
    }
    if let template = present.first ?? (view.variantsStandIn ? others.first?.template : nil) {
      take(template, view, known)
    } else if !mayMiss {
      take(view.keys[0], view, known)
    }
  }

  private mutating func take(_ template: String, _ view: KeyFamily.View, _ known: [Matrix]) {
    views.append(View(modality: view.modality, template: template))
    let others = known.filter { $0.template != template }.map { "'\($0.name)'" }
    guard !others.isEmpty else { return }
    notes.append(
      "\(view.modality) is '\(Self.stem(template))'; the file also holds "
        + others.joined(separator: ", "))
  }

  /// A matrix of a kind of data, with the name by which it is chosen.
  private struct Matrix {
    let template: String
    let name: String

    init(_ template: String, name: String) {
      self.template = template
      self.name = name
    }
  }

  /// The matrices of the first part that `pattern` stands for.
  private func expand(_ pattern: String) -> [Matrix] {
    guard let star = pattern.firstIndex(of: "*") else {
      return file.has(pattern, first) ? [Matrix(pattern, name: Self.stem(pattern))] : []
    }
    let labels = (family.views.flatMap(\.labels) + family.sharedLabels)
      .flatMap { file.spellings(of: $0, first) }
    let heads = file.spellings(of: String(pattern[..<star]), first)
    return file.member.variables.filter(\.isMatrix).map(\.name).compactMap { key in
      guard let head = heads.first(where: { key.hasPrefix($0) && key != $0 }),
        !labels.contains(key), !family.excluded.contains(where: { key.hasSuffix($0) })
      else { return nil }
      let name = String(key.dropFirst(head.count))
      return Matrix(pattern.replacing("*", with: name), name: name)
    }
  }

  /// A key without what stands for the part: "imgs_deep" for "%_imgs_deep".
  private static func stem(_ template: String) -> String {
    template.replacing("%", with: "").replacing("~", with: "").split(separator: "_")
      .joined(separator: "_")
  }

  // MARK: Labels

  private mutating func chooseLabels() {
    if let least = family.leastViews, views.count < least {
      let missing = family.views.filter { view in !views.contains { $0.modality == view.modality } }
      absent = missing.prefix(least - views.count).map {
        "'\(file.key($0.keys[0], first, like: []))'"
      }
    }
    guard !family.hasNoLabels else { return }
    let tables = views.compactMap { view in
      family.views.first { $0.modality == view.modality }?.labels
    }
    let own = tables.map { labels in labels.first { file.has($0, first) } }
    // Where kinds of data may differ in rows, labels of one are of no use to another.
    if rowsMayDiffer || own.allSatisfy({ $0 != nil }) {
      labels = zip(views, zip(own, tables)).compactMap { view, keys in
        (keys.0 ?? keys.1.first).map { LabelSet(modality: view.modality, template: $0) }
      }
      return
    }
    let every = family.views.flatMap(\.labels) + family.sharedLabels
    let shared = family.sharedLabels.first { file.has($0, first) }
    guard let template = shared ?? own.compactMap(\.self).first ?? every.first else { return }
    labels = [LabelSet(modality: nil, template: template)]
    if shared == nil, file.has(template, first) {
      let key = file.key(template, first, like: [])
      notes.append("'\(key)' are the labels of both modalities")
    }
  }
}
