/// Numbers by column, eight to a vector; the last vector is filled up with zeros.
///
/// Vectors as elements let plain loops over spans use the machine's vector unit without a pointer
/// in sight.
struct Lanes {
  static let width = 8

  var vectors: [SIMD8<Double>]

  init(repeating value: Double, count: Int) {
    vectors = Array(repeating: .zero, count: Self.vectorCount(for: count))
    for index in 0..<count { self[index] = value }
  }

  static func vectorCount(for count: Int) -> Int { (count + width - 1) / width }

  subscript(index: Int) -> Double {
    get { vectors[index / Self.width][index % Self.width] }
    set { vectors[index / Self.width][index % Self.width] = newValue }
  }
}
