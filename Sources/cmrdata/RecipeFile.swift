import CMRImport
import CMRJSON
import CMRSchema
import FoundationEssentials
import SystemPackage

/// Reads a recipe of an import that somebody wrote.
enum RecipeFile {
  /// More is no recipe: 1 MiB.
  private static let byteLimit = 1 << 20

  /// The recipe in the file at `path`.
  ///
  /// - Throws: ``RecipeError``.
  static func read(_ path: String) throws(RecipeError) -> ImportRecipe {
    let data: Data
    do {
      guard try FilePath(path).stat().size <= byteLimit else {
        throw RecipeError("the recipe '\(path)' has more than \(byteLimit) bytes")
      }
      data = try Data(contentsOf: URL(filePath: path))
    } catch let error as RecipeError {
      throw error
    } catch {
      throw RecipeError(
        "cannot read the recipe '\(path)': \((error as? Errno)?.description ?? "it cannot be opened")"
      )
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw RecipeError("the recipe '\(path)' is not UTF-8")
    }
    do {
      let value = try JSONValue(parsing: text)
      if let violation = try SchemaCatalog.validate(json: text, against: "recipe").first {
        throw RecipeError(contents: "the recipe '\(path)' cannot be used: \(violation)")
      }
      return try value.decoded()
    } catch let error as JSONSyntaxError {
      throw RecipeError(contents: error.text(in: path))
    } catch let error as RecipeError {
      throw error
    } catch {
      throw RecipeError(contents: "the recipe '\(path)' cannot be used: \(error)")
    }
  }
}

/// Why a recipe cannot be used.
struct RecipeError: Error, CustomStringConvertible {
  let description: String

  /// What keeps the file from being read at all.
  init(_ description: String) { self.description = description }

  /// What is wrong with the text.
  init(contents description: String) {
    self.description = "\(description); 'cmrdata schema recipe' prints its form"
  }
}
