// swift-tools-version: 6.3
import PackageDescription

// Our side of the benchmarks, a package of its own: users of the toolkit build none of it. It uses what any other package
// could use, so what it times is what they get.

let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "cross-modal-retrieval", path: "../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .executableTarget(
      name: "cmrbench",
      dependencies: [
        .product(name: "CMRRetrieval", package: "cross-modal-retrieval"),
        .product(name: "CMRStore", package: "cross-modal-retrieval"),
        .product(name: "CMRTransport", package: "cross-modal-retrieval"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)])
  ]
)
