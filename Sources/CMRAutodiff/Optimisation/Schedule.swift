private import RealModule

/// How the learning rate changes over a run: a pure function of the position, so that nothing has
/// to be saved.
///
/// Positions count epochs or steps, as the caller likes; they start at 0.
public enum Schedule: Sendable, Equatable, Codable {
  /// The base rate throughout.
  case constant

  /// Half a cosine from the base rate at 0 to `floor` at `total`, and `floor` after it (Loshchilov
  /// and Hutter, ICLR 2017, without restarts; `CosineAnnealingLR` with `T_max` = `total`).
  case cosine(total: Int, floor: Double)

  /// The base rate times `factor` to the number of whole periods of `every` that have passed
  /// (`StepLR`).
  case step(every: Int, factor: Double)

  /// The rate at `position`.
  public func rate(_ base: Double, at position: Int) -> Double {
    precondition(position >= 0, "there is no learning rate at position \(position)")
    switch self {
    case .constant:
      return base
    case .cosine(let total, let floor):
      precondition(total >= 1, "a cosine schedule over \(total) positions has no slope")
      let progress = Double(min(position, total)) / Double(total)
      return floor + (base - floor) * (1 + Double.cos(.pi * progress)) / 2
    case .step(let every, let factor):
      precondition(every >= 1, "a step schedule cannot step every \(every) positions")
      return base * Double.pow(factor, position / every)
    }
  }
}
