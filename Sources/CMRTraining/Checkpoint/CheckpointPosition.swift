/// Where in a run a checkpoint was taken; also its file name.
public struct CheckpointPosition: Codable, Sendable, Hashable, Comparable {
  /// How many epochs were done.
  public let epoch: Int
  /// How many steps of the next epoch were done.
  public let step: Int

  /// A position from its parts.
  public init(epoch: Int, step: Int) {
    self.epoch = epoch
    self.step = step
  }

  /// Whether the checkpoint stands between two epochs.
  public var isBetweenEpochs: Bool { step == 0 }

  /// Earlier positions are less.
  public static func < (a: Self, b: Self) -> Bool { (a.epoch, a.step) < (b.epoch, b.step) }

  /// `epoch-00012-step-0000340.h5`: names sort as positions do.
  public var fileName: String {
    "epoch-\(Self.padded(epoch, 5))-step-\(Self.padded(step, 7))\(Self.suffix)"
  }

  /// The position that a file name tells; nil for any other name.
  public init?(fileName: String) {
    guard fileName.hasSuffix(Self.suffix) else { return nil }
    let parts = fileName.dropLast(Self.suffix.count).split(
      separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "epoch", parts[2] == "step",
      let epoch = Int(parts[1]), let step = Int(parts[3])
    else { return nil }
    self.init(epoch: epoch, step: step)
    guard self.fileName == fileName else { return nil }
  }

  private static let suffix = ".h5"

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

extension CheckpointPosition: CustomStringConvertible {
  /// `epoch 12`, or `epoch 12, step 340`.
  public var description: String {
    isBetweenEpochs ? "epoch \(epoch)" : "epoch \(epoch), step \(step)"
  }
}
