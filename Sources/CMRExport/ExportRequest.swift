import CMRFiles
package import CMRStore
package import SystemPackage

/// What to export, to where and in which format.
package struct ExportRequest {
  /// The store.
  package let store: Store
  /// Where the file is to appear.
  package let destination: FilePath
  /// The format.
  package let format: ExportFormat
  /// The label set.
  package var labels = LabelSet.cleanName
  /// Whether a file that is there already is replaced. It stays until the new one is complete.
  package var overwrite = false
  /// The tool and its version, for the file.
  package var tool: String

  /// The clean labels of `store`, to a file that is not there yet.
  package init(_ store: Store, to destination: FilePath, format: ExportFormat, tool: String) {
    self.store = store
    self.destination = destination
    self.format = format
    self.tool = tool
  }

  /// Writes the file, which appears whole or not at all.
  ///
  /// - Parameter shouldStop: asked often; true ends the export with an error of code `stopped`.
  /// - Throws: ``ExportError``.
  package func run(
    shouldStop: @escaping () -> Bool = { false }
  ) throws(ExportError) -> ExportReport {
    try checkDestination()
    return try exporting(to: destination) {
      let set = try store.labels(labels)
      let content = try content(set)
      let pending = try PendingFile.create(for: destination)
      try content.write(format, to: pending) { _ in
        if shouldStop() { throw ExportError.stopped }
      }
      try checkDestination()
      try pending.publish()
      return ExportReport(self, content)
    }
  }

  private func content(_ set: LabelSet) throws -> ExportContent {
    switch format {
    case .mrlHDF5: try MRLContent(store, labels: set).content(tool: tool)
    case .npz: try WholeContent(store, labels: set, hasTexts: true).content(tool: tool)
    case .safetensors: try WholeContent(store, labels: set, hasTexts: false).content(tool: tool)
    }
  }

  private func checkDestination() throws(ExportError) {
    guard !overwrite, (try? destination.stat()) != nil else { return }
    throw .exists(destination)
  }
}
