/// One line of progress on standard error: a bar on a terminal, a plain line now and then elsewhere.
///
/// A log file that collects the lines of a night's run stays small: away from a terminal a line is printed at most every
/// ``quietSeconds``.
public struct Progress: ~Copyable {
  /// How long the log of an unwatched run stays silent: 30 MB logs of bars are a known complaint about trainers.
  static let quietSeconds = 30.0
  /// How often a watched bar is redrawn: smooth to the eye and invisible in the profile.
  static let redrawSeconds = 0.1

  private let label: String
  private let isInteractive: Bool
  private let isEnabled: Bool
  private var start: (fraction: Double, at: ContinuousClock.Instant)?
  private var drawnAt: ContinuousClock.Instant
  private var isLineOpen = false

  /// Progress of the work called `label`; draws nothing unless `isEnabled`.
  public init(_ label: String, isEnabled: Bool = true) {
    self.label = label
    self.isEnabled = isEnabled
    isInteractive = Console.isInteractive
    drawnAt = .now
  }

  /// Reports that `fraction` (0...1) of the work is done; `detail` says more: a rate, a loss.
  public mutating func update(fraction: Double, detail: String) {
    guard isEnabled else { return }
    let now = ContinuousClock.now
    // A run that goes on begins in the middle, and the parts of an import begin anew one after another.
    if fraction < start?.fraction ?? .infinity { start = (fraction, now) }
    let pause = isInteractive ? Progress.redrawSeconds : Progress.quietSeconds
    guard (now - drawnAt) / .seconds(1) >= pause else { return }
    drawnAt = now
    let eta = remaining(at: fraction, now).map { Formatting.duration(seconds: $0) } ?? "?"
    if isInteractive {
      draw(ProgressBar(label: label, fraction: fraction, detail: "\(detail)  ETA \(eta)"))
    } else {
      let percent = Formatting.fixed(fraction * 100, places: 0)
      Console.note("\(label): \(percent) %  \(detail)  ETA \(eta)")
    }
  }

  /// The seconds left if the work goes on as it did since ``start``; nil before there is anything to go by.
  private func remaining(at fraction: Double, _ now: ContinuousClock.Instant) -> Double? {
    guard let start, fraction > start.fraction else { return nil }
    return (now - start.at) / .seconds(1) / (fraction - start.fraction) * (1 - fraction)
  }

  /// Removes the bar, so that a line of text can stand in its place.
  public mutating func clear() {
    guard isLineOpen else { return }
    Console.draw("\r\u{1B}[K")
    isLineOpen = false
  }

  private mutating func draw(_ bar: ProgressBar) {
    Console.draw("\r\u{1B}[K" + bar.text(width: Console.width - 1))
    isLineOpen = true
  }
}

/// The text of a progress bar.
package struct ProgressBar {
  private let label: String
  private let fraction: Double
  private let detail: String

  /// A bar for the work called `label`, `fraction` (0...1) of which is done.
  package init(label: String, fraction: Double, detail: String) {
    self.label = label
    self.fraction = min(max(fraction, 0), 1)
    self.detail = detail
  }

  /// The bar in at most `width` columns: the bar itself takes what the texts leave, and goes first when there is no room.
  package func text(width: Int) -> String {
    let percent = Formatting.fixed(fraction * 100, places: 0) + " %"
    let bare = "\(label)  \(percent)  \(detail)"
    let room = min(30, width - bare.count - 2)
    guard room >= 5 else { return String(bare.prefix(max(0, width))) }
    let filled = Int((fraction * Double(room)).rounded(.down))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: room - filled)
    return "\(label)  \(bar)  \(percent)  \(detail)"
  }
}
