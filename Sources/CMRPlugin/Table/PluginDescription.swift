import CMRTraining

/// What a plug-in says of itself, read once and checked.
struct PluginDescription: Sendable {
  let name: String
  let version: String
  let summary: String
  let sources: [String]
  let requirements: MethodRequirements
  let options: [PluginOption]
  /// Whether it embeds by itself and does not use the host's encoders.
  let embeds: Bool
}
