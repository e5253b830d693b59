internal import CMRHDF5
internal import CMRSandbox
import Glibc
internal import SystemPackage

/// The process that has an HDF5 file of somebody else's open, and nothing more.
///
/// The library crashes on files that are made to have it crash, so the import itself never hands it one: it starts its
/// own program again, which confines itself, opens the file, and answers questions until the other end closes.
public enum ConfinedHDF5Server {
  /// The subcommand by which the program becomes this process.
  public static let subcommand = "read-hdf5"

  /// Where the connection and the file are, as ``ConfinedHDF5File`` arranges it.
  private static let connection = FileDescriptor(rawValue: 0)
  private static let file = FileDescriptor(rawValue: 3)

  /// What the process may use. 1 GiB of addresses: the program and its libraries take a sixth of that; a chunk takes at
  /// most as much as the policy allows, twice where a filter is undone. 3 s of processor time for each block of an
  /// answer, which has some MiB; files that keep the library in a loop are known. Four descriptors, all taken.
  static let limits = ResourceLimits(
    addressSpace: 1 << 30, processorSeconds: 3, descriptors: 4)

  /// Hard links within the file only; nothing larger than the address space has room for.
  private static let policy = OpenPolicy(
    followsLinks: false, readsOtherFiles: false, maximumArrayBytes: FrameHeader.numbersLimit,
    maximumChunkBytes: FrameHeader.numbersLimit)

  /// Answers until the other end closes, and ends the process.
  ///
  /// - Parameter name: what errors call the file.
  public static func run(name: String) -> Never {
    InheritedDescriptors.close(from: file.rawValue + 1)
    do {
      try HDF5Library.prepare()
      let confinement = try Confinement.enter(limits)
      try serve(QuestionLine(Connection(connection), confinement), name, confinement)
    } catch Connection.Failure.closed {
      // Not `exit`: what libraries do at the end of a process may need more than this one is allowed.
      _exit(0)
    } catch {
      _exit(1)
    }
  }

  private static func serve(
    _ line: QuestionLine, _ name: String, _ confinement: Confinement
  ) throws -> Never {
    let desk: AnswerDesk
    do throws(HDF5Error) {
      desk = AnswerDesk(try File.open(file, named: name, policy: policy), line)
    } catch {
      while true {
        let question = try line.question()
        try line.send(
          question == .confinement
            ? .confinement(ConfinementTrial.report(confinement)) : .failed(error.description))
      }
    }
    while true {
      let question = try line.question()
      do {
        try line.send(try desk.answer(question))
      } catch let error as HDF5Error {
        try line.send(.failed(error.description))
      }
    }
  }
}
