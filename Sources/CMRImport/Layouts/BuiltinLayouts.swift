/// The layouts that this version knows.
public enum BuiltinLayouts {
  /// All of them, in the order of help texts. Detection asks every one, so the order decides
  /// nothing.
  package static let all: [any Layout.Type] = [
    MRLHDF5Layout.self,
    SVCLWikipediaLayout.self,
    WikiDataLayout.self,
    SEHALayout.self,
    CLIPLayout.self,
    INRIALayout.self,
    XMediaLayout.self,
    XMediaNetCellsLayout.self,
    HashingTripleLayout.self,
    HashingPartsLayout.self,
    IAPRLayout.self,
    ViewCellsLayout.self,
    RoPHStructLayout.self,
    DSCMRSixFilesLayout.self,
    ELRCMRFolderLayout.self,
    SplitArraysLayout.self,
  ]

  /// The names with one line on each, for help texts.
  public static var summaries: [(name: String, summary: String)] {
    all.map { ($0.name, $0.summary) }
  }

  /// The names.
  public static var names: [String] { all.map { $0.name } }
}
