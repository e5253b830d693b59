import CMRContainer
import FoundationEssentials

enum JSONTree {
  static func decode(_ text: String) throws -> TreeDescription {
    try JSONDecoder().decode(TreeDescription.self, from: Data(text.utf8))
  }
}
