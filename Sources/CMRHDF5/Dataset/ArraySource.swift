/// An array in a file as reading sees it: what it claims to be, checked before memory is taken for
/// it.
struct ArraySource {
  let extents: Extents
  let type: ElementType
  let file: FileState
  /// The object in error texts.
  let place: String
  /// Whether filters may have made the stored bytes fewer than the array's.
  let mayExpand: Bool

  /// The best ratio of deflate is 1032 to 1, so no filter here makes more of a file.
  private static let greatestExpansion = 1_032
  /// Arrays below this need no proof: elements that were never written take no bytes in the file.
  private static let alwaysAllowed = 1 << 20

  /// The bytes of `count` elements of `elementSize`, if the policy and the file's own size allow
  /// them.
  func checkedByteCount(of count: Int, elementSize: Int) throws(HDF5Error) -> Int {
    let limit = file.policy.maximumArrayBytes
    let (bytes, overflow) = count.multipliedReportingOverflow(by: elementSize)
    guard !overflow, bytes <= limit else {
      throw .arrayTooLarge(bytes: overflow ? .max : bytes, limit: limit, at: place)
    }
    let (stored, storedOverflow) = count.multipliedReportingOverflow(by: type.size)
    let (expanded, unbounded) = file.byteCount.multipliedReportingOverflow(
      by: mayExpand ? Self.greatestExpansion : 1)
    guard stored <= Self.alwaysAllowed || unbounded || (!storedOverflow && stored <= expanded)
    else {
      throw .arrayBeyondFile(
        bytes: storedOverflow ? .max : stored, fileBytes: file.byteCount, at: place)
    }
    return bytes
  }

  /// Checks that `stored` bytes can stand for the whole array.
  func requirePlausible(stored: Int) throws(HDF5Error) {
    let (claimed, overflow) = extents.count.multipliedReportingOverflow(by: type.size)
    let (expanded, unbounded) = stored.multipliedReportingOverflow(
      by: mayExpand ? Self.greatestExpansion : 1)
    guard !overflow, claimed <= Self.alwaysAllowed || unbounded || claimed <= expanded else {
      throw .arrayBeyondStorage(
        bytes: overflow ? .max : claimed, stored: stored, at: place)
    }
  }

  /// Checks that elements convert to `scalar`.
  func requireNumeric(as scalar: ScalarType) throws(HDF5Error) {
    guard type.isNumeric else { throw .notNumeric(type, as: scalar, at: place) }
  }

  /// Checks that elements are strings.
  func requireStrings() throws(HDF5Error) {
    guard type.isString else { throw .notString(type, at: place) }
  }
}
