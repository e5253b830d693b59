/// Runs `work` once without a clock, so that memory and caches are warm, and once with one; prints the seconds and what
/// came out, by which the driver sees that peers computed the same.
func time<Result>(_ work: () throws -> Result, value: (Result) -> Double) throws {
  _ = try work()
  let clock = ContinuousClock()
  var result: Result?
  let duration = try clock.measure { result = try work() }
  guard let result else { return }
  print("{\"seconds\": \(duration / .seconds(1)), \"value\": \(value(result))}")
}
