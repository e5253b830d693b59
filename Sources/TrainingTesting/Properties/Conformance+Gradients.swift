import CMRAutodiff
import CMRDense
import CMRRandom
import CMRTraining

extension Conformance {
  /// At the first step of every epoch, by every parameter.
  func checkGradients() throws(Finding) {
    for scene in scenes {
      try rehearsing(scene.name) {
        var rehearsal = try Rehearsal<Method>(
          gradientOptions ?? options, on: scene, seed: seed)
        while rehearsal.epoch < scene.task.epochs {
          try rehearsal.beginEpoch()
          try rehearsal.method.projectParameters()
          try checkDerivatives(of: rehearsal)
          for _ in 0..<scene.task.stepsPerEpoch { try rehearsal.takeStep() }
          try rehearsal.endEpoch()
        }
      }
    }
  }

  private func checkDerivatives(of rehearsal: Rehearsal<Method>) throws {
    let (loss, matrices) = try rehearsal.derivatives()
    let names = rehearsal.method.parameters.names
    for (name, derivative) in zip(names, matrices) {
      for (index, direction) in directions(derivative, name).enumerated() {
        let line = Line(
          name: name, derivative: derivative, direction: direction, loss: Double(loss))
        guard let miss = try line.miss(of: rehearsal, tolerance: gradientTolerance) else {
          continue
        }
        let way = index == 0 ? "along itself" : "along random direction \(index)"
        throw Finding(
          rehearsal.place,
          "the derivative by parameter '\(name)' \(way) is \(miss.analytic), the difference quotient "
            + "\(miss.numeric); they may differ by \(miss.allowed)",
          remedy: "a part of the loss does not reach the tape, or is held fixed on it")
      }
    }
  }

  /// Unit matrices: the derivative's own direction, where a wrong factor shows best, then random
  /// ones, where a missing part shows.
  private func directions(_ derivative: Matrix<Float>, _ name: String) -> [Matrix<Float>] {
    var random = RandomStream(seed: seed, domain: "conformance/directions/\(name)")
    let drawn = (0..<3).map { _ in
      Self.unit(derivative.map { _ in Float(random.normal()) })
    }
    let isZero = derivative.maximumMagnitude() == 0
    return [isZero ? drawn[0] : Self.unit(derivative)] + drawn
  }

  private static func unit(_ matrix: Matrix<Float>) -> Matrix<Float> {
    let norm = Line.norm(matrix)
    return matrix.map { Float(Double($0) / norm) }
  }
}

/// A line through the parameters on which derivative and difference quotient are compared.
private struct Line {
  struct Miss {
    let analytic: Double
    let numeric: Double
    let allowed: Double

    var distance: Double { abs(analytic - numeric) }
  }

  let name: String
  let derivative: Matrix<Float>
  let direction: Matrix<Float>
  let loss: Double

  /// Moves as shares of the parameter's length, the one that nearly always decides first: larger
  /// ones drown less in rounding, smaller ones cross fewer kinks.
  private static let moves = [1e-2, 3e-3, 3e-2, 1e-3, 1e-1]
  /// The largest move for which kinks are forgiven.
  private static let smallMove = 3e-3

  static func norm(_ matrix: Matrix<Float>) -> Double {
    matrix.elements.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  /// The closest that the quotient comes to the derivative; nil if close enough.
  func miss<Method>(of rehearsal: Rehearsal<Method>, tolerance: Double) throws -> Miss? {
    let analytic = zip(derivative.elements, direction.elements).reduce(0) {
      $0 + Double($1.0) * Double($1.1)
    }
    let length = Self.norm(derivative)
    let start = rehearsal.method.parameters
    let scale = max(1, Self.norm(start[name]))
    var best: Miss?
    for share in Self.moves {
      let move = share * scale
      let (above, below) = (
        try value(rehearsal, start, move), try value(rehearsal, start, -move)
      )
      let numeric = (above - below) / (2 * move)
      // The quotient's own rounding: a few units in the last place of two losses.
      let rounding = 8 * Double(Float.ulpOfOne) * max(1, abs(loss)) / move
      // A kink between here and there moves the quotient by just what the second difference shows.
      let kink = share <= Self.smallMove ? abs(above + below - 2 * loss) / (2 * move) : 0
      let miss = Miss(
        analytic: analytic, numeric: numeric,
        allowed: tolerance * max(abs(analytic), abs(numeric), length / 10) + rounding + kink)
      if miss.distance <= miss.allowed { return nil }
      if miss.distance < best?.distance ?? .infinity { best = miss }
    }
    return best
  }

  private func value<Method>(
    _ rehearsal: Rehearsal<Method>, _ start: Parameters<Float>, _ move: Double
  ) throws -> Double {
    var moved = start
    moved.withMutable(name) { $0.add(direction, scale: Float(move)) }
    return Double(try rehearsal.loss(with: moved))
  }
}
