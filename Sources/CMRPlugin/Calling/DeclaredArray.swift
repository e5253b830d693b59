import CMRCPlugin
import CMRTraining

/// An array that a plug-in has declared.
struct DeclaredArray: Sendable {
  enum Use: Sendable {
    case parameter, state
  }

  let use: Use
  let name: String
  let type: ElementType
  let shape: [Int]
  private let text: CText

  init(_ use: Use, _ name: String, _ type: ElementType, _ shape: [Int]) {
    (self.use, self.name, self.type, self.shape) = (use, name, type, shape)
    text = CText(name)
  }

  var count: Int { shape.reduce(1, *) }
  var byteCount: Int { count * type.width }

  /// The array as a call is handed it.
  @unsafe
  func table(
    values: UnsafeMutableRawPointer, gradient: UnsafeMutableRawPointer? = nil
  ) -> cmr_array {
    func extent(_ index: Int) -> Int64 { index < shape.count ? Int64(shape[index]) : 1 }
    return unsafe cmr_array(
      name: text.pointer, type: type.raw, rank: Int32(shape.count),
      shape: (extent(0), extent(1), extent(2), extent(3)), values: values,
      gradient: gradient?.assumingMemoryBound(to: Float.self))
  }
}

extension DeclaredArray {
  /// More is a slip of arithmetic: 256 GiB of numbers in 32 bits.
  private static var mostElements: Int { 1 << 36 }

  /// The array that a call of `declare` describes; the error says what is wrong with it.
  @unsafe
  static func read(
    use: Int32, name: UnsafePointer<CChar>?, type: Int32, rank: Int32,
    shape: UnsafePointer<Int64>?
  ) throws(DeclarationFault) -> DeclaredArray {
    guard let name = unsafe name.flatMap({ unsafe String(validatingCString: $0) }),
      PluginNames.isArray(name)
    else {
      throw DeclarationFault("an array without a name of letters, digits, '.', '_' and '-'")
    }
    guard use == CMR_PARAMETER || use == CMR_STATE else {
      throw DeclarationFault("'\(name)' for the use \(use), not CMR_PARAMETER or CMR_STATE")
    }
    guard let element = ElementType(type) else {
      throw DeclarationFault("'\(name)' of type \(type), not CMR_FLOAT32 to CMR_UINT64")
    }
    guard rank >= 0, rank <= CMR_MAX_RANK, unsafe rank == 0 || shape != nil else {
      throw DeclarationFault("'\(name)' with \(rank) extents, not 0 to \(CMR_MAX_RANK)")
    }
    let extents = (0..<Int(rank)).map { unsafe shape?[$0] ?? 0 }
    var count: Int64 = 1
    for extent in extents {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard extent > 0, !overflow, product <= mostElements else {
        throw DeclarationFault(
          "'\(name)' of shape \(extents); extents are 1 or more, and their product at most 2^36")
      }
      count = product
    }
    let isParameter = use == CMR_PARAMETER
    guard !isParameter || element == .float32 && rank == 2 else {
      throw DeclarationFault(
        "the parameter '\(name)' as \(element.name) \(extents); parameters are float32 of two extents"
      )
    }
    return DeclaredArray(isParameter ? .parameter : .state, name, element, extents.map { Int($0) })
  }
}

/// What is wrong with a declaration, after "it declares".
struct DeclarationFault: Error {
  let text: String

  init(_ text: String) { self.text = text }
}
