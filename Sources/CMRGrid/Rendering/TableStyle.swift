/// How a rendering writes what is not a name or a number.
protocol TableStyle {
  /// A name from the plan or a label of ours.
  func text(_ text: String) -> String
  /// Between a mean and its spread.
  var plusMinus: String { get }
  /// What comes from several directions, side by side.
  var separator: String { get }
  /// The best of a column.
  func best(_ text: String) -> String
  /// What stands behind a cell within one standard error of the best.
  var nearBest: String { get }
  /// What stands behind a cell that differs significantly, once or twice.
  func stars(_ count: Int) -> String
  /// How the caption names the mark of the best.
  var bestLegend: String { get }
}

extension TableStyle {
  var separator: String { " / " }
  func text(_ text: String) -> String { text }
}

/// For terminals, which show no bold in a copied text.
struct TerminalStyle: TableStyle {
  var plusMinus: String { " ± " }
  func best(_ text: String) -> String { text + " ●" }
  var nearBest: String { " ○" }
  func stars(_ count: Int) -> String { String(repeating: "*", count: count) }
  var bestLegend: String { "● best" }
}

struct MarkdownStyle: TableStyle {
  var plusMinus: String { " ± " }
  func best(_ text: String) -> String { "**\(text)**" }
  var nearBest: String { " ○" }
  func stars(_ count: Int) -> String { String(repeating: "\\*", count: count) }
  var bestLegend: String { "Bold: best" }

  func text(_ text: String) -> String {
    text.replacing(anyOf: ["\\", "|", "*", "_", "<", "`"]) { "\\\($0)" }
  }
}

struct LaTeXStyle: TableStyle {
  var plusMinus: String { " $\\pm$ " }
  func best(_ text: String) -> String { "\\textbf{\(text)}" }
  var nearBest: String { "$^{\\circ}$" }
  func stars(_ count: Int) -> String {
    "$^{\(String(repeating: "\\ast", count: count))}$"
  }
  var bestLegend: String { "Bold: best" }

  func text(_ text: String) -> String {
    text.replacing(anyOf: ["\\", "&", "%", "$", "#", "_", "{", "}", "~", "^", "±", "–", "<"]) {
      switch $0 {
      case "\\": "\\textbackslash{}"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      case "±": "$\\pm$"
      case "–": "--"
      case "<": "$<$"
      default: "\\\($0)"
      }
    }
  }
}

extension String {
  fileprivate func replacing(
    anyOf characters: Set<Character>, by replacement: (Character) -> String
  ) -> String {
    reduce(into: "") { text, character in
      text += characters.contains(character) ? replacement(character) : String(character)
    }
  }
}
