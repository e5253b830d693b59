import Foundation
import PackagePlugin

/// Runs `embed-schemas` over every schema of the package's `schemas` folder whenever one of them
/// changed.
@main
struct EmbedSchemas: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "schemas")
    let schemas = try FileManager.default.contentsOfDirectory(atPath: folder.path())
      .filter { $0.hasSuffix(".schema.json") }.sorted()
      .map { folder.appending(path: $0) }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedSchemas.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(schemas.count) schemas",
        executable: try context.tool(named: "embed-schemas").url,
        arguments: [output.path()] + schemas.map { $0.path() },
        inputFiles: schemas, outputFiles: [output])
    ]
  }
}
