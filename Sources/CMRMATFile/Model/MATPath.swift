import CMRArchive

/// Where an array lies in a file: a variable, then fields and cells down to the array.
public struct MATPath: Hashable, Sendable, CustomStringConvertible {
  /// One step of a path.
  public enum Step: Hashable, Sendable {
    /// The field with this name.
    case field(String)
    /// The cell with this number, counted from 1 in column-major order as MATLAB does.
    case cell(Int)
    /// The element with this number of a structure array of more or less than one element, counted
    /// from 1.
    case element(Int)
  }

  /// The variable's name.
  public let variable: String
  /// The steps from the variable to the array; empty for the variable itself.
  public private(set) var steps: [Step] = []

  /// The path of a variable.
  public init(_ variable: String) { self.variable = variable }

  /// The path one step further.
  public func appending(_ step: Step) -> MATPath {
    var path = self
    path.steps.append(step)
    return path
  }

  /// The path in MATLAB's own notation: `data.X1`, `train{1}`, `s(2).name`. Compare with this.
  public var text: String {
    steps.reduce(into: variable) { text, step in
      switch step {
      case .field(let name): text += ".\(name)"
      case .cell(let number): text += "{\(number)}"
      case .element(let number): text += "(\(number))"
      }
    }
  }

  /// The path in MATLAB's notation, safe to print on a terminal.
  public var description: String { terminalSafe(text) }
}
