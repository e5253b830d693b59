/// One fit of a grid: what it is, by the names that the plan gives.
public struct GridCell: Codable, Sendable, Hashable {
  /// The store's name.
  public let store: String
  /// The method's label.
  public let method: String
  /// The noise without rate and seed, for example `symmetric-redraw`; `clean` for none.
  public let noise: String
  /// The noise without its seed, for example `symmetric-0.4-redraw`; `clean` for none.
  public let condition: String
  /// The rate of the noise; absent for label sets of another origin.
  public let rate: Double?
  /// The seed of the noise; absent where no noise is drawn.
  public let noiseSeed: UInt64?
  /// The seed of the training.
  public let trainingSeed: UInt64
  /// The label set.
  public let labels: String

  /// `openclipart11 mrl symmetric-0.4, noise seed 1, training seed 1`.
  public var description: String {
    let noise = noiseSeed.map { ", noise seed \($0)" } ?? ""
    return "\(store) \(method) \(condition)\(noise), training seed \(trainingSeed)"
  }

  /// The first part of its folder's path.
  var folderStem: String {
    let seeds = (noiseSeed.map { "n\($0)-" } ?? "") + "t\(trainingSeed)"
    return "\(store)/\(method)/\(condition)-\(seeds)"
  }
}

extension GridCell: CustomStringConvertible {}
