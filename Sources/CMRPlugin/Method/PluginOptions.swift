import CMRTraining

/// The options of a plug-in's method: its own, and the form of the encoders where the host's are
/// used.
struct PluginOptions<Slot: PluginSlot>: DocumentedOptions {
  /// Nil for a plug-in with encoders of its own.
  var encoder: EncoderOptions?
  /// As the plug-in is handed them, in the order of its table.
  var values: [Double]

  private static var table: [PluginOption] { Slot.plugin.description.options }

  /// The plug-in's defaults.
  init() {
    encoder = Slot.plugin.description.embeds ? nil : EncoderOptions()
    values = Self.table.map(\.standard)
  }

  func validate() throws(TrainingError) {
    try encoder?.validate()
    for (option, value) in zip(Self.table, values) {
      guard let wanted = option.fault(of: value) else { continue }
      throw .optionOutOfRange(option.name, value, wanted)
    }
  }

  static var help: [OptionHelp] {
    let encoder = [
      OptionHelp("encoder.hidden", "widths of the hidden layers of the encoders, first to last"),
      OptionHelp("encoder.dimension", "L: the length of an embedding"),
    ]
    return (Slot.plugin.description.embeds ? [] : encoder) + table.map(\.optionHelp)
  }
}

extension PluginOptions {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private static var encoderKey: Key { Key(stringValue: "encoder") }

  /// Reads a member per option.
  init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.container(keyedBy: Key.self)
    if encoder != nil {
      encoder = try container.decode(EncoderOptions.self, forKey: Self.encoderKey)
    }
    for (index, option) in Self.table.enumerated() {
      let key = Key(stringValue: option.name)
      switch option.kind {
      case .number: values[index] = try container.decode(Double.self, forKey: key)
      case .integer: values[index] = Double(try container.decode(Int64.self, forKey: key))
      case .flag: values[index] = try container.decode(Bool.self, forKey: key) ? 1 : 0
      case .choice(let names):
        guard let place = names.firstIndex(of: try container.decode(String.self, forKey: key))
        else {
          throw DecodingError.dataCorruptedError(
            forKey: key, in: container,
            debugDescription: "it must be one of \(names.joined(separator: ", "))")
        }
        values[index] = Double(place)
      }
    }
  }

  /// Writes a member per option.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(self.encoder, forKey: Self.encoderKey)
    for (option, value) in zip(Self.table, values) {
      let key = Key(stringValue: option.name)
      switch option.kind {
      case .number: try container.encode(value, forKey: key)
      case .integer: try container.encode(Int64(value), forKey: key)
      case .flag: try container.encode(value != 0, forKey: key)
      case .choice(let names): try container.encode(names[Int(value)], forKey: key)
      }
    }
  }
}
