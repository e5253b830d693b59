import CMRTraining

extension Conformance {
  /// What does not grow with the rows and is too small to declare: names, sizes, options.
  private static var allowance: Int { 16 << 10 }

  /// What the method holds beside its parameters, on few rows and on many.
  func checkMemory() throws(Finding) {
    for shape in shapes {
      let few = try held(shape, rows: 160)
      let many = try held(shape, rows: 800)
      let place = "\(shape.name), 800 rows"
      let grown = (held: many.held - few.held, declared: many.declared - few.declared)
      if Double(grown.held) > memoryFactor * Double(grown.declared) + 256 {
        throw Finding(
          place,
          "it holds \(grown.held) bytes more than with 160 rows, and declares \(grown.declared) more",
          remedy: remedy)
      }
      if Double(many.held) > memoryFactor * Double(many.declared) + Double(Self.allowance) {
        throw Finding(
          place, "it holds \(many.held) bytes, and declares \(many.declared)", remedy: remedy)
      }
    }
  }

  private var remedy: String {
    let factor = memoryFactor == 1 ? "" : ", within a factor of \(memoryFactor)"
    return "declare in 'memory(for:options:)' what grows\(factor)"
  }

  /// The most bytes held at the end of a step or an epoch, and the bytes declared.
  private func held(
    _ shape: SceneShape, rows: Int
  ) throws(Finding) -> (held: Int, declared: Int) {
    var shape = shape
    shape.rows = rows
    shape.batchSize = max(40, shape.batchSize)
    let scene = shape.scene(seed: seed)
    return try rehearsing("\(scene.name), \(rows) rows") {
      var rehearsal = try Rehearsal<Method>(options, on: scene, seed: seed)
      var most = Self.held(rehearsal.method)
      try rehearsal.run { most = max(most, Self.held($0.method)) }
      return (most, Method.memory(for: scene.task, options: options).bytes)
    }
  }

  private static func held(_ method: Method) -> Int {
    HeldMemory.bytes(of: method) - HeldMemory.bytes(of: method.parameters)
  }
}
