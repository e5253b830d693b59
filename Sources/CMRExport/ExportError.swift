import CMRArchive
import CMRFiles
import CMRHDF5
import CMRStore
import SystemPackage

/// Why a store was not exported. What was at the destination is then as it was.
package struct ExportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure that callers tell apart.
  package enum Code: String, Hashable, Sendable {
    /// The store cannot be written in this format.
    case unsuitable
    /// The store is damaged or lacks what was asked for.
    case store
    /// The destination cannot be written, or may not be replaced.
    case destination
    /// The caller asked to stop.
    case stopped
  }

  /// The kind of failure.
  package let code: Code
  /// What failed, where, and both numbers where two disagree.
  package let message: String
  /// What to do about it, where there is something to do.
  package let remedy: String?

  init(_ code: Code, _ message: String, remedy: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  /// One line: the message, then the remedy.
  package var description: String { remedy.map { "\(message); \($0)" } ?? message }
}

extension ExportError {
  static func exists(_ path: FilePath) -> Self {
    Self(
      .destination, "'\(path)' already exists", remedy: "choose another name or say --overwrite")
  }

  static func unknownFormat(of path: FilePath) -> Self {
    let names = ExportFormat.allCases.map { format in
      "\(format.rawValue) (\(format.extensions.map { ".\($0)" }.joined(separator: ", ")))"
    }
    return Self(
      .unsuitable, "the name '\(path)' does not tell the format",
      remedy: "choose one with --format: \(names.joined(separator: ", "))")
  }

  static func notTwoModalities(_ names: [String], in file: FilePath) -> Self {
    Self(
      .unsuitable,
      "mrl-h5 holds the two modalities 'image' and 'text', and the store '\(file)' has"
        + " \(names.map { "'\($0)'" }.joined(separator: ", "))",
      remedy: "export it as npz or safetensors")
  }

  static func notPaired(in file: FilePath) -> Self {
    Self(
      .unsuitable, "mrl-h5 holds pairs, and the modalities of the store '\(file)' are not paired",
      remedy: "export it as npz or safetensors")
  }

  static func otherRows(_ split: String, in file: FilePath) -> Self {
    Self(
      .unsuitable,
      "mrl-h5 holds pairs, and the split '\(split)' of the store '\(file)' lists other rows of image"
        + " than of text",
      remedy: "export it as npz or safetensors")
  }

  static func lacksSplit(_ split: String, of file: FilePath, known: [String]) -> Self {
    Self(
      .unsuitable,
      "mrl-h5 holds the splits train, test and perhaps validation, and the store '\(file)' has no"
        + " rows in '\(split)': it has the splits"
        + " \(known.isEmpty ? "none" : known.map { "'\($0)'" }.joined(separator: ", "))",
      remedy: "make it with 'cmrdata split', or export the store as npz or safetensors")
  }

  static var stopped: Self { Self(.stopped, "the export was stopped; nothing was written") }
}

/// Runs `body`, whose errors of any module below become ours.
func exporting<Value: ~Copyable>(
  to target: FilePath, _ body: () throws -> Value
) throws(ExportError) -> Value {
  do {
    return try body()
  } catch let error as ExportError {
    throw error
  } catch let error as StoreError {
    throw ExportError(.store, error.message, remedy: error.remedy)
  } catch let error as FilesError {
    throw ExportError(.destination, error.message, remedy: error.remedy)
  } catch let error as ArchiveError {
    throw ExportError(.destination, error.description)
  } catch let error as HDF5Error where error.code == .full {
    throw ExportError(
      .destination, "cannot write '\(target)': the disk is full",
      remedy: "what was there before is untouched, free some space and try again")
  } catch {
    throw ExportError(.destination, "cannot write '\(target)': \(error)")
  }
}
