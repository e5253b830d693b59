import CMRCFuzzer
import Glibc

// One program for all targets, so that it is built once. SwiftPM gives every program a main of its own, so libFuzzer is
// called instead of bringing its.

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
exit(
  unsafe LLVMFuzzerRunDriver(&count, &arguments) { data, count in
    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: count))
    do { try Setting.target.read(bytes, in: Setting.folder) } catch { fatalError("\(error)") }
    return 0
  })
