import CMRArchive
import CMRMATFile
import SystemPackage

/// The two byte orders with and without compression: everything must read the same in all of them.
let writers: [MATWriter] = [
  MATWriter(), MATWriter(order: .big), MATWriter(compresses: true),
  MATWriter(order: .big, compresses: true),
]

/// Holds every variable.
struct Keeper: MATVisitor {
  var values: [String: MATValue] = [:]
  mutating func request(for array: MATArrayHeader) -> MATRequest { .keep }
  mutating func receive(_ value: MATValue, for array: MATArrayHeader) {
    values[array.path.text] = value
  }
}

/// Streams every array as `Double` and remembers how the blocks were cut.
struct Streamer: MATVisitor {
  var real: [String: [Double]] = [:]
  var imaginary: [String: [Double]] = [:]
  var sizes: [String: [Int]] = [:]
  mutating func request(for array: MATArrayHeader) -> MATRequest { .doubles }
  mutating func receive(_ block: borrowing MATBlock<Double>) {
    let name = block.array.path.text
    if block.isImaginary {
      block.append(to: &imaginary[name, default: []])
    } else {
      block.append(to: &real[name, default: []])
      sizes[name, default: []].append(block.values.count)
    }
  }
}

/// Streams every array as `Float`.
struct FloatStreamer: MATVisitor {
  var real: [String: [Float]] = [:]
  mutating func request(for array: MATArrayHeader) -> MATRequest { .floats }
  mutating func receive(_ block: borrowing MATBlock<Float>) {
    block.append(to: &real[block.array.path.text, default: []])
  }
}

func keepAll(_ bytes: [UInt8], limits: MATLimits = MATLimits()) throws -> [String: MATValue] {
  var stream = MemoryByteStream(bytes)
  var keeper = Keeper()
  try MATFile.read(&stream, visitor: &keeper, limits: limits)
  return keeper.values
}

func contents(_ bytes: [UInt8], limits: MATLimits = MATLimits()) throws -> MATContents {
  var stream = MemoryByteStream(bytes)
  return try MATFile.contents(of: &stream, limits: limits)
}

func streamAll(_ bytes: [UInt8], limits: MATLimits = MATLimits()) throws -> Streamer {
  var stream = MemoryByteStream(bytes)
  var streamer = Streamer()
  try MATFile.read(&stream, visitor: &streamer, limits: limits)
  return streamer
}

/// The whole text of the error of `body`, or "no error".
func errorText(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return "\(error)"
  }
}
