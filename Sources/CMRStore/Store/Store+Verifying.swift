public import CMRContainer
public import SystemPackage

extension Store {
  /// Reads every byte of the store at `path`, and checks what labels and splits say; reports each
  /// damaged object.
  ///
  /// - Throws: ``StoreError`` where there is no store to verify: code `missingFile`, `denied`,
  ///   `notAStore` or `newerVersion`. Damage is reported, not thrown.
  public static func verify(_ path: FilePath) throws(StoreError) -> Verification {
    let found: Verification
    do {
      found = try Container.verify(path, kind: .store)
    } catch {
      throw StoreError(error, opening: path)
    }
    guard found.isSound else { return found }
    return found.adding(contradictions(in: path))
  }

  /// What is wrong with a store whose bytes are as they were written.
  private static func contradictions(in path: FilePath) -> [Damage] {
    let store: Store
    do {
      store = try open(path)
    } catch {
      return [Damage(object: "/", reason: error.message)]
    }
    var damages: [Damage] = []
    func note(_ group: String, _ name: String, _ body: () throws(StoreError) -> Void) {
      do {
        try body()
      } catch {
        damages.append(Damage(object: "/\(group)/\(name)", reason: error.message))
      }
    }
    for name in store.labelSetNames {
      note(StoreNames.labels, name) { () throws(StoreError) in _ = try store.labels(name) }
    }
    for name in store.splitNames {
      note(StoreNames.splits, name) { () throws(StoreError) in _ = try store.split(name) }
    }
    return damages
  }
}
