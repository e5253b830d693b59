import CMRContainer
import CMRJSON

extension GridPlan {
  /// Throws for the first value that no stores could make right.
  func validate() throws(GridError) {
    try checkNames()
    try checkSeeds(seeds, of: "the grid plan")
    try checkNoise()
    try checkLimits()
    try checkFit(fit, of: "'fit' of the grid plan")
    for store in stores { try checkFit(store.fit, of: "'fit' of store '\(store.name)'") }
    for method in methods { try checkFit(method.fit, of: "'fit' of method '\(method.label)'") }
    let cells = try self.cells()
    for store in stores where !cells.contains(where: { $0.store == store.name }) {
      throw .noCells("store '\(store.name)'")
    }
    for method in methods where !cells.contains(where: { $0.method == method.label }) {
      throw .noCells("method '\(method.label)'")
    }
  }

  private func checkNames() throws(GridError) {
    if stores.isEmpty {
      throw .missing("stores", of: "the grid plan", wanted: "one store or more, with name and path")
    }
    if methods.isEmpty {
      throw .missing("methods", of: "the grid plan", wanted: "one method or more")
    }
    for (index, store) in stores.enumerated() where store.path.isEmpty {
      throw .missing("path", of: "store \(index + 1) of the grid plan", wanted: "a store's file")
    }
    try checkNames(stores.map(\.name), noun: "store", key: "name")
    for (index, method) in methods.enumerated() where method.name.isEmpty {
      throw .missing(
        "name", of: "method \(index + 1) of the grid plan", wanted: "the name of a method")
    }
    try checkNames(methods.map(\.label), noun: "method", key: "label")
  }

  /// Names are parts of folder names and heads of tables, so each must stand for one thing.
  private func checkNames(_ names: [String], noun: String, key: String) throws(GridError) {
    for (index, name) in names.enumerated() {
      let place = "\(noun) \(index + 1) of the grid plan"
      if name.isEmpty { throw .missing(key, of: place, wanted: "a name") }
      if !name.isElementName { throw .unsafeName(name, key: key, of: place) }
      if let earlier = names[..<index].firstIndex(of: name) {
        throw .twice(name, key: key, first: "\(noun) \(earlier + 1)", second: place)
      }
    }
  }

  private func checkSeeds(_ seeds: GridSeeds, of place: String) throws(GridError) {
    for (key, list) in seeds.lists {
      let key = "seeds.\(key)"
      if list.isEmpty { throw .missing(key, of: place, wanted: "one seed or more") }
      for (index, seed) in list.enumerated() where list[..<index].contains(seed) {
        throw .seedTwice(seed, key: key, of: place)
      }
    }
  }

  private func checkNoise() throws(GridError) {
    if noise.isEmpty {
      throw .missing("noise", of: "the grid plan", wanted: #"conditions, such as ["clean"]"#)
    }
    for (index, entry) in noise.enumerated() {
      let place = Self.place(ofNoise: index)
      _ = try entry.conditions(place: place)
      try checkKnown(entry.methods, among: methods.map(\.label), key: "methods", of: place)
      try checkKnown(entry.stores, among: stores.map(\.name), key: "stores", of: place)
    }
  }

  static func place(ofNoise index: Int) -> String { "noise \(index + 1) of the grid plan" }

  private func checkKnown(
    _ names: [String]?, among known: [String], key: String, of place: String
  ) throws(GridError) {
    for name in names ?? [] where !known.contains(name) {
      throw .unknownName(name, key: key, of: place, known: known)
    }
  }

  /// What stores and methods take must be some of what there is, or a typing error would just leave
  /// cells out.
  private func checkLimits() throws(GridError) {
    let rates = Set(try conditions().compactMap(\.rate)).sorted()
    for store in stores {
      for rate in store.rates ?? [] where !rates.contains(rate) {
        throw .rateNotInPlan(rate, of: "store '\(store.name)'", known: rates)
      }
      try checkLimit(store.seeds, of: "store '\(store.name)'")
    }
    for method in methods { try checkLimit(method.seeds, of: "method '\(method.label)'") }
  }

  private func checkLimit(_ limit: GridSeeds?, of place: String) throws(GridError) {
    guard let limit else { return }
    try checkSeeds(limit, of: place)
    guard limit.lists.map(\.key) == seeds.lists.map(\.key) else {
      throw .otherSeedForm(
        of: place, wanted: seeds.lists.map { "'\($0.key)'" }.joined(separator: " and "))
    }
    for (own, all) in zip(limit.lists, seeds.lists) {
      for seed in own.seeds where !all.seeds.contains(seed) {
        throw .seedNotInPlan(seed, key: "seeds.\(own.key)", of: place, known: all.seeds)
      }
    }
  }

  /// What the grid itself decides for every cell.
  private static let taken: [(path: [String], remedy: String)] = [
    (["store"], "name stores in 'stores'"), (["labels"], "name label sets in 'noise'"),
    (["seed"], "name seeds in 'seeds'"), (["method", "name"], "name methods in 'methods'"),
    (["splits", "report"], "name the split in 'evaluate'"),
  ]

  private func checkFit(_ document: JSONValue, of place: String) throws(GridError) {
    for (path, remedy) in Self.taken {
      let value = path.reduce(document as JSONValue?) { $0?[$1] }
      if value != nil { throw .takenKey(path.joined(separator: "."), of: place, remedy: remedy) }
    }
  }
}
