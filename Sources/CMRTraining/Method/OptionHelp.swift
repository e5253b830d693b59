/// What one option of a method means, for lists of options.
public struct OptionHelp: Sendable, Equatable {
  /// Where the option stands, with dots between groups: `votes.neighbours`.
  public let name: String
  /// One line without a full stop.
  public let text: String
  /// The names to choose from; empty where the option is a number, a flag or a list.
  public let choices: [String]

  /// Help for an option that is not a choice.
  public init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
    choices = []
  }

  /// Help for a choice among `choices`.
  public init(_ name: String, choices: [String], _ text: String) {
    self.name = name
    self.text = text
    self.choices = choices
  }

  /// Help for a choice among the cases of `Choice`.
  public init<Choice: OptionChoice>(_ name: String, _ choice: Choice.Type, _ text: String) {
    self.init(name, choices: Choice.allCases.map(\.rawValue), text)
  }
}

/// Options that say what each of them means.
public protocol DocumentedOptions: MethodOptions {
  /// One entry per option, in the order of declaration.
  static var help: [OptionHelp] { get }
}

extension TrainingMethod {
  /// What each option means; empty for a method whose options are not documented.
  public static var optionHelp: [OptionHelp] {
    (Options.self as? any DocumentedOptions.Type)?.help ?? []
  }
}
