public import CMRStore

/// The record of noisy labels that another project made; stored with them.
///
/// Everything in it follows from the files and the store, so equal inputs have equal records.
public struct ImportedNoise: Codable, Hashable, Sendable {
  /// The version of this record's form.
  public static let currentEncodingVersion = 1

  /// The version of the form that this record has.
  public let encodingVersion: Int
  /// The label set's name.
  public let name: String
  /// The label set that the noisy labels were held against.
  public let base: String
  /// The SHA-256, in hexadecimal, of that label set.
  public let cleanDigest: String
  /// The number of classes of the store.
  public let classCount: Int
  /// The split whose rows have the noisy labels.
  public let split: String
  /// Whether rows of the set have one class or any number.
  public let kind: LabelKind
  /// The tool and its version.
  public let tool: String
  /// The files, in the order in which they were named.
  public let sources: [Provenance.Source]
  /// The form of each file.
  public let formats: [NoiseFileFormat]
  /// What became of the labels: one entry for each list of labels.
  public let outcomes: [Outcome]
  /// How the noise of two modalities goes together; nil where there is one list.
  public let relation: Relation?
  /// What was decided, one sentence each.
  public let decisions: [String]

  /// What one list of labels does.
  public struct Outcome: Codable, Hashable, Sendable {
    /// The modalities that it is of.
    public let modalities: [String]
    /// Where it stands: a key of the file, a list in it.
    public let source: String
    /// The rows of the split.
    public let rows: Int
    /// The rows whose labels in the set differ from the clean ones.
    public let flippedRows: Int
    /// `flippedRows / rows`.
    public let flipRate: Double
    /// The rows whose labels in the file differ: more, where rows without a class keep their clean
    /// one.
    public let flippedInFile: Int
    /// Rows without any class in the file.
    public let emptyRows: Int
    /// Rows of a class in the file that the store does not have.
    public let phantomRows: Int
    /// The rate that the file's name states, where it does.
    public let statedRate: Double?
    /// What says that the rows are the same ones.
    public let agreement: SameRows
    /// Rows by clean class (outer) and noisy class (inner), K x K; empty where rows have several.
    public let transitions: [[Int]]
    /// By clean class, the rows that have no class of the store in the file.
    public let classless: [Int]
    /// By class, how many rows lost it.
    public let lost: [Int]
    /// By class, how many rows gained it.
    public let gained: [Int]
    /// The way in which the noise was made.
    public let convention: NoiseConvention
  }

  /// How far noisy and clean labels agree.
  public struct SameRows: Codable, Hashable, Sendable {
    /// The share of clean labels that the file has in the same row.
    public let share: Double
    /// What the share would be in a random order.
    public let byChance: Double
    /// How many standard deviations lie between the two; nil where all rows are of one class.
    public let deviations: Double?

    init(_ agreement: Agreement) {
      share = agreement.share
      byChance = agreement.shareByChance
      deviations = agreement.deviations.isFinite ? agreement.deviations : nil
    }
  }

  /// How the noise of the first two lists goes together.
  public struct Relation: Codable, Hashable, Sendable {
    /// The kinds of going together.
    public enum Kind: String, Codable, Hashable, Sendable {
      /// Both have the same labels in every row.
      case joint
      /// As many rows of each class are wrong in both as if each had been drawn for itself.
      case independent
      /// Neither.
      case dependent
    }

    /// Which one.
    public let kind: Kind
    /// The rows that are wrong in both.
    public let bothWrong: Int
    /// How many would be, if each had been drawn for itself.
    public let expected: Double

    /// Rows are held against those of the same clean class: where a class is never mistaken in
    /// either list, that says nothing about the draws.
    init(_ first: [[Int]], _ second: [[Int]], clean: ([[Int]], [[Int]]), classCount: Int) {
      let isOneClass = clean.0.allSatisfy { $0.count == 1 }
      var strata = Array(
        repeating: (rows: 0, first: 0, second: 0), count: isOneClass ? classCount : 1)
      var both = 0
      for row in 0..<min(first.count, second.count) {
        let stratum = isOneClass ? clean.0[row][0] : 0
        let wrong = (first[row] != clean.0[row], second[row] != clean.1[row])
        strata[stratum].rows += 1
        strata[stratum].first += wrong.0 ? 1 : 0
        strata[stratum].second += wrong.1 ? 1 : 0
        both += wrong.0 && wrong.1 ? 1 : 0
      }
      var (expected, variance) = (0.0, 0.0)
      for stratum in strata where stratum.rows > 0 {
        let (n, a, b) = (Double(stratum.rows), Double(stratum.first), Double(stratum.second))
        expected += a * b / n
        if n > 1 { variance += a * b * (n - a) * (n - b) / (n * n * (n - 1)) }
      }
      bothWrong = both
      self.expected = expected
      if first == second {
        kind = .joint
      } else {
        let distance = abs(Double(both) - expected)
        kind = distance <= 4 * variance.squareRoot() + 1e-9 ? .independent : .dependent
      }
    }
  }
}
