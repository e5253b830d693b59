import CMRInjection
import CMRNoise
import CMRStore
import SystemPackage

/// The label sets that a grid's stores lack.
struct NoiseDrawing {
  let store: GridStore
  let path: FilePath
  /// What must be drawn, in the order of the cells; each once.
  let missing: [NoisePlan]

  /// Adds the label sets to the store: one copy, one publication.
  func draw() throws {
    guard !missing.isEmpty else { return }
    do {
      var source = try NoiseSource(
        Store.open(path), labels: LabelSet.cleanName, split: NoiseSource.customarySplit)
      var sets: [LabelSet] = []
      for plan in missing { sets.append(try source.corrupt(by: plan).set) }
      try StoreEditing.addLabelSets(sets, to: path)
    } catch let error as NoiseError {
      throw GridError.cannotDraw(store, error.message, remedy: error.remedy)
    } catch let error as StoreError where error.code == .denied {
      throw GridError.cannotDraw(
        store, error.message, remedy: "make them where the store may be written: \(commands)")
    }
  }

  /// What a person would type in place of ``draw()``.
  private var commands: String {
    var groups: [(head: NoisePlan, rates: [String], seeds: [UInt64])] = []
    for plan in missing {
      let rate = plan.rate.description
      let index = groups.firstIndex {
        $0.head.model == plan.model && $0.head.semantics == plan.semantics
          && $0.head.sharing == plan.sharing
      }
      guard let index else {
        groups.append((plan, [rate], [plan.seed]))
        continue
      }
      if !groups[index].rates.contains(rate) { groups[index].rates.append(rate) }
      if !groups[index].seeds.contains(plan.seed) { groups[index].seeds.append(plan.seed) }
    }
    return groups.map { plan, rates, seeds in
      "cmrdata inject-noise '\(path)' --model \(plan.model.rawValue) "
        + "\(plan.model.takesLevel ? "--level" : "--rate") \(rates.joined(separator: " ")) "
        + "--seed \(seeds.map(String.init).joined(separator: " ")) "
        + "--semantics \(plan.semantics.rawValue) --sharing \(plan.sharing.rawValue)"
    }.joined(separator: " && ")
  }
}

extension GridPlan {
  /// For every store what it lacks. A label set of the right name is taken for what its name says:
  /// nothing else can have made it.
  func drawings(storesIn folder: FilePath) throws -> [NoiseDrawing] {
    let cells = try plannedCells()
    return try stores.map { store in
      let path = path(of: store, in: folder)
      var known = Set(try Store.open(path).labelSetNames)
      let missing = cells.filter { $0.store.name == store.name }.compactMap { planned in
        planned.condition.noise(seed: planned.cell.noiseSeed)
      }.filter { known.insert($0.name).inserted }
      return NoiseDrawing(store: store, path: path, missing: missing)
    }
  }
}

extension GridError {
  static func cannotDraw(_ store: GridStore, _ message: String, remedy: String?) -> Self {
    Self(
      code: .unsuitableStore,
      message: "cannot draw the noise of store '\(store.name)': \(message)", remedy: remedy)
  }
}
