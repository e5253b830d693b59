import CMRCPlugin
import CMRRandom
import CMRTraining

/// What the host offers during one call of a plug-in, and what comes back beside the arrays.
@safe
final class HostCall {
  /// Streams the blocks of a modality to a visitor.
  typealias Stream = (_ modality: Int, (RowsTable) throws -> Void) throws -> Void

  /// Whether the plug-in may draw, and what from.
  let mayDraw: Bool
  private var random: RandomStream
  /// Nil where there is nothing to stream.
  let stream: Stream?
  /// Whether figures may be reported, and those that were.
  let takesFigures: Bool
  private(set) var figures = Diagnostics()
  /// Whether arrays may be declared, and those that were.
  let takesDeclarations: Bool
  private(set) var declared: [DeclaredArray] = []
  /// A failure of the host during the call, or the plug-in's misuse of what it offers; it outranks
  /// what the plug-in returns.
  private(set) var failure: (any Error)?

  init(
    random: RandomStream? = nil, takesFigures: Bool = false, takesDeclarations: Bool = false,
    stream: Stream? = nil
  ) {
    mayDraw = random != nil
    self.random = random ?? RandomStream(seed: 0, domain: "")
    self.takesFigures = takesFigures
    self.takesDeclarations = takesDeclarations
    self.stream = stream
  }

  /// The seed for a generator of the plug-in's own: a word of a stream beside the one it draws from.
  var seed: UInt64 {
    guard mayDraw else { return 0 }
    var words = RandomStream(seed: random.seed, domain: "\(random.domain)/plugin-seed")
    return words.next()
  }

  /// Draws in place: a plug-in may ask for a number per parameter.
  func draw<Value>(_ body: (inout RandomStream) -> Value) -> Value { body(&random) }

  /// Remembers the first failure.
  func fail(_ error: any Error) { failure = failure ?? error }

  @unsafe
  func declare(
    _ use: Int32, _ name: UnsafePointer<CChar>?, _ type: Int32, _ rank: Int32,
    _ shape: UnsafePointer<Int64>?
  ) -> Int32 {
    do throws(DeclarationFault) {
      let array = try unsafe DeclaredArray.read(
        use: use, name: name, type: type, rank: rank, shape: shape)
      guard !declared.contains(where: { $0.use == array.use && $0.name == array.name }) else {
        throw DeclarationFault("'\(array.name)' twice")
      }
      declared.append(array)
      return CMR_OK
    } catch {
      fail(error)
      return CMR_FAILED
    }
  }

  @unsafe
  func report(_ name: UnsafePointer<CChar>?, _ value: Double) {
    guard let text = unsafe name.flatMap({ unsafe String(validatingCString: $0) }), !text.isEmpty,
      text.utf8.allSatisfy(PluginNames.isMethodByte)
    else {
      return fail(
        MisusedOffer(
          "it reports a figure whose name is not of lower-case letters, digits and hyphens"))
    }
    figures[text] = value
  }

  @unsafe
  func eachBlock(
    _ modality: Int32, _ visit: cmr_visit?, _ context: UnsafeMutableRawPointer?
  ) -> Int32 {
    guard let stream, let visit = unsafe visit else {
      fail(MisusedOffer("it calls each_block without a function to visit"))
      return CMR_FAILED
    }
    do {
      try stream(Int(modality)) { rows in
        let status = unsafe withUnsafePointer(to: rows.table) { unsafe visit(context, $0) }
        if status != CMR_OK { throw VisitEnded(status: status) }
      }
      return CMR_OK
    } catch let ended as VisitEnded {
      return ended.status
    } catch {
      fail(error)
      return CMR_FAILED
    }
  }

  private struct VisitEnded: Error {
    let status: Int32
  }
}

/// A misuse of what the host offers, after the method's name.
struct MisusedOffer: Error {
  let text: String

  init(_ text: String) { self.text = text }
}
