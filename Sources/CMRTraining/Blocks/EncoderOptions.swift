/// The form of an encoder, as a member of a method's options.
public struct EncoderOptions: Codable, Sendable, Equatable {
  /// The widths of the hidden layers, first to last; none for a linear encoder. MRL's are two of
  /// 4096.
  public var hidden = [4096, 4096]
  /// The length L of an embedding.
  public var dimension = 512

  /// MRL's form.
  public init() {}

  /// A form with these widths.
  public init(hidden: [Int], dimension: Int) {
    self.hidden = hidden
    self.dimension = dimension
  }

  /// A matrix between two such layers has 16 GiB; wider is a typing error.
  private static var widest: Int { 65_536 }

  /// Throws for a width that is not positive; for a method's ``MethodOptions/validate()``.
  public func validate(as name: String = "encoder") throws(TrainingError) {
    for (member, width) in hidden.map({ ("hidden", $0) }) + [("dimension", dimension)] {
      if width < 1 { throw .optionOutOfRange("\(name).\(member)", width, "1 or more") }
      if width > Self.widest {
        throw .optionOutOfRange("\(name).\(member)", width, "at most \(Self.widest)")
      }
    }
  }
}
