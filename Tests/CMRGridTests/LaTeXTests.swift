import CMRGrid
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Tables for papers.
@Suite struct LaTeXTests {
  /// Marks of every kind, a missing cell, and a name that TeX would stumble over.
  private static func comparison() throws -> Comparison {
    try GridFixture.compare(
      GridFixture.cells("no_prior", [0.5, 0.52, 0.54])
        + GridFixture.cells("ours", [0.6, 0.61, 0.65])
        + GridFixture.cells("other", [0.61, 0.6, 0.64])
        + GridFixture.cells("none", [nil, nil, nil]))
  }

  @Test func theWholeText() throws {
    #expect(
      try Self.comparison().latex(booktabs: true) == #"""
        \begin{table}
        \centering
        \caption{a, symmetric. mAP on test, mean over directions, best epoch by validation. Mean $\pm$ standard deviation over seeds, each of noise and training. Bold: best of a column; $^{\circ}$ within one standard error of the best. $^{\ast}$ p $<$ 0.05, $^{\ast\ast}$ p $<$ 0.01 against the best of the others: two-sided paired t test over shared seeds, not corrected for the number of comparisons. Incomplete: 9 of 12 cells are finished; (3/5) says 3 of 5 seeds.}
        \begin{tabular}{lrr}
        \toprule
        method & seeds & 0.4 \\
        \midrule
        no\_prior & 3 & 0.520 $\pm$ 0.020$^{\ast\ast}$ \\
        ours & 3 & \textbf{0.620 $\pm$ 0.026} \\
        other & 3 & 0.617 $\pm$ 0.021$^{\circ}$ \\
        none & 3 & (0/3) \\
        \bottomrule
        \end{tabular}
        \end{table}
        """#)
    let plain = try Self.comparison().latex(booktabs: false)
    #expect(plain.contains(#"\hline"#) && !plain.contains("rule"))
  }

  private static var hasTeX: Bool { Tool.installed("pdflatex") != nil }

  @Test(.enabled(if: hasTeX, "needs pdflatex"), arguments: [false, true])
  func compiles(booktabs: Bool) async throws {
    try await withTemporaryFolder { folder in
      let text = """
        \\documentclass{article}
        \(booktabs ? "\\usepackage{booktabs}" : "")
        \\begin{document}
        \(try Self.comparison().latex(booktabs: booktabs))
        \\end{document}
        """
      try Data(text.utf8).write(to: URL(filePath: folder("table.tex").string))
      let result = try await Tool.installed("pdflatex")?
        .run(["-halt-on-error", "-interaction=nonstopmode", "table.tex"], in: folder.path)
      #expect(result?.status == 0, "\(result?.output ?? "")")
    }
  }

  @Test func markdown() throws {
    #expect(
      try Self.comparison().markdown.hasPrefix(
        #"""
        ### a, symmetric

        | method | seeds | 0.4 |
        | --- | ---: | ---: |
        | no\_prior | 3 | 0.520 ± 0.020\*\* |
        | ours | 3 | **0.620 ± 0.026** |
        | other | 3 | 0.617 ± 0.021 ○ |
        | none | 3 | (0/3) |

        mAP on test, mean over directions, best epoch by validation.
        """#))
  }
}
