import CMRTraining
import Synchronization

/// A place for a loaded plug-in among the types of the program.
///
/// The core knows a method by its type, and a library that comes at run time has none. So there is
/// an endless row of types, each made from the one before it, and a plug-in takes the next.
protocol PluginSlot: Sendable {
  static var position: Int { get }
}

/// The first place.
enum FirstSlot: PluginSlot {
  static var position: Int { 0 }
}

/// The place after another.
enum NextSlot<Before: PluginSlot>: PluginSlot {
  static var position: Int { Before.position + 1 }
}

/// Who sits where; nobody ever leaves.
enum PluginSlots {
  private static let plugins = Mutex<[Plugin]>([])

  /// Gives `plugin` the next place, which is a method.
  static func put(_ plugin: Plugin) -> any TrainingMethod.Type {
    let position = plugins.withLock { plugins in
      plugins.append(plugin)
      return plugins.count - 1
    }
    return method(FirstSlot.self, at: position)
  }

  fileprivate static func plugin(at position: Int) -> Plugin { plugins.withLock { $0[position] } }

  private static func method<Slot: PluginSlot>(
    _ slot: Slot.Type, at position: Int
  ) -> any TrainingMethod.Type {
    Slot.position == position
      ? PluginMethod<Slot>.self : method(NextSlot<Slot>.self, at: position)
  }
}

extension PluginSlot {
  /// The plug-in that sits here.
  static var plugin: Plugin { PluginSlots.plugin(at: position) }
}
