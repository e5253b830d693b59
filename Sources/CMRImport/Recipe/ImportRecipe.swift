/// What is to be imported from where, for a set in no layout that is known.
///
/// ```swift
/// var request = ImportRequest(["set"], to: "set.h5")
/// request.recipe = ImportRecipe(parts: [
///   ImportRecipe.Part(
///     name: "train", modalities: ["image": .init(file: "a.npy"), "text": .init(file: "b.npy")],
///     labels: .init(file: "labels.npy")),
/// ])
/// ```
///
/// Its JSON form is described by the schema `recipe`.
public struct ImportRecipe: Codable, Hashable, Sendable {
  /// An array of the input.
  public struct Source: Codable, Hashable, Sendable {
    /// The file's path in the input or the end of it; where there is no such file, the part after a
    /// colon is taken for ``key``.
    public var file: String
    /// The variable's name in the file; nil where the file has only one.
    public var key: String?
    /// Whether each column is a sample; nil and false: each row.
    public var transpose: Bool?
    /// How labels are written; nil finds it out.
    public var encoding: Encoding?
    /// Of labels, the number of the first class in this array; nil finds it out over all of them.
    public var base: Int?

    /// The variable `key` of `file`.
    public init(file: String, key: String? = nil, transpose: Bool? = nil) {
      self.file = file
      self.key = key
      self.transpose = transpose
    }
  }

  /// How labels are written.
  public enum Encoding: String, Codable, Hashable, Sendable {
    /// A class number per sample.
    case numbers
    /// A column of zeros and ones per class.
    case oneHot
  }

  /// A run of rows of every modality.
  public struct Part: Codable, Hashable, Sendable {
    /// `train`, `validation` or `test`, or `all` where ``ImportRecipe/splits`` tells them apart.
    public var name: String
    /// The features by modality.
    public var modalities: [String: Source]
    /// The labels that the modalities share; nil where each has its own.
    public var labels: Source?
    /// The labels of each modality; nil where they share theirs.
    public var labelsByModality: [String: Source]?

    /// A part with labels that the modalities share.
    public init(name: String, modalities: [String: Source] = [:], labels: Source? = nil) {
      self.name = name
      self.modalities = modalities
      self.labels = labels
    }
  }

  /// A list of row indices.
  public struct Indices: Codable, Hashable, Sendable {
    /// The file, as in ``Source``.
    public var file: String
    /// The variable, as in ``Source``.
    public var key: String?
    /// The number of the first row: 1 for MATLAB.
    public var base: Int

    /// The indices in the variable `key` of `file`.
    public init(file: String, key: String? = nil, base: Int = 0) {
      self.file = file
      self.key = key
      self.base = base
    }
  }

  /// The version of this form, 1.
  public var version = 1
  /// The parts in the order of the store's rows.
  public var parts: [Part]
  /// Splits by name, as lists of rows of all parts together.
  public var splits: [String: Indices]?

  /// A recipe of `parts`.
  public init(parts: [Part], splits: [String: Indices]? = nil) {
    self.parts = parts
    self.splits = splits
  }
}

extension ImportRecipe {
  /// The recipe that options of a command line spell: `[SPLIT.]MODALITY=FILE[:KEY]` for features,
  /// `[[SPLIT.]MODALITY=]FILE[:KEY]` or `SPLIT=FILE[:KEY]` for labels.
  ///
  /// - Throws: ``ImportError`` with code `invalidRecipe`.
  public init(features: [String], labels: [String]) throws(ImportError) {
    self.init(parts: [])
    for text in features {
      guard let (target, file) = Self.cut(text), let modality = target.modality else {
        throw .badMapping(text)
      }
      let place = part(target.split)
      guard parts[place].modalities.updateValue(Source(file: file), forKey: modality) == nil else {
        throw .mappedTwice(text)
      }
    }
    for text in labels {
      let (target, file) = Self.cut(text) ?? (Target(split: nil, modality: nil), text)
      let place = part(target.split)
      var isTwice = parts[place].labels != nil
      if let modality = target.modality {
        let old = parts[place].labelsByModality?[modality]
        isTwice = isTwice || old != nil
        parts[place].labelsByModality = (parts[place].labelsByModality ?? [:])
          .merging([modality: Source(file: file)]) { old, _ in old }
      } else {
        isTwice = isTwice || parts[place].labelsByModality != nil
        parts[place].labels = Source(file: file)
      }
      guard !isTwice, !file.isEmpty else { throw .mappedTwice(text) }
    }
  }

  private struct Target {
    let split: String?
    let modality: String?
  }

  /// The names of parts, by what users call them.
  static let splitNames = [
    "train": "train", "validation": "validation", "valid": "validation", "val": "validation",
    "test": "test", "all": "all",
  ]

  /// What stands before the first `=`, taken apart, and the file after it; nil where it is no name.
  private static func cut(_ text: String) -> (Target, String)? {
    guard let sign = text.firstIndex(of: "=") else { return nil }
    let words = text[..<sign].split(separator: ".", omittingEmptySubsequences: false)
    let file = String(text[text.index(after: sign)...])
    guard !file.isEmpty, words.allSatisfy(isName) else { return nil }
    switch words.count {
    case 1:
      let word = String(words[0])
      return splitNames[word].map { (Target(split: $0, modality: nil), file) }
        ?? (Target(split: nil, modality: word), file)
    case 2:
      guard let split = splitNames[String(words[0])] else { return nil }
      return (Target(split: split, modality: String(words[1])), file)
    default: return nil
    }
  }

  private static func isName(_ word: Substring) -> Bool {
    !word.isEmpty
      && word.utf8.allSatisfy {
        $0 == 0x2d || $0 == 0x5f || (0x30...0x39).contains($0) || (0x41...0x5a).contains($0 & 0xdf)
      }
  }

  /// The place of the part called `split`, which is made where it is missing.
  private mutating func part(_ split: String?) -> Int {
    let name = split ?? "all"
    if let place = parts.firstIndex(where: { $0.name == name }) { return place }
    parts.append(Part(name: name))
    return parts.count - 1
  }
}
