import Crypto
import FoundationEssentials
import SystemPackage

/// The file of a library, looked at before the loader runs anything of it.
struct LibraryFile {
  /// The SHA-256 of its bytes.
  let sha256: String

  /// The file at `path`; throws where no loader could take it.
  init(_ path: FilePath) throws(PluginError) {
    let name = path.string
    guard name.utf8.contains(UInt8(ascii: "/")) else {
      throw PluginError(
        name, "no folder is searched for libraries",
        remedy: name.isEmpty ? "name a file by a path with a slash" : "name the file: './\(name)'")
    }
    var isFolder = false
    guard FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) else {
      throw PluginError(name, "there is no such file")
    }
    if isFolder { throw PluginError(name, "it is a folder", remedy: "name a file") }
    guard let data = FileManager.default.contents(atPath: name) else {
      throw PluginError(name, "the file cannot be read", remedy: "check its permissions")
    }
    try Self.check(Array(data.prefix(ELF.headerLength)), name)
    let digits = Array("0123456789abcdef")
    sha256 = SHA256.hash(data: data).reduce(into: "") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }

  private static func check(_ header: [UInt8], _ name: String) throws(PluginError) {
    guard header.count == ELF.headerLength, header.starts(with: ELF.magic) else {
      throw PluginError(
        name, "it is no shared library", remedy: "build one: cc -shared -fPIC -o NAME.so NAME.c")
    }
    let machine = ELF.machine(of: header)
    guard ELF.isWide(header), machine == ELF.ownMachine else {
      let bits = ELF.isWide(header) ? 64 : 32
      throw PluginError(
        name,
        "it is built for \(ELF.name(of: machine)) with \(bits) bits, this program for "
          + "\(ELF.name(of: ELF.ownMachine)) with 64",
        remedy: "build it on this machine")
    }
    guard ELF.isShared(header) else {
      throw PluginError(
        name, "it is an object file or a program, no shared library",
        remedy: "link it: cc -shared -fPIC -o NAME.so NAME.c")
    }
  }
}

/// As much of the ELF format as tells a library that can be loaded here.
enum ELF {
  static let headerLength = 20
  static let magic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]

  #if arch(arm64)
    static let ownMachine = 183
  #else
    static let ownMachine = 62
  #endif

  static func isWide(_ header: [UInt8]) -> Bool { header[4] == 2 }

  static func isShared(_ header: [UInt8]) -> Bool { word(header, at: 16) == 3 }

  static func machine(of header: [UInt8]) -> Int { word(header, at: 18) }

  static func name(of machine: Int) -> String {
    switch machine {
    case 62: "x86-64"
    case 183: "AArch64"
    case 3: "x86"
    case 40: "ARM"
    case 243: "RISC-V"
    default: "machine \(machine)"
    }
  }

  /// In the file's own order of bytes.
  private static func word(_ header: [UInt8], at offset: Int) -> Int {
    let (first, second) = (Int(header[offset]), Int(header[offset + 1]))
    return header[5] == 2 ? first << 8 | second : second << 8 | first
  }
}
