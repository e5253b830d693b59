import CMRArchive
import CMRImport
import CMRMATFile
import SystemPackage

/// Data files and texts, as an import reads them.
struct FileReading {
  private let folder: FilePath
  private let name: String

  init(_ folder: FilePath, _ name: String) {
    self.folder = folder
    self.name = name
  }

  /// Reads `bytes` by both passes of an import.
  func read(_ bytes: [UInt8]) throws {
    // libhdf5 is not ours, and has fuzzers of its own.
    switch MATFormat.detect(bytes.span.extracting(first: MATFormat.prefixLength)) {
    case .hdf5, .version73: return
    default: break
    }
    do {
      let probe = try FileProbe(
        reading: bytes, named: name, destination: folder.appending("store.h5"))
      for variable in probe.member.variables {
        guard let count = probe.numbers[variable.name] else { continue }
        guard count == variable.count || variable.element.description.hasPrefix("complex") else {
          throw BrokenPromise("'\(variable)' gave \(count) numbers")
        }
      }
    } catch let error as ImportError {
      try BrokenPromise.unlessPrintable(error.description)
    }
  }

  /// The same, and every array with everything in it held in memory.
  func readMAT(_ bytes: [UInt8]) throws {
    try read(bytes)
    var stream = MemoryByteStream(bytes)
    var limits = MATLimits()
    limits.keptBytes = 64 << 20
    var keeper = Keeper()
    do {
      let contents = try MATFile.read(&stream, visitor: &keeper, limits: limits)
      for note in contents.notes { try BrokenPromise.unlessPrintable("\(note)") }
    } catch let error as MATError {
      try BrokenPromise.unlessPrintable(error.description)
    }
  }

  private struct Keeper: MATVisitor {
    func request(for array: MATArrayHeader) -> MATRequest { .keep }
    func receive(_ value: MATValue, for array: MATArrayHeader) throws {
      guard array.count <= 1 << 20 else { return }
      switch value {
      case .sparse(let matrix): _ = matrix.dense
      case .text(let text): _ = text.string
      default: break
      }
    }
  }
}
