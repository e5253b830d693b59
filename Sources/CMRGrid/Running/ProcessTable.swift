/// The processes that run.
///
/// A class, because values with one owner cannot be taken out of arrays one by one.
final class ProcessTable {
  /// A process that is gone.
  struct Ended {
    let cell: ResolvedCell
    let files: CellFolder
  }

  private final class Slot {
    var process: CellProcess
    init(_ process: consuming CellProcess) { self.process = process }
  }

  private var slots: [Slot] = []

  var isEmpty: Bool { slots.isEmpty }
  var count: Int { slots.count }

  func add(_ process: consuming CellProcess) { slots.append(Slot(process)) }

  /// Asks all of them to save and end.
  func stop() {
    for slot in slots { slot.process.stop() }
  }

  /// Takes out those that have ended.
  func reap() -> [(Ended, CellEnd)] {
    var ended: [(Ended, CellEnd)] = []
    slots.removeAll { slot in
      guard let end = slot.process.ended() else { return false }
      ended.append((Ended(cell: slot.process.cell, files: slot.process.files), end))
      return true
    }
    return ended
  }

  /// Looks how many epochs each has done.
  func readEpochs() {
    for slot in slots { slot.process.readEpochs() }
  }

  /// The cells and their epochs as last read.
  var epochs: [(cell: ResolvedCell, epochs: Int)] {
    slots.map { ($0.process.cell, $0.process.epochs) }
  }
}
