import CMRContainer

/// A named array to be written, its contents still where they are.
struct ExportArray: Sendable {
  /// What the elements are.
  enum Contents: Sendable {
    /// Rows of a matrix of Float32, in the order of the list.
    case features(RowMatrix, rows: [Int])
    /// Class numbers or row numbers.
    case integers([Int64])
    /// A matrix of 0 and 1.
    case bits([UInt8], columns: Int)
    /// Texts of at most `width` characters; only numpy's format has them.
    case texts([String], width: Int)
    /// One text.
    case text(String)

    /// Texts as wide as the longest, and at least one character, as numpy wants it.
    static func texts(_ texts: [String]) -> Self {
      .texts(texts, width: max(1, texts.lazy.map(\.unicodeScalars.count).max() ?? 1))
    }
  }

  let name: String
  let contents: Contents

  /// The extents; none for a single text.
  var shape: [Int] {
    switch contents {
    case .features(let matrix, let rows): [rows.count, matrix.columns]
    case .integers(let values): [values.count]
    case .bits(let values, let columns): [values.count / max(1, columns), columns]
    case .texts(let texts, _): [texts.count]
    case .text: []
    }
  }

  /// The type as numpy writes it.
  var dtype: String {
    switch contents {
    case .features: "<f4"
    case .integers: "<i8"
    case .bits: "|u1"
    case .texts(_, let width): "<U\(width)"
    case .text(let text): "<U\(max(1, text.unicodeScalars.count))"
    }
  }

  /// The bytes of one element.
  var elementSize: Int {
    switch contents {
    case .features: 4
    case .integers: 8
    case .bits: 1
    case .texts(_, let width): 4 * width
    case .text(let text): 4 * max(1, text.unicodeScalars.count)
    }
  }

  /// The bytes of all elements.
  var byteCount: Int { shape.reduce(elementSize, *) }
}
