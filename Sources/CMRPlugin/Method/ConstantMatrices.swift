import CMRDense
import CMRTraining

/// The parameters as a plug-in reads them, in place; a look before and after shows whether it only
/// did that.
struct ConstantMatrices {
  let names: [String]
  let matrices: [Matrix<Float>]

  /// Runs `body` with the addresses of the elements, and throws if any of them changed.
  @unsafe
  func withAddresses<Result>(
    _ method: String, _ place: String, _ body: ([UnsafeMutableRawPointer]) throws -> Result
  ) throws -> Result {
    try unsafe nest([]) { addresses in
      let before = unsafe fingerprints(addresses)
      let result = try unsafe body(addresses)
      let after = unsafe fingerprints(addresses)
      for (name, (old, new)) in zip(names, zip(before, after)) where old != new {
        throw TrainingError.pluginWroteConstant(method, "the parameter '\(name)'", place)
      }
      return result
    }
  }

  @unsafe
  private func nest<Result>(
    _ found: [UnsafeMutableRawPointer], _ body: ([UnsafeMutableRawPointer]) throws -> Result
  ) throws -> Result {
    guard unsafe found.count < matrices.count else { return try unsafe body(found) }
    return try unsafe matrices[found.count].elements.withUnsafeBytes { bytes in
      guard let address = bytes.baseAddress else {
        preconditionFailure("a declared parameter has elements")
      }
      return try unsafe nest(found + [UnsafeMutableRawPointer(mutating: address)], body)
    }
  }

  @unsafe
  private func fingerprints(_ addresses: [UnsafeMutableRawPointer]) -> [Fingerprint] {
    unsafe zip(addresses, matrices).map { address, matrix in
      unsafe Fingerprint(address, byteCount: 4 * matrix.count)
    }
  }
}
