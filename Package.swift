// swift-tools-version: 6.3
import PackageDescription

// One module per idea, listed so that every dependency stands above its dependents. Each C library has exactly one
// importer. The DocC article `Architecture` (in CMRTraining) says why the lines between them run where they do.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),  // SE-0458: every unsafe expression is marked and found by grep
  .treatAllWarnings(as: .error),  // SE-0443
  .enableUpcomingFeature("ExistentialAny"),  // SE-0335
  // SE-0409: a leaked C type is a compile error.
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
  .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
  .enableUpcomingFeature("ImmutableWeakCaptures"),  // SE-0481
  .enableExperimentalFeature("Lifetimes"),  // properties that return Span
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

// MARK: C libraries, each behind one module

let cLibraries: [Target] = [
  // "hdf5-serial", never "hdf5": the latter is an alternatives link that an MPI build of HDF5 silently takes over.
  .systemLibrary(name: "CMRCHDF5", pkgConfig: "hdf5-serial", providers: [.apt(["libhdf5-dev"])]),
  .systemLibrary(
    name: "CMRCArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
  .systemLibrary(name: "CMRCZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .systemLibrary(
    name: "CMRCOpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
  .systemLibrary(name: "CMRCXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
  .systemLibrary(
    name: "CMRCSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
  // The interface of plug-ins: a header and no library.
  .systemLibrary(name: "CMRCPlugin"),
]

// MARK: The pure half: no files, no clocks

let pure: [Target] = [
  .target(name: "CMRJSON"),
  .target(name: "CMRRandom"),
  .target(name: "CMRDense", dependencies: ["CMRCOpenBLAS", numerics]),
  .target(name: "CMRTransport", dependencies: ["CMRDense"]),
  .target(name: "CMRNoise", dependencies: ["CMRRandom"]),
  .target(name: "CMRSplit", dependencies: ["CMRRandom"]),
  .target(name: "CMRRetrieval", dependencies: ["CMRDense"]),
  .target(name: "CMRAutodiff", dependencies: ["CMRDense", numerics]),
]

// MARK: Files

let files: [Target] = [
  .target(name: "CMRFiles", dependencies: [system]),
  .target(name: "CMRProcess", dependencies: [system]),
  .target(name: "CMRSandbox", dependencies: ["CMRCSeccomp", "CMRProcess", system]),
  .target(name: "CMRHDF5", dependencies: ["CMRCHDF5", system]),
  .target(name: "CMRArchive", dependencies: ["CMRCArchive", "CMRCZlib", system]),
  .target(name: "CMRMATFile", dependencies: ["CMRArchive"]),
  .target(name: "CMRSchema", dependencies: ["CMRJSON"], plugins: ["EmbedSchemas"]),
  .target(
    name: "CMRContainer", dependencies: ["CMRHDF5", "CMRFiles", "CMRCXXHash", crypto, system]),
  .target(name: "CMRStore", dependencies: ["CMRContainer", "CMRDense", system]),
  .target(name: "CMRInjection", dependencies: ["CMRNoise", "CMRStore", "CMRContainer"]),
  .target(name: "CMRBeliefs", dependencies: ["CMRContainer", "CMRStore", "CMRJSON", system]),
  .target(
    name: "CMRImport",
    dependencies: [
      "CMRArchive", "CMRMATFile", "CMRHDF5", "CMRSandbox", "CMRJSON", "CMRRandom",
      "CMRContainer", "CMRStore", "CMRFiles", system,
    ]),
  .target(
    name: "CMRExport",
    dependencies: [
      "CMRArchive", "CMRHDF5", "CMRJSON", "CMRContainer", "CMRStore", "CMRFiles", system,
    ]),
]

// MARK: Training

let training: [Target] = [
  .target(
    name: "CMRTraining",
    dependencies: [
      "CMRAutodiff", "CMRBeliefs", "CMRDense", "CMRJSON", "CMRRandom", "CMRRetrieval", "CMRStore",
      "CMRContainer", "CMRFiles", system,
    ]),
  .target(
    name: "CMRMethods",
    dependencies: [
      "CMRTraining", "CMRAutodiff", "CMRBeliefs", "CMRDense", "CMRRandom", "CMRTransport", numerics,
    ]),
  .target(
    name: "CMRGrid",
    dependencies: [
      "CMRTraining", "CMRInjection", "CMRNoise", "CMRStore", "CMRContainer", "CMRFiles", "CMRJSON",
      "CMRProcess", system,
    ]),
  .target(
    name: "CMRPlugin",
    dependencies: [
      "CMRCPlugin", "CMRTraining", "CMRAutodiff", "CMRDense", "CMRRandom", "CMRStore", crypto,
      system,
    ]),
  // What a method of any package is tested with.
  .target(
    name: "TrainingTesting",
    dependencies: [
      "CMRTraining", "CMRAutodiff", "CMRBeliefs", "CMRDense", "CMRJSON", "CMRRandom", "CMRStore",
    ]),
]

// MARK: Commands

let commands: [Target] = [
  // The sample archive inside the binary; assembled, because a byte array literal of its size stalls the compiler.
  .target(
    name: "CMRCSample", exclude: ["openclipart11.tar.gz"], cSettings: [.headerSearchPath(".")]),
  .target(name: "CMRCommand", dependencies: [argumentParser, system]),
  .executableTarget(
    name: "cmrdata",
    dependencies: [
      "CMRCSample", "CMRCommand", "CMRExport", "CMRImport", "CMRArchive", "CMRInjection", "CMRJSON",
      "CMRNoise", "CMRSplit", "CMRStore", "CMRContainer", "CMRDense", "CMRSchema", "CMRFiles",
      "CMRBeliefs", argumentParser, system,
    ]),
  // The whole of `cmrtrain` but its list of methods, for programs with other lists.
  .target(
    name: "CMRTrainCommand",
    dependencies: [
      "CMRBeliefs", "CMRCommand", "CMRFiles", "CMRGrid", "CMRJSON", "CMRPlugin",
      "CMRRetrieval", "CMRTraining", "CMRStore", "TrainingTesting", argumentParser, system,
    ]),
  .executableTarget(name: "cmrtrain", dependencies: ["CMRMethods", "CMRTrainCommand"]),
]

// MARK: Build-time tools

let buildTools: [Target] = [
  .executableTarget(name: "embed-schemas", path: "tools/embed-schemas"),
  .plugin(
    name: "EmbedSchemas", capability: .buildTool(), dependencies: ["embed-schemas"],
    path: "tools/EmbedSchemasPlugin"),
]

// MARK: Tests

let tests: [Target] = [
  .target(
    name: "CMRTestSupport", dependencies: [subprocess, system], path: "Tests/CMRTestSupport"),
  .testTarget(name: "CMRJSONTests", dependencies: ["CMRJSON"]),
  .testTarget(name: "CMRRandomTests", dependencies: ["CMRRandom"]),
  .testTarget(name: "CMRDenseTests", dependencies: ["CMRDense", "CMRRandom", "CMRTestSupport"]),
  .testTarget(
    name: "CMRTransportTests",
    dependencies: ["CMRTransport", "CMRDense", "CMRRandom", "CMRTestSupport"]),
  .testTarget(name: "CMRNoiseTests", dependencies: ["CMRNoise", "CMRRandom"]),
  .testTarget(name: "CMRSplitTests", dependencies: ["CMRSplit", "CMRRandom"]),
  .testTarget(
    name: "CMRRetrievalTests",
    dependencies: ["CMRRetrieval", "CMRDense", "CMRJSON", "CMRRandom", "CMRTestSupport", system],
    exclude: ["Goldens"]),
  .testTarget(
    name: "CMRAutodiffTests",
    dependencies: ["CMRAutodiff", "CMRDense", "CMRRandom", "CMRTestSupport", system]),
  .testTarget(
    name: "CMRFilesTests", dependencies: ["CMRFiles", "CMRTestSupport", system]),
  .testTarget(
    name: "CMRSandboxTests", dependencies: ["CMRSandbox", "CMRTestSupport", system]),
  .testTarget(
    name: "CMRHDF5Tests", dependencies: ["CMRHDF5", "CMRRandom", "CMRTestSupport", system]),
  .testTarget(
    name: "CMRArchiveTests", dependencies: ["CMRArchive", "CMRTestSupport", system]),
  .testTarget(
    name: "CMRMATFileTests", dependencies: ["CMRMATFile", "CMRArchive", "CMRTestSupport", system]),
  .testTarget(
    name: "CMRFuzzTests",
    dependencies: ["CMRArchive", "CMRImport", "CMRJSON", "CMRMATFile", "CMRTestSupport", system],
    exclude: ["Corpus"]),
  .testTarget(name: "CMRSchemaTests", dependencies: ["CMRSchema", "CMRJSON", "CMRTestSupport"]),
  .testTarget(
    name: "CMRContainerTests",
    dependencies: ["CMRContainer", "CMRHDF5", "CMRRandom", "CMRTestSupport", system],
    exclude: ["verify_listing.py"]),
  .testTarget(
    name: "CMRStoreTests",
    dependencies: ["CMRStore", "CMRContainer", "CMRRandom", "CMRTestSupport", system]),
  .testTarget(
    name: "CMRBeliefsTests",
    dependencies: [
      "CMRBeliefs", "CMRContainer", "CMRRandom", "CMRStore", "CMRTestSupport", system,
    ]),
  .testTarget(
    name: "CMRImportTests",
    dependencies: [
      "CMRImport", "CMRStore", "CMRContainer", "CMRArchive", "CMRHDF5", "CMRRandom",
      "CMRTestSupport", "cmrdata", system,
    ]),
  .testTarget(
    name: "CMRExportTests",
    dependencies: [
      "CMRExport", "CMRImport", "CMRStore", "CMRContainer", "CMRTestSupport", "cmrdata", system,
    ]),
  .testTarget(
    name: "CMRTrainingTests",
    dependencies: [
      "CMRTraining", "CMRAutodiff", "CMRBeliefs", "CMRDense", "CMRJSON", "CMRRandom",
      "CMRRetrieval", "CMRStore", "CMRContainer", "CMRTestSupport", system,
    ]),
  .testTarget(
    name: "CMRMethodsTests",
    dependencies: [
      "CMRMethods", "CMRTraining", "CMRAutodiff", "CMRBeliefs", "CMRDense", "CMRJSON", "CMRRandom",
      "CMRTransport", "CMRStore", "CMRTestSupport", numerics, system,
    ]),
  .testTarget(
    name: "CMRGridTests",
    dependencies: ["CMRGrid", "CMRJSON", "CMRSchema", "CMRTestSupport", system]),
  .testTarget(
    name: "TrainingTestingTests",
    dependencies: [
      "TrainingTesting", "CMRMethods", "CMRTraining", "CMRAutodiff", "CMRBeliefs", "CMRDense",
      "CMRJSON", "CMRRandom",
    ]),
  .testTarget(
    name: "CMRPluginTests",
    dependencies: [
      "CMRPlugin", "TrainingTesting", "CMRTraining", "CMRAutodiff", "CMRDense", "CMRJSON",
      "CMRRandom", "CMRTestSupport", system,
    ],
    exclude: ["Plugins"]),
  .testTarget(
    name: "CommandTests",
    dependencies: [
      "CMRBeliefs", "CMRCommand", "CMRFiles", "CMRStore", "CMRContainer", "CMRNoise", "CMRSchema",
      "CMRTestSupport", "cmrdata", "cmrtrain", system, "CMRRandom",
    ],
    exclude: ["Snapshots", "hostile_archives.py"]),
]

let package = Package(
  name: "cross-modal-retrieval",
  products: [
    // What others build on, each with the modules that its public interface names.
    .library(name: "CMRStore", targets: ["CMRStore", "CMRContainer", "CMRDense"]),
    .library(name: "CMRTransport", targets: ["CMRTransport", "CMRDense"]),
    .library(name: "CMRRetrieval", targets: ["CMRRetrieval", "CMRDense"]),
    .library(name: "CMRNoise", targets: ["CMRNoise"]),
    .library(
      name: "CMRTraining",
      targets: [
        "CMRTraining", "CMRMethods", "CMRAutodiff", "CMRBeliefs", "CMRContainer", "CMRDense",
        "CMRFiles", "CMRJSON", "CMRRandom", "CMRRetrieval", "CMRStore",
      ]),
    .library(name: "CMRTrainCommand", targets: ["CMRTrainCommand"]),
    .library(name: "CMRPlugin", targets: ["CMRPlugin"]),
    .library(name: "TrainingTesting", targets: ["TrainingTesting"]),
    .executable(name: "cmrdata", targets: ["cmrdata"]),
    .executable(name: "cmrtrain", targets: ["cmrtrain"]),
  ],
  traits: [
    .trait(
      name: "ExhaustiveTests",
      description: "Sweeps at full size: kills, bit flips, memory, accuracy.")
  ],
  dependencies: [
    // Both commands.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // SHA-256 of sources and elements.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    // exp, log and sqrt over Float and Double.
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    // Paths and descriptors.
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    // Tests run the built commands.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: cLibraries + pure + files + training + commands + buildTools + tests
)

for target in package.targets where ![.system, .plugin].contains(target.type) {
  target.swiftSettings = settings
}
