// swift-tools-version: 6.3
import PackageDescription

// Fuzzers of every reader of foreign bytes, a package of its own: the toolkit's own manifest knows nothing of them, and
// nobody who builds it builds them. `Modules` leads to the same sources, compiled here once more, since only the modules
// that read are to be instrumented (the others would cost time and steer the fuzzer to what is not ours), and since
// `package` access reaches no further than one package: so no reader becomes public for the fuzzers' sake.

let measuresCoverage = Context.environment["CMR_FUZZ_COVERAGE"] != nil

let features: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .enableExperimentalFeature("Lifetimes"),
]

let instrumentation: [SwiftSetting] = [
  .unsafeFlags(
    ["-sanitize=fuzzer"]
      + (measuresCoverage ? ["-profile-generate", "-profile-coverage-mapping"] : []))
]

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], isRead: Bool = false
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Modules/\(name)",
    swiftSettings: features + (isRead ? instrumentation : []))
}

func library(_ name: String, _ pkgConfig: String) -> Target {
  .systemLibrary(name: name, path: "Modules/\(name)", pkgConfig: pkgConfig)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "fuzzers",
  dependencies: [
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .systemLibrary(name: "CMRCFuzzer", path: "CMRCFuzzer"),
    library("CMRCHDF5", "hdf5-serial"),
    library("CMRCArchive", "libarchive"),
    library("CMRCZlib", "zlib"),
    library("CMRCOpenBLAS", "openblas"),
    library("CMRCXXHash", "libxxhash"),
    library("CMRCSeccomp", "libseccomp"),
    module("CMRJSON", isRead: true),
    module("CMRRandom"),
    module("CMRDense", ["CMRCOpenBLAS", numerics]),
    module("CMRFiles", [system]),
    module("CMRProcess", [system]),
    module("CMRSandbox", ["CMRCSeccomp", "CMRProcess", system]),
    module("CMRHDF5", ["CMRCHDF5", system]),
    module("CMRArchive", ["CMRCArchive", "CMRCZlib", system], isRead: true),
    module("CMRMATFile", ["CMRArchive"], isRead: true),
    module("CMRContainer", ["CMRHDF5", "CMRFiles", "CMRCXXHash", crypto, system]),
    module("CMRStore", ["CMRContainer", "CMRDense", system]),
    module(
      "CMRImport",
      [
        "CMRArchive", "CMRMATFile", "CMRHDF5", "CMRSandbox", "CMRJSON", "CMRRandom",
        "CMRContainer", "CMRStore", "CMRFiles", system,
      ], isRead: true),
    .executableTarget(
      name: "cmrfuzz",
      dependencies: ["CMRCFuzzer", "CMRArchive", "CMRImport", "CMRJSON", "CMRMATFile", system],
      path: "Sources", swiftSettings: features + instrumentation,
      linkerSettings: [
        .unsafeFlags(
          ["-sanitize=fuzzer", "-use-ld=lld"] + (measuresCoverage ? ["-profile-generate"] : []))
      ]),
  ]
)
