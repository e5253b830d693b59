import CMRBeliefs
import CMRStore
import SystemPackage

/// What `info --labels` says.
struct LabelHistoryReport: Encodable {
  /// One epoch; what needs labels is absent without them.
  struct Epoch: Encodable, Equatable {
    let epoch: Int
    /// Rows that the method goes by.
    let transported: Int
    /// Rows believed to be of another class than in the epoch before; absent in the first.
    let changed: Int?
    /// Rows believed to be of another class than a modality's given label says.
    let other: Int?
    let precision: Double?
    let recall: Double?
    let right: Double?
  }

  /// One row's history.
  struct Row: Encodable {
    struct Step: Encodable {
      let epoch: Int
      let `class`: Int
      let transported: Bool
    }

    let row: Int
    /// The item's name, by modality.
    let items: [String: String]
    let given: [String: Int]
    let clean: [String: Int]?
    let steps: [Step]
  }

  /// The matrices of the last epoch: a row for each class on the left of the name.
  struct Matrices: Encodable {
    let classes: [String]
    let givenToCorrected: [[Int]]
    let cleanToCorrected: [[Int]]?
    let cleanToGiven: [[Int]]?
  }

  let checkpoint: String
  let sha256: String
  let method: String
  let labels: String
  let split: String
  let trainingRows: Int
  let classCount: Int
  let store: String?
  /// The label set that the given labels are held against.
  let clean: String?
  /// The share of given labels that are clean.
  let givenRight: Double?
  let epochs: [Epoch]
  var row: Row?
  private(set) var confusion: Matrices?

  let run: BelievingRun
  let rows: BelievedRows?

  private enum CodingKeys: CodingKey {
    case checkpoint, sha256, method, labels, split, trainingRows, classCount, store, clean
    case givenRight, epochs, row, confusion
  }

  /// A report on `run`; `rows` are its training rows, where the store is known.
  init(of run: BelievingRun, _ rows: BelievedRows?) {
    self.run = run
    self.rows = rows
    checkpoint = run.path.string
    sha256 = run.digest
    method = run.method
    labels = run.labels
    split = run.split
    trainingRows = run.history.rowCount
    classCount = run.history.classCount
    store = rows?.store.path.string
    clean = rows?.cleanName
    var epochs: [Epoch] = []
    var givenRight: Double?
    run.history.forEachEpoch { epoch in
      let counts = rows.map { CorrectionCounts(epoch.beliefs, given: $0.given, clean: $0.clean) }
      givenRight = counts?.givenRight
      epochs.append(
        Epoch(
          epoch: epoch.epoch, transported: epoch.beliefs.transportedCount,
          changed: epoch.changedRows, other: counts?.otherRows, precision: counts?.precision,
          recall: counts?.recall, right: counts?.right))
    }
    self.epochs = epochs
    self.givenRight = givenRight
  }

  /// The history of the training row at `position`.
  func history(at position: Int, of rows: BelievedRows) throws -> Row {
    func byModality<Value>(_ value: (Int) throws -> Value) rethrows -> [String: Value] {
      var values: [String: Value] = [:]
      for (place, name) in rows.modalities.enumerated() { values[name] = try value(place) }
      return values
    }
    return Row(
      row: rows.rows[0][position],
      items: try byModality { place in
        try rows.store.modality(rows.modalities[place]).ids()[rows.rows[place][position]]
      },
      given: byModality { Int(rows.given[$0][position]) },
      clean: rows.clean.map { clean in byModality { Int(clean[$0][position]) } },
      steps: run.history.steps(ofRow: position).map {
        Row.Step(epoch: $0.epoch, class: $0.class, transported: $0.isTransported)
      })
  }

  /// Adds how the labels were and are, class by class.
  mutating func addConfusion() {
    guard let rows else { return }
    let corrected = Array(repeating: run.history.latest.classes, count: rows.given.count)
    func matrix(_ from: [[Int32]], _ to: [[Int32]]) -> [[Int]] {
      Confusion(from: from, to: to, classCount: classCount).counts
    }
    confusion = Matrices(
      classes: rows.store.classNames, givenToCorrected: matrix(rows.given, corrected),
      cleanToCorrected: rows.clean.map { matrix($0, corrected) },
      cleanToGiven: rows.clean.map { matrix($0, rows.given) })
  }
}
