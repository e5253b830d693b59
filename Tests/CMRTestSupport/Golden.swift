import FoundationEssentials
import SystemPackage

/// One golden case: named arrays that an independent implementation computed.
///
/// `NAME.json` holds `arrays: {name: {dtype, shape, data}}`, the data flat and in row-major order.
public struct Golden: Sendable, Decodable {
  /// An array of a golden case.
  public struct Array: Sendable, Decodable {
    /// The extents; empty for a scalar.
    public let shape: [Int]
    /// The values in row-major order.
    public let values: [Double]

    private enum CodingKeys: String, CodingKey {
      case shape
      case values = "data"
    }
  }

  /// The case's arrays by name.
  public let arrays: [String: Array]

  /// Reads `golden/NAME.json` of the shared data.
  public init(named name: String) throws {
    let path = SharedData.path("golden/\(name).json").string
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    self = try decoder.decode(Golden.self, from: Data(contentsOf: URL(filePath: path)))
  }

  /// The array called `name`, or an error that lists the names that exist.
  public func array(_ name: String) throws -> Array {
    guard let array = arrays[name] else {
      throw MissingArray(name: name, present: arrays.keys.sorted())
    }
    return array
  }

  /// The names of all cases that start with `prefix`, sorted; none where the shared data is absent.
  public static func names(startingWith prefix: String) -> [String] {
    let folder = SharedData.path("golden").string
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }
      .map { String($0.dropLast(5)) }.sorted()
  }

  private struct MissingArray: Error {
    let name: String
    let present: [String]
  }
}
