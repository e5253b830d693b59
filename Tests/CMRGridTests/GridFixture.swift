import CMRGrid
import CMRJSON
import CMRSchema
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// A grid's folder with results of the test's own.
struct GridFixture {
  /// One cell; without a score it is not finished.
  struct Cell {
    var store = "a"
    var method: String
    var rate = 0.4
    var noiseSeed: UInt64
    var trainingSeed: UInt64
    var score: Double?
    var figure: Double? = nil
    var failure: String? = nil
  }

  private static let digest = String(repeating: "0123456789abcdef", count: 4)

  /// One seed for noise and training each, from 1 on.
  static func cells(
    _ method: String, store: String = "a", rate: Double = 0.4, _ scores: [Double?]
  ) -> [Cell] {
    scores.enumerated().map { index, score in
      Cell(
        store: store, method: method, rate: rate, noiseSeed: UInt64(index + 1),
        trainingSeed: UInt64(index + 1), score: score)
    }
  }

  /// The comparison of `cells` that `request` asks for.
  static func compare(
    _ cells: [Cell], _ request: ComparisonRequest = ComparisonRequest()
  ) throws -> Comparison {
    try withTemporaryFolder { folder in
      try write(cells, to: folder)
      return try Comparison(GridResults(of: GridFolder(folder.path)), request)
    }
  }

  static func write(_ cells: [Cell], to folder: TemporaryFolder) throws {
    let index = """
      {"indexVersion": 1, "program": "p", "cells": [\(cells.enumerated().map { number, cell in
        #"{"cell": \#(head(of: cell)), "identity": "\#(digest)", "folder": "\#(number)"}"#
      }.joined(separator: ", "))]}
      """
    #expect(try SchemaCatalog.validate(json: index, against: "cells") == [])
    try write(index, to: folder("cells.json"))
    for (number, cell) in cells.enumerated() {
      let path = folder("cells/\(number)")
      try FileManager.default.createDirectory(
        atPath: path.string, withIntermediateDirectories: true)
      if let failure = cell.failure { try write(failure, to: path.appending("failure.txt")) }
      guard let score = cell.score else { continue }
      let text = record(of: cell, score)
      #expect(try SchemaCatalog.validate(json: text, against: "cell") == [])
      try write(text, to: path.appending("record.json"))
    }
  }

  private static func head(of cell: Cell) -> String {
    let clean = cell.rate == 0
    let condition = clean ? "clean" : "symmetric-\(cell.rate)"
    return """
      {"store": "\(cell.store)", "method": "\(cell.method)",
       "noise": "\(clean ? "clean" : "symmetric")", "condition": "\(condition)",
       "rate": \(cell.rate)\(clean ? "" : ", \"noiseSeed\": \(cell.noiseSeed)"),
       "trainingSeed": \(cell.trainingSeed), "labels": "\(condition)"}
      """
  }

  /// The last epoch is worse by 0.1, validation better by 0.1, one direction 0.02 above the other.
  private static func record(of cell: Cell, _ score: Double) -> String {
    func choice(_ name: String, _ epoch: Int, _ split: String, _ score: Double) -> String {
      """
      {"choice": "\(name)", "epoch": \(epoch), "split": "\(split)", "scores": {"directions": [
        {"query": "image", "gallery": "text", "map": \(score + 0.01)},
        {"query": "text", "gallery": "image", "map": \(score - 0.01)}]}}
      """
    }
    let figure = cell.figure.map {
      #"{"choice": "best", "epoch": 2, "name": "corrected-right", "value": \#($0)}"#
    }
    return """
      {"recordVersion": 1, "cell": \(head(of: cell)),
       "identity": {"digest": "\(digest)", "data": "\(digest)", "labels": "\(digest)",
         "plan": "\(digest)", "program": "p"},
       "build": "\(digest)",
       "fit": {"run": "r", "stopReason": "finished", "epochs": 3, "lost": [], "choices": [
         \(choice("best", 2, "validation", score + 0.1)), \(choice("last", 3, "validation", score)),
         \(choice("best", 2, "test", score)), \(choice("last", 3, "test", score - 0.1))]},
       "figures": [\(figure ?? "")], "seconds": \(score * 10), "peakMemory": 1048576}
      """
  }

  private static func write(_ text: String, to path: FilePath) throws {
    try Data(text.utf8).write(to: URL(filePath: path.string))
  }
}
