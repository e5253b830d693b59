import CMRAutodiff
import CMRTraining

extension Conformance {
  /// After every step and epoch: round trip, names and damage.
  func checkState() throws(Finding) {
    for scene in scenes {
      try rehearsing(scene.name) {
        var rehearsal = try Rehearsal<Method>(options, on: scene, seed: seed)
        try checkNames(rehearsal.method.parameters.names, "parameter", rehearsal.place)
        try rehearsal.run { rehearsal in
          let fresh = try rehearsal.resumed()
          let state = rehearsal.method.state
          if let difference = FirstDifference.between(state, fresh.state) {
            throw Finding(
              rehearsal.place, "\(difference), before and after 'restore'",
              remedy: "put back in 'restore' what 'state' gives")
          }
          try checkNames(state.names, "array", rehearsal.place)
        }
        try checkDamage(of: rehearsal)
      }
    }
  }

  /// The letters that names in a checkpoint are made of.
  private func checkNames(
    _ names: [String], _ noun: String, _ place: String
  ) throws(Finding) {
    for name in names {
      let isPlain = name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
      guard isPlain, !name.isEmpty else {
        throw Finding(
          place, "the \(noun) '\(name)' cannot be kept under its name",
          remedy: "use letters, digits, '.', '_' and '-'")
      }
    }
  }

  private func checkDamage(of rehearsal: Rehearsal<Method>) throws {
    let state = rehearsal.method.state
    for name in state.names {
      var lacking = state
      lacking[name] = nil
      // Without its last array a state is that of a method which has none yet.
      if lacking.count > 0 {
        try refuse(lacking, "without the array '\(name)'", rehearsal)
      }
      var longer = state
      longer[name] = state[name].map(\.longer)
      try refuse(longer, "with one row more in the array '\(name)'", rehearsal)
    }
  }

  private func refuse(
    _ state: NamedArrays, _ what: String, _ rehearsal: Rehearsal<Method>
  ) throws {
    var fresh = try rehearsal.fresh()
    do {
      try fresh.restore(state)
    } catch is TrainingError {
      return
    } catch {
      throw Finding(
        rehearsal.place,
        "'restore' refuses a state \(what) by \(type(of: error)), not TrainingError"
      )
    }
    throw Finding(
      rehearsal.place, "'restore' takes a state \(what)",
      remedy: "read it with the accessors of NamedArrays, which check shapes")
  }
}

extension NamedArray {
  /// One row longer, of zeros; a scalar becomes two numbers.
  fileprivate var longer: NamedArray {
    let row = shape.dropFirst().reduce(1, *)
    let shape = shape.isEmpty ? [2] : [shape[0] + 1] + shape.dropFirst()
    let values: Values =
      switch self.values {
      case .float(let values): .float(values + [Float](repeating: 0, count: row))
      case .double(let values): .double(values + [Double](repeating: 0, count: row))
      case .int32(let values): .int32(values + [Int32](repeating: 0, count: row))
      case .int64(let values): .int64(values + [Int64](repeating: 0, count: row))
      case .uint64(let values): .uint64(values + [UInt64](repeating: 0, count: row))
      }
    return NamedArray(shape: shape, values: values)
  }
}
