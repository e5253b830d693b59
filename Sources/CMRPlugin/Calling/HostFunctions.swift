import CMRCPlugin
import CMRRandom

/// The functions of `cmr_call`; each finds its ``HostCall`` by the pointer that travels with it.
enum HostFunctions {
  @unsafe
  static func fill(_ call: inout cmr_call, for host: HostCall) {
    unsafe call.host = Unmanaged.passUnretained(host).toOpaque()
    unsafe call.seed = host.seed
    if host.mayDraw {
      unsafe call.uniform = { call in
        unsafe HostFunctions.host(call).draw { $0.uniform() }
      }
      unsafe call.normal = { call in
        unsafe HostFunctions.host(call).draw { $0.normal() }
      }
      unsafe call.below = { call, bound in
        guard bound > 0, bound <= UInt64(Int.max) else { return 0 }
        return unsafe HostFunctions.host(call).draw {
          UInt64($0.uniform(below: Int(bound)))
        }
      }
    }
    if host.takesDeclarations {
      unsafe call.declare = { call, use, name, type, rank, shape in
        unsafe HostFunctions.host(call).declare(use, name, type, rank, shape)
      }
    }
    if host.stream != nil {
      unsafe call.each_block = { call, modality, visit, context in
        unsafe HostFunctions.host(call).eachBlock(modality, visit, context)
      }
    }
    if host.takesFigures {
      unsafe call.report = { call, name, value in
        unsafe HostFunctions.host(call).report(name, value)
      }
    }
  }

  /// The host behind a call, which is the one that is under way.
  @unsafe
  private static func host(_ call: UnsafePointer<cmr_call>?) -> HostCall {
    guard let call = unsafe call, let pointer = unsafe call.pointee.host else {
      preconditionFailure("a plug-in calls the host without the call that it was handed")
    }
    return unsafe Unmanaged<HostCall>.fromOpaque(pointer).takeUnretainedValue()
  }
}
