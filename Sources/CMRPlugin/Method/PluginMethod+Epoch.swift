import CMRCPlugin
import CMRTraining

extension PluginMethod {
  mutating func beginEpoch(_ context: EpochContext) throws -> Diagnostics {
    guard let function = unsafe model.plugin.functions.begin_epoch else { return [:] }
    let stream = unsafe BlockStream(
      model: model, parameters: parameters, context: context,
      frame: frame("begin_epoch", context.progress, [], []))
    let host = HostCall(random: context.random, takesFigures: true) { index, visit in
      try stream.forEach(index, visit)
    }
    _ = try unsafe withState("begin_epoch", host, context.progress) { unsafe function($0) }
    return host.figures
  }

  mutating func endEpoch() throws -> Diagnostics {
    guard let function = unsafe model.plugin.functions.end_epoch else { return [:] }
    let host = HostCall(takesFigures: true)
    _ = try unsafe withState("end_epoch", host, nil) { unsafe function($0) }
    return host.figures
  }
}
