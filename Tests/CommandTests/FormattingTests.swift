import CMRCommand
import Testing

@Suite struct FormattingTests {
  @Test(arguments: [
    (0.0, 3, "0.000"), (0.5, 0, "1"), (-0.0004, 3, "0.000"), (-1.25, 1, "-1.3"),
    (12.345, 2, "12.35"), (0.045, 3, "0.045"), (1e20, 1, "1e+20"), (.infinity, 2, "inf"),
  ])
  func fixed(_ value: Double, _ places: Int, _ text: String) {
    #expect(Formatting.fixed(value, places: places) == text)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
  func count(_ value: Int, _ text: String) { #expect(Formatting.count(value) == text) }

  @Test(arguments: [
    (UInt64(0), "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1_500_000, "1.4 MiB"),
    (7_000_000_000, "6.5 GiB"),
  ])
  func bytes(_ value: UInt64, _ text: String) { #expect(Formatting.bytes(value) == text) }

  @Test(arguments: [
    (0.4, "0 s"), (59.6, "1 min 00 s"), (185, "3 min 05 s"), (7620, "2 h 07 min"), (.nan, "?"),
  ])
  func duration(_ seconds: Double, _ text: String) {
    #expect(Formatting.duration(seconds: seconds) == text)
  }
}

@Suite struct TextTableTests {
  @Test func alignsColumnsAndLeavesNoTrailingSpaces() {
    var table = TextTable([("set", .leading), ("rows", .trailing), ("note", .leading)])
    table.add(["train", "1,899", "x"])
    table.add(["test", "15"])
    #expect(
      table.text == """
        set     rows  note
        train  1,899  x
        test      15
        """)
  }

  @Test func breaksWhatDoesNotFit() {
    var table = TextTable([
      ("set", .leading), ("a", .leading), ("bb", .trailing), ("a wide one", .leading),
      ("c", .leading),
    ])
    table.add(["train", "1", "22", "x", "3"])
    #expect(table.text(width: nil, repeating: 1) == table.text)
    #expect(table.text(width: 27, repeating: 1) == table.text)
    #expect(
      table.text(width: 26, repeating: 1) == """
        set    a  bb  a wide one
        train  1  22  x

        set    c
        train  3
        """)
    // No column is cut.
    #expect(
      table.text(width: 10, repeating: 1) == """
        set    a
        train  1

        set    bb
        train  22

        set    a wide one
        train  x

        set    c
        train  3
        """)
  }
}

@Suite struct ExitStatusTests {
  @Test func tableNamesEveryCode() {
    #expect(
      ExitStatus.table == """
        EXIT CODES:
          0   done
          1   the answer is no: verify found damage, doctor a fault, or methods --check a broken promise
          2   failed; standard error says what, where and what to do
          64  the command line is wrong
          75  stopped by a signal; the same command goes on from what was saved
        """)
  }
}

@Suite struct ProgressBarTests {
  @Test func barTakesTheRoomThatTheTextsLeave() {
    let bar = ProgressBar(label: "fit", fraction: 0.5, detail: "loss 1.2")
    #expect(bar.text(width: 40) == "fit  █████████░░░░░░░░░░  50 %  loss 1.2")
    #expect(bar.text(width: 20) == "fit  50 %  loss 1.2")
    #expect(bar.text(width: 7) == "fit  50")
  }

  @Test func fractionIsClamped() {
    let bar = ProgressBar(label: "a", fraction: 7, detail: "")
    #expect(bar.text(width: 80).contains("100 %"))
  }
}
