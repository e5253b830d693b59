import CMRJSON
import FoundationEssentials
public import SystemPackage

extension FitPlan {
  /// The plan in the file at `path`, over the defaults. What the file says is in range; what it
  /// leaves open (a store, a method) may still be missing.
  ///
  /// Throws a ``TrainingError`` that names the file, with line and column where the text is not
  /// JSON, and with the key where a value does not fit.
  public init(contentsOf path: FilePath) throws(TrainingError) {
    let document = try Self.document(at: path)
    do throws(TrainingError) {
      try self.init(document: document)
      try checkRanges()
    } catch {
      throw error.inFile(path)
    }
  }

  /// Throws if `method` (by default, the plan's own) refuses the options that the plan at `path`
  /// gives it.
  public func checkOptions(
    of method: String? = nil, in catalog: MethodCatalog, readFrom path: FilePath
  ) throws(TrainingError) {
    let name = method ?? self.method.name
    guard !name.isEmpty else { return }
    do throws(TrainingError) {
      _ = try catalog.resolveOptions(self.method.options, of: name)
    } catch {
      throw error.inFile(path)
    }
  }

  private static func document(at path: FilePath) throws(TrainingError) -> JSONValue {
    guard let data = FileManager.default.contents(atPath: path.string) else {
      throw .noPlanFile(path)
    }
    guard let text = String(validating: data, as: UTF8.self) else { throw .notText(path) }
    do throws(JSONSyntaxError) {
      return try JSONValue(parsing: text)
    } catch {
      throw TrainingError(code: .invalidPlan, message: error.text(in: path.string))
    }
  }
}
