import CMRImport
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// The same arrays in every format that is read give the same store, bit for bit.
@Suite(.needsPython("numpy", "scipy", "h5py")) struct FormatTests {
  /// Files, and which array in them is what.
  struct Case: CustomTestStringConvertible, Sendable {
    let inputs: [String]
    let image: String
    let text: String
    let labels: String
    var expected = "image.f32"
    var transpose = false
    var testDescription: String { "\(inputs.joined(separator: " ")) \(image)" }

    init(
      _ inputs: [String], _ image: String, _ text: String = "t.npy", _ labels: String = "l.npy",
      expected: String = "image.f32", transpose: Bool = false
    ) {
      self.inputs = inputs
      self.image = image
      self.text = text
      self.labels = labels
      self.expected = expected
      self.transpose = transpose
    }

    /// All three from one file.
    static func whole(_ file: String) -> Case {
      Case([file], "\(file):img", "\(file):txt", "\(file):lab")
    }

    var recipe: ImportRecipe {
      ImportRecipe(parts: [
        ImportRecipe.Part(
          name: "all",
          modalities: [
            "image": .init(file: image, transpose: transpose), "text": .init(file: text),
          ], labels: .init(file: labels))
      ])
    }
  }

  private static let loose = ["t.npy", "l.npy"]
  static let cases: [Case] = [
    Case(["c.npy"] + loose, "c.npy"), Case(["f.npy"] + loose, "f.npy"),
    Case(["transposed.npy"] + loose, "transposed.npy", transpose: true),
    .whole("stored.npz"), .whole("deflated.npz"), .whole("v5.mat"), .whole("v73.mat"),
    .whole("v73-square.mat"), .whole("v73-wide.mat"), .whole("plain.h5"), .whole("s.safetensors"),
    Case(["v73.mat"], "v73.mat:cell{1}", "v73.mat:cell{2}", "v73.mat:hot"),
    Case(["v73.mat"], "v73.mat:st.X", "v73.mat:txt", "v73.mat:hot"),
    Case(
      ["v73.mat"], "v73.mat:positive", "v73.mat:txt", "v73.mat:lab", expected: "positive.f32"),
    Case(["plain.h5"], "plain.h5:columns", "plain.h5:txt", "plain.h5:lab"),
    Case(["plain.h5"], "plain.h5:turned", "plain.h5:txt", "plain.h5:lab", transpose: true),
    Case(["i.csv", "t.tsv", "l.csv"], "i.csv", "t.tsv", "l.csv"),
    Case(["one.npy.gz"] + loose, "one.npy"),
    Case(["one.mat.xz"], "one.mat:img", "one.mat:txt", "one.mat:lab"),
    Case(["one.mat.xz", "l.csv"], "one.mat:img", "one.mat:txt", "l.csv"),
    Case(["set.zip"], "c.npy"), Case(["outer.tar"], "set.zip/c.npy"),
    Case(["npz.tar.gz"], "deflated.npz:img", "deflated.npz:txt", "l.csv"),
    Case(["set.zip", "npz.tar.gz"], "deflated.npz:img"),
  ]

  @Test func everyFormatGivesTheSameStore() async throws {
    try await withTemporaryFolder { folder in
      try await FormatFiles.write(to: folder)
      let text = try FormatFiles.floats("text.f32", in: folder)
      let labels = (0..<FormatFiles.samples).map { Int32($0 % 4) }
      for (index, item) in Self.cases.enumerated() {
        let name = Comment(rawValue: item.testDescription)
        let store = folder("store-\(index).h5")
        let before = try folder.names()
        let imported = try importSet(item.inputs.map { folder($0) }, to: store) {
          $0.recipe = item.recipe
        }
        #expect(
          try imported.features("image") == FormatFiles.floats(item.expected, in: folder), name)
        #expect(try imported.features("text") == text, name)
        #expect(try imported.classes() == labels, name)
        #expect(imported.summary.layout == "recipe")
        #expect(try folder.names() == (before + ["store-\(index).h5"]).sorted(), name)
      }
    }
  }

  /// Each numeric type of numpy in both byte orders and both orders of axes.
  @Test func everyTypeOfNumpy() async throws {
    let script = """
      import os, sys, numpy as np
      os.chdir(sys.argv[1])
      names = []
      for kind in ['b1', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'f2', 'f4', 'f8']:
          values = np.arange(12).reshape(4, 3) * 21 - (0 if kind[0] in 'bu' else 100)
          if kind[0] == 'f': values = values / 7
          if kind in ['i8', 'u8', 'i4', 'u4']: values = values * 1234567 + 16777217
          for order in '<>':
              for layout in 'CF':
                  array = np.array(values.astype(order + kind), order=layout)
                  name = kind + ('l' if order == '<' else 'b') + layout
                  np.save(name + '.npy', array)
                  array.astype('<f4').tofile(name + '.f32')
                  names.append(name)
      for version in [(1, 0), (2, 0), (3, 0)]:
          name = 'version%d' % version[0]
          with open(name + '.npy', 'wb') as file:
              np.lib.format.write_array(file, np.ones((4, 3)), version)
          np.ones((4, 3), '<f4').tofile(name + '.f32')
          names.append(name)
      np.save('label.npy', np.array([0, 1, 0, 1]))
      print(*names)
      """
    try await withTemporaryFolder { folder in
      let names = try await Python.run(script, [folder.path.string]).split(separator: "\n")[0]
        .split(separator: " ").map(String.init)
      #expect(names.count == 12 * 4 + 3)
      for name in names {
        let imported = try importSet(
          [folder("\(name).npy"), folder("label.npy")], to: folder("\(name).h5")
        ) {
          $0.recipe = try? ImportRecipe(features: ["x=\(name).npy"], labels: ["label.npy"])
        }
        #expect(
          try imported.features("x") == FormatFiles.floats("\(name).f32", in: folder),
          "\(name)")
      }
    }
  }

  /// Each numeric type of safetensors; only the last has no counterpart in numpy.
  @Test func everyTypeOfSafetensors() async throws {
    let script = """
      import json, os, struct, sys, numpy as np
      os.chdir(sys.argv[1])
      kinds = dict(BOOL='?', U8='u1', I8='i1', U16='<u2', I16='<i2', U32='<u4', I32='<i4',
                   U64='<u8', I64='<i8', F16='<f2', F32='<f4', F64='<f8')
      header, body, want = {}, b'', b''
      values = np.arange(12).reshape(4, 3) * 5.0
      arrays = [(key, values.astype(kind)) for key, kind in kinds.items()]
      half = (values.astype('<f4').view('<u4') >> 16).astype('<u2')
      arrays.append(('BF16', half))
      arrays.append(('label', np.array([0, 1, 0, 1], '<i8')))
      for key, array in arrays:
          data = array.tobytes()
          header[key] = dict(dtype=key if key != 'label' else 'I64', shape=list(array.shape),
                             data_offsets=[len(body), len(body) + len(data)])
          body += data
          if key == 'BF16': array = (half.astype('<u4') << 16).view('<f4')
          array.astype('<f4').tofile(key + '.f32')
      text = json.dumps(header).encode()
      open('a.safetensors', 'wb').write(struct.pack('<Q', len(text)) + text + body)
      print(*[key for key, _ in arrays[:-1]])
      """
    try await withTemporaryFolder { folder in
      let names = try await Python.run(script, [folder.path.string]).split(separator: "\n")[0]
        .split(separator: " ").map(String.init)
      #expect(names.count == 13)
      let recipe = try ImportRecipe(
        features: names.map { "\($0)=a.safetensors:\($0)" }, labels: ["a.safetensors:label"])
      let imported = try importSet([folder("a.safetensors")], to: folder("x.h5")) {
        $0.recipe = recipe
      }
      for name in names {
        #expect(
          try imported.features(name) == FormatFiles.floats("\(name).f32", in: folder), "\(name)")
      }
    }
  }

  /// The program that writes rar files is not free. A rar 5 archive of stored files, as the published description of the
  /// format says; unar and 7z read what this writes.
  private static let rar5 = """
    import sys, zlib, pathlib

    def vint(number):
        out = bytearray()
        while True:
            number, low = number >> 7, number & 127
            out.append(low | (128 if number else 0))
            if not number: return bytes(out)

    def block(kind, flags, fields, data=b""):
        sizes = vint(len(data)) if flags & 2 else b""
        body = vint(kind) + vint(flags) + sizes + fields
        head = vint(len(body)) + body
        return zlib.crc32(head).to_bytes(4, "little") + head + data

    with open(sys.argv[1], "wb") as archive:
        archive.write(b"Rar!\\x1a\\x07\\x01\\x00" + block(1, 0, vint(0)))
        for path in map(pathlib.Path, sys.argv[2:]):
            data, name = path.read_bytes(), path.name.encode()
            crc = zlib.crc32(data).to_bytes(4, "little")
            # With a CRC; no attributes; stored; made on Unix.
            fields = vint(4) + vint(len(data)) + vint(0) + crc + vint(0) + vint(1) + vint(len(name)) + name
            archive.write(block(2, 2, fields, data))
        archive.write(block(5, 0, vint(0)))
    """

  @Test(.needsPython("numpy")) func rar5Files() async throws {
    try await withTemporaryFolder { folder in
      try await FormatFiles.write(to: folder)
      let names = ["set.rar", "c.npy", "t.npy", "l.npy"].map { folder($0).string }
      try await Python.run(Self.rar5, names)
      let imported = try importSet([folder("set.rar")], to: folder("x.h5")) {
        $0.recipe = Case([], "c.npy").recipe
      }
      #expect(try imported.features("image") == FormatFiles.floats("image.f32", in: folder))
    }
  }

  /// What the program itself compresses, where somebody has it.
  @Test(arguments: ["rar"])
  func rarFiles(_ program: String) async throws {
    guard let tool = Tool.installed(program) else { try Test.cancel("no \(program) here") }
    try await withTemporaryFolder { folder in
      try await FormatFiles.write(to: folder)
      for form in ["-ma4", "-ma5"] {
        let packed = try await tool.run(
          ["a", form, "set\(form).rar", "c.npy", "t.npy", "l.npy"], in: folder.path)
        guard packed.status == 0 else { continue }
        let imported = try importSet([folder("set\(form).rar")], to: folder("x\(form).h5")) {
          $0.recipe = Case([], "c.npy").recipe
        }
        #expect(try imported.features("image") == FormatFiles.floats("image.f32", in: folder))
      }
    }
  }
}
