/// The rate of noise that the name of a file states.
enum StatedRate {
  /// The last decimal in `name` that can be a rate or level, else its last whole number as percent:
  /// 0.4 of `noise_labels_0.4_sym`, 0.2 of `train_label_20`. Nil where there is none.
  static func find(in name: String) -> Double? {
    let runs = name.stem.split { !($0.isASCII && ($0.isNumber || $0 == ".")) }
      .map { $0.drop { $0 == "." } }.map { String($0.reversed().drop { $0 == "." }.reversed()) }
    if let decimal = runs.last(where: { $0.contains(".") }) {
      return Double(decimal).flatMap { (0...1000).contains($0) ? $0 : nil }
    }
    guard let whole = runs.last.flatMap({ Int($0) }) else { return nil }
    switch whole {
    case 0, 1: return Double(whole)
    case 10...99: return Double(whole) / 100
    default: return nil
    }
  }
}
