import CMRFiles
import CMRTestSupport
import SystemPackage
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct FilesErrorTests {
  @Test func `places that cannot take a file are named, with what to do`() throws {
    try withTemporaryFolder { folder in
      try write("", to: folder("file"))
      let cases: [(FilePath, FilesError.Code, String)] = [
        (
          folder("none/a"), .missingFolder,
          "cannot create '\(folder("none/a"))': the folder '\(folder("none"))' does not exist; create it or choose another place"
        ),
        (
          folder("file/a"), .notAFolder,
          "cannot create '\(folder("file/a"))': '\(folder("file"))' is not a folder; choose another place"
        ),
        (
          folder.path, .isAFolder, "cannot create '\(folder.path)': it is a folder; name a file"
        ),
      ]
      for (path, code, text) in cases {
        let error = #expect(throws: FilesError.self) { _ = try PendingFile.create(for: path) }
        #expect(error?.description == text)
        #expect(error?.code == code)
      }
    }
  }

  @Test func `a pipe is not renamed over`() throws {
    try withTemporaryFolder { folder in
      #expect(unsafe mkfifo(folder("pipe").string, 0o600) == 0)
      let error = #expect(throws: FilesError.self) {
        _ = try PendingFile.create(for: folder("pipe"))
      }
      #expect(
        error?.description
          == "cannot create '\(folder("pipe"))': what is there is not a regular file; name a file")
      let names = try namesInFolder(folder.path)
      #expect(names == ["pipe"])
    }
  }

  @Test func `folders are made with those above them, and only of folders`() throws {
    try withTemporaryFolder { folder in
      try makeFolder(folder("a/b/c"))
      try makeFolder(folder("a/b/c"))
      let names = try namesInFolder(folder("a/b"))
      #expect(names == ["c"])
      _ = try PendingFile.create(for: folder("file")).publish()
      let error = #expect(throws: FilesError.self) { try makeFolder(folder("file")) }
      #expect(error?.description == "cannot create '\(folder("file"))': File exists")
      let nameless = #expect(throws: FilesError.self) { try makeFolder("") }
      #expect(nameless?.code == .missingFolder)
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may write in any folder"))
  func `a read-only folder is named`() throws {
    try withTemporaryFolder { folder in
      #expect(unsafe chmod(folder.path.string, 0o500) == 0)
      let error = #expect(throws: FilesError.self) { _ = try PendingFile.create(for: folder("a")) }
      #expect(error?.description == deniedText(folder("a"), in: folder.path))
    }
  }

  @Test func `refusals read the same for every user`() {
    let path: FilePath = "/stores/wiki.h5"
    #expect(
      FilesError.failed(.create, path, .permissionDenied).description
        == deniedText(path, in: "/stores"))
    #expect(
      FilesError.failed(.create, path, .readOnlyFileSystem).description
        == "cannot create '/stores/wiki.h5': the file system is read-only; choose another place")
    #expect(
      FilesError.failed(.open, path, .permissionDenied).description
        == "cannot open '/stores/wiki.h5': this user lacks the permission; change its permissions")
    #expect(
      FilesError.failed(.flush, "wiki.h5", Errno(rawValue: EDQUOT)).description
        == "cannot flush 'wiki.h5': the disk quota is used up; what was there before is untouched, free some space and try again"
    )
    #expect(
      FilesError.failed(.create, "wiki.h5", .noSuchFileOrDirectory).description
        == "cannot create 'wiki.h5': the folder '.' does not exist; create it or choose another place"
    )
    #expect(
      FilesError.failed(.read, path, .ioError).description
        == "cannot read '/stores/wiki.h5': Input/output error")
  }

  private func deniedText(_ path: FilePath, in folder: FilePath) -> String {
    "cannot create '\(path)': this user may not write in the folder '\(folder)'; change its permissions or choose another place"
  }
}
