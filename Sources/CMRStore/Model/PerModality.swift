/// A value for every modality: one that they share, or one each.
public enum PerModality<Value: Sendable>: Sendable {
  /// The same for all modalities, which then are paired row by row.
  case shared(Value)
  /// One for each modality by name.
  case separate([String: Value])

  /// The value for `modality`; nil where there is none.
  public subscript(modality: String) -> Value? {
    switch self {
    case .shared(let value): value
    case .separate(let values): values[modality]
    }
  }

  /// Whether all modalities share one value.
  public var isShared: Bool { if case .shared = self { true } else { false } }

  /// The values under the names that they have in a file, in the order of the names' bytes:
  /// `shared`, or the modalities.
  var named: [(name: String, value: Value)] {
    switch self {
    case .shared(let value): [(StoreNames.shared, value)]
    case .separate(let values):
      values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { ($0.key, $0.value) }
    }
  }

  /// The value of the attribute `sharing`.
  var sharing: String { isShared ? StoreNames.shared : StoreNames.perModality }
}

extension PerModality: Equatable where Value: Equatable {}
extension PerModality: Hashable where Value: Hashable {}
