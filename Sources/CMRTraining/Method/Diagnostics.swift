/// Figures that a method reports per epoch, by name and in the order of reporting.
///
/// They go into the metrics and the progress, never into a decision. Names are lower case with
/// hyphens (`mass`, `correction-precision`).
public struct Diagnostics: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  /// The figures in order.
  public private(set) var entries: [(name: String, value: Double)] = []

  /// No figures.
  public init() {}

  /// The given figures; of two with one name the later counts.
  public init(dictionaryLiteral elements: (String, Double)...) {
    for (name, value) in elements { self[name] = value }
  }

  /// The figure called `name`; setting nil removes it.
  public subscript(name: String) -> Double? {
    get { entries.first { $0.name == name }?.value }
    set {
      let place = entries.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let value?): entries[place].value = value
      case (let place?, nil): entries.remove(at: place)
      case (nil, let value?): entries.append((name, value))
      case (nil, nil): break
      }
    }
  }

  /// Adds the figures of `other`.
  public mutating func merge(_ other: Diagnostics) {
    for (name, value) in other.entries { self[name] = value }
  }

  /// Whether both have the same figures in the same order; a NaN equals itself.
  public static func == (a: Diagnostics, b: Diagnostics) -> Bool {
    a.entries.elementsEqual(b.entries) { left, right in
      left.name == right.name
        && (left.value == right.value || left.value.isNaN && right.value.isNaN)
    }
  }
}
