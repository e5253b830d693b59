/// The options of a training method.
///
/// A plain struct of numbers, booleans, strings, enums with raw values, arrays and structs of
/// these, each with its published default; `Codable` is synthesised. The core reads it from JSON
/// that names only what differs: a missing member keeps its default, an unknown one is refused by
/// name, one of the wrong type is refused with both. A member must not be an `Optional` or a
/// dictionary: its absence could not be told from a typing error.
///
/// ```swift
/// struct Options: MethodOptions {
///   var encoder = EncoderOptions()
///   var temperature: Float = 1
///   func validate() throws(TrainingError) {
///     if !(temperature > 0) { throw .optionOutOfRange("temperature", temperature, "above 0") }
///   }
/// }
/// ```
public protocol MethodOptions: Codable, Sendable, Equatable {
  /// The published recipe.
  init()
  /// Throws ``TrainingError/optionOutOfRange(_:_:_:)`` for the first member outside its range.
  func validate() throws(TrainingError)
}

extension MethodOptions {
  /// Accepts everything.
  public func validate() throws(TrainingError) {}
}

/// A choice among named variants as an option; a wrong name is refused with the list of the right
/// ones.
///
/// ```swift
/// enum Votes: String, OptionChoice { case given, targets }
/// ```
public protocol OptionChoice: RawRepresentable<String>, CaseIterable, Codable, Sendable, Equatable {
}

extension OptionChoice {
  /// Reads the variant's name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Self(rawValue: try container.decode(String.self)) else {
      let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "it must be one of \(names)")
    }
    self = value
  }

  /// Writes the variant's name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
