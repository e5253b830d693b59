public import ArgumentParser
import CMRCommand
public import CMRGrid
import SystemPackage

/// Shows the results of a grid side by side.
struct Table: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Compare the methods of a grid: mean, spread and paired tests.",
    discussion: """
      Works on a grid of any completeness, also while it is being computed. A table for each store and kind of noise; methods \
      below each other, rates side by side. The caption says what is shown and what the marks mean.
      """)

  /// What is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case terminal, markdown, latex, csv
  }

  @Argument(help: "The grid's folder.", completion: .directory)
  var folder: String

  @Option(help: "What is printed.") var format = Format.terminal

  @Option(help: "map, a figure that the methods report, seconds or peak-memory.")
  var measure = "map"

  @Option(help: "Which checkpoint counts: best by validation, or last.")
  var epoch = ComparisonRequest.Epoch.best

  @Option(help: "The split. (default: the report's, or else validation)") var split: String?

  @Option(help: "mean over directions, both (all of them), or one such as image-to-text.")
  var direction = "mean"

  @Option(
    help: "With what each method is compared: best-peer (the best of the others), or a method.")
  var against = "best-peer"

  @Option(
    help:
      "The paired test: \(PairedTest.allCases.map(\.rawValue).joined(separator: ", ")); the last two are exact."
  )
  var test = PairedTest.t

  @Option(
    help: ArgumentHelp(
      "What spreads: pooled (all cells), noise (noise seeds) or training (training seeds of the same noise).",
      discussion: "The last two need a plan that crosses noise and training seeds."))
  var spread = ComparisonRequest.Spread.pooled

  @Flag(help: "LaTeX with the lines of the package booktabs; without it no package is needed.")
  var booktabs = false

  func validate() throws {
    if booktabs, format != .latex {
      throw ValidationError("--booktabs has a meaning for --format latex only")
    }
  }

  func run() throws {
    let results = try GridResults(of: GridFolder(FilePath(folder)))
    let comparison = try Comparison(results, request)
    switch format {
    case .terminal: Console.result(terminalText(of: comparison))
    case .markdown: Console.result(comparison.markdown)
    case .latex: Console.result(comparison.latex(booktabs: booktabs))
    case .csv: Console.result(comparison.csv)
    }
  }

  private var request: ComparisonRequest {
    var request = ComparisonRequest()
    request.measure = measure
    request.epoch = epoch
    request.split = split
    request.direction = direction
    request.reference = against == "best-peer" ? .bestPeer : .method(against)
    request.test = test
    request.spread = spread
    return request
  }

  private func terminalText(of comparison: Comparison) -> String {
    let tables = comparison.layouts.map { layout in
      var table = TextTable(
        layout.header.enumerated().map { ($1.uppercased(), $0 == 1 ? .trailing : .leading) })
      for row in layout.rows { table.add(row) }
      return "\(layout.title)\n\(table.text(width: Console.resultWidth, repeating: 2))"
    }
    return (tables + [comparison.legend]).joined(separator: "\n\n")
  }
}

extension ComparisonRequest.Epoch: ExpressibleByArgument {}
extension ComparisonRequest.Spread: ExpressibleByArgument {}
extension PairedTest: ExpressibleByArgument {}
