internal import CMRStore

/// What a noise file of another project holds, before it is held against a store.
struct NoiseFile {
  /// The labels of one modality, or of all.
  struct View {
    /// The modality, where the file says it.
    let modality: String?
    let labels: LabelTable
  }

  let source: Provenance.Source
  let format: NoiseFileFormat
  let views: [View]
  /// The labels without noise, where the file has them too.
  var clean: LabelTable?
}
