import CMRPlugin
import CMRTestSupport
import CMRTraining
import FoundationEssentials
import SystemPackage
import Testing

/// What is refused before a function of it is called, and the whole text.
@Suite struct LoadingTests {
  private func refusal(
    _ path: FilePath, besides catalog: MethodCatalog = MethodCatalog([])
  ) -> String? {
    do throws(PluginError) {
      _ = try Plugins.load([path], besides: catalog)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func aNameIsNotSearchedFor() {
    #expect(
      refusal("libgce.so")
        == "cannot load the plug-in 'libgce.so': no folder is searched for libraries; name the file: './libgce.so'"
    )
  }

  @Test func whatIsNoLibraryIsRefused() throws {
    try withTemporaryFolder { folder in
      #expect(
        refusal(folder("a.so"))
          == "cannot load the plug-in '\(folder("a.so"))': there is no such file")
      #expect(
        refusal(folder.path)
          == "cannot load the plug-in '\(folder.path)': it is a folder; name a file")
      for bytes in [Data(), Data("#!/bin/sh".utf8), Data([0x7F, 0x45, 0x4C, 0x46])] {
        try bytes.write(to: URL(filePath: folder("b.so").string))
        #expect(
          refusal(folder("b.so"))
            == "cannot load the plug-in '\(folder("b.so"))': it is no shared library; build one: cc -shared -fPIC "
            + "-o NAME.so NAME.c")
      }
    }
  }

  @Test(.needsCompiler) func aLibraryForAnotherMachineIsRefused() async throws {
    try await withTemporaryFolder { folder in
      let path = try await BuiltPlugin.build(Compiler.faulty, in: folder)
      var bytes = try Data(contentsOf: URL(filePath: path.string))
      let own = bytes[18] == 62 ? "x86-64" : "AArch64"
      (bytes[18], bytes[19]) = (243, 0)
      try bytes.write(to: URL(filePath: path.string))
      #expect(
        refusal(path)
          == "cannot load the plug-in '\(path)': it is built for RISC-V with 64 bits, this program for \(own) with 64; "
          + "build it on this machine")
    }
  }

  @Test(.needsCompiler) func anObjectFileIsRefused() async throws {
    try await withTemporaryFolder { folder in
      let path = try await BuiltPlugin.build(Compiler.faulty, kind: "-c", in: folder)
      #expect(
        refusal(path)
          == "cannot load the plug-in '\(path)': it is an object file or a program, no shared library; link it: "
          + "cc -shared -fPIC -o NAME.so NAME.c")
    }
  }

  @Test(.needsCompiler) func aLibraryThatIsNoPluginIsRefused() async throws {
    try await withTemporaryFolder { folder in
      let path = try await BuiltPlugin.build(
        Compiler.faulty, flags: ["-DNO_ENTRY"], in: folder)
      #expect(
        refusal(path)
          == "cannot load the plug-in '\(path)': it does not export 'cmr_plugin'; a plug-in is written against "
          + "cmr_method.h, and exports that one function")
    }
  }

  @Test(.needsCompiler) func aMissingSymbolShowsAtOnce() async throws {
    try await withTemporaryFolder { folder in
      let path = try await BuiltPlugin.build(
        Compiler.faulty, flags: ["-DUNDEFINED"], in: folder)
      #expect(
        refusal(path)
          == "cannot load the plug-in '\(path)': \(path): undefined symbol: nobody_has_this")
    }
  }

  /// What a table says wrongly, after the path.
  private static let tables: [(fault: String, text: String)] = [
    (
      "old-abi",
      "it gives no table for version 1 of cmr_method.h, which this program speaks; build it against the cmr_method.h "
        + "of this program, and look at what it says above"
    ),
    (
      "other-abi",
      "it speaks version 2 of cmr_method.h, this program version 1; build it against the cmr_method.h of this program"
    ),
    (
      "size",
      "its table has 128 bytes, version 1 of cmr_method.h has 136; set 'size' to sizeof(cmr_method), and build "
        + "against an unchanged cmr_method.h"
    ),
    (
      "null-step", "the function 'step' is NULL; write it; NULL is for those that say so"
    ),
    ("null-name", "the name is NULL; give a text"),
    (
      "name",
      "the name 'My Method' is no name for commands and plans; use lower-case letters, digits and hyphens"
    ),
    ("version", "the version is empty or has control characters; give one line of text"),
    ("two-lines", "the summary is empty or has control characters; give one line of text"),
    ("not-utf8", "the source 1 is not UTF-8; save the source as UTF-8"),
    ("modalities", "it takes 2 to 1 modalities; ask for 1 or more, the fewest first"),
    (
      "labels",
      "label_kinds is 4; join CMR_ONE_LABEL and CMR_SEVERAL_LABELS, as it understands them"
    ),
    ("batch", "minimum_batch is 0; a batch has 1 row or more"),
    (
      "no-options",
      "it says that it has 4 options and gives none; set 'options', and 'option_count' to the number of its entries"
    ),
    (
      "option-count",
      "it says that it has 70000 options and gives a list; set 'options', and 'option_count' to the number of its entries"
    ),
    ("endless", "its list of sources has no end; put NULL behind the last"),
    (
      "option-name",
      "option 2 is called 'encoder'; use a letter, then letters and digits; not 'encoder'"
    ),
    ("option-twice", "two options are called 'rate'; rename one"),
    ("option-help", "the help of option 'count' is NULL; give a text"),
    (
      "option-type",
      "option 'count' has type 8; types are CMR_NUMBER, CMR_INTEGER, CMR_FLAG and CMR_CHOICE"
    ),
    ("option-default", "the default of option 'rate' is 2.0; it must be in [0, 1]"),
    ("option-fraction", "the default of option 'count' is 1.5; it must be a whole number"),
    (
      "option-choices",
      "the choices of option 'mood' are 'calm,calm'; join different names by commas: a,b,c"
    ),
    (
      "option-choice",
      "the default of option 'mood' is 2.0; it must be the place of one of its 2 choices, from 0"
    ),
    ("option-flag", "the default of option 'flag' is 2.0; it must be 0 or 1"),
  ]

  @Test(.needsCompiler, arguments: tables.indices)
  func whatATableSaysWronglyIsRefused(_ index: Int) async throws {
    let (fault, text) = Self.tables[index]
    try await withTemporaryFolder { folder in
      let path = try await BuiltPlugin.build(
        Compiler.faulty, flags: ["-DFAULT=\"\(fault)\""], in: folder)
      #expect(refusal(path) == "cannot load the plug-in '\(path)': \(text)")
    }
  }

  @Test(.needsCompiler) func aNameThatIsTakenIsRefused() async throws {
    try await withTemporaryFolder { folder in
      let path = try await BuiltPlugin.build(Compiler.faulty, in: folder)
      let catalog = try Plugins.load([path], besides: MethodCatalog([]))
      #expect(
        refusal(path, besides: catalog)
          == "cannot load the plug-in '\(path)': its method is called 'faulty', and so is another that is there already; "
          + "give the plug-in's method another name, or name the library once")
    }
  }
}
