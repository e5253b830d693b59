// swift-tools-version: 6.3
import PackageDescription

// A method of one's own, in a package of one's own: the method, a training program that knows it, and the conformance suite
// as its test. Outside this repository the first dependency is the toolkit's URL.

let toolkit = "cross-modal-retrieval"

let package = Package(
  name: "swift-method",
  dependencies: [.package(name: toolkit, path: "../../..")],
  targets: [
    .target(
      name: "TripletRanking", dependencies: [.product(name: "CMRTraining", package: toolkit)]),
    .executableTarget(
      name: "triplet-train",
      dependencies: [
        "TripletRanking",
        .product(name: "CMRTraining", package: toolkit),
        .product(name: "CMRTrainCommand", package: toolkit),
      ]),
    .testTarget(
      name: "TripletRankingTests",
      dependencies: [
        "TripletRanking",
        .product(name: "CMRTraining", package: toolkit),
        .product(name: "TrainingTesting", package: toolkit),
      ]),
  ]
)
