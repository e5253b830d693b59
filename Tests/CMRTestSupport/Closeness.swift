public import Testing

/// Records an issue at the first element of `actual` further than `absolute + relative * |expected|` from `expected`.
///
/// NaN equals NaN, and infinities equal themselves, so that goldens with undefined entries can be compared whole.
public func expectClose<Scalar: BinaryFloatingPoint>(
  _ actual: some Collection<Scalar>, _ expected: some Collection<Double>, absolute: Double = 0,
  relative: Double = 0,
  _ what: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual.count == expected.count else {
    Issue.record(
      "\(what()): \(actual.count) values against \(expected.count)", sourceLocation: sourceLocation)
    return
  }
  for (index, (a, e)) in zip(actual, expected).enumerated() {
    let a = Double(a)
    if a == e || (a.isNaN && e.isNaN) { continue }
    let allowed = absolute + relative * abs(e)
    if !(abs(a - e) <= allowed) {
      Issue.record(
        "\(what()) [\(index)]: \(a) against \(e), \(abs(a - e)) apart, allowed \(allowed)",
        sourceLocation: sourceLocation)
      return
    }
  }
}
