import CMRJSON

/// The seeds of a grid: of the noise and of the training.
public enum GridSeeds: Sendable, Equatable {
  /// Noise and training of a cell have the same seed.
  case paired([UInt64])
  /// Every noise seed with every training seed.
  case crossed(noise: [UInt64], training: [UInt64])

  /// One combination; the noise seed is nil where no noise is drawn.
  struct Pair: Hashable {
    let noise: UInt64?
    let training: UInt64
  }

  /// The combinations for labels that are drawn by a seed, or are the same for all.
  func pairs(drawn: Bool) -> [Pair] {
    switch self {
    case .paired(let seeds): seeds.map { Pair(noise: drawn ? $0 : nil, training: $0) }
    case .crossed(let noise, let training):
      (drawn ? noise.map { $0 as UInt64? } : [nil]).flatMap { noise in
        training.map { Pair(noise: noise, training: $0) }
      }
    }
  }

  /// The lists by their names in a plan.
  var lists: [(key: String, seeds: [UInt64])] {
    switch self {
    case .paired(let seeds): [("paired", seeds)]
    case .crossed(let noise, let training): [("noise", noise), ("training", training)]
    }
  }
}

extension GridSeeds: Codable {
  private struct Paired: Codable {
    let paired: [UInt64]
  }

  private struct Crossed: Codable {
    let noise: [UInt64]
    let training: [UInt64]
  }

  /// Reads `{"paired": [1, 2]}`, or `{"noise": [1, 2], "training": [1, 2]}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let document = try container.decode(JSONValue.self)
    guard case .object(let members) = document else {
      throw Self.malformed(container)
    }
    switch members.keys.sorted() {
    case ["paired"]: self = .paired(try container.decode(Paired.self).paired)
    case ["noise", "training"]:
      let crossed = try container.decode(Crossed.self)
      self = .crossed(noise: crossed.noise, training: crossed.training)
    default: throw Self.malformed(container)
    }
  }

  /// What a plan may say.
  static let form = #"{"paired": [1, 2, 3]} or {"noise": [1, 2, 3], "training": [1, 2, 3]}"#

  private static func malformed(_ container: any SingleValueDecodingContainer) -> DecodingError {
    .dataCorruptedError(in: container, debugDescription: "it must be of the form \(form)")
  }

  /// Writes the form that is read.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .paired(let seeds): try Paired(paired: seeds).encode(to: encoder)
    case .crossed(let noise, let training):
      try Crossed(noise: noise, training: training).encode(to: encoder)
    }
  }
}
