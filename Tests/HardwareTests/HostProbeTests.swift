// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Hardware

@Suite struct ProcTextTests {
  @Test func theFirstProcessorCounts() {
    let text = """
      processor\t: 0
      model name\t: Some CPU @ 3.00GHz: fast
      flags\t\t: fpu avx512f sse4_2 fma avx2 avx

      processor\t: 1
      model name\t: Other CPU
      flags\t\t: fpu
      """
    let found = ProcText.processor(text)
    #expect(found.model == "Some CPU @ 3.00GHz: fast")
    #expect(found.flags == ["sse4_2", "avx", "avx2", "fma", "avx512f"])
    let arm = ProcText.processor("processor\t: 0\nFeatures\t: fp asimd sve\n")
    #expect(arm.model == nil && arm.flags == ["asimd", "sve"])
    #expect(ProcText.processor("").model == nil)
  }

  @Test func memoryIsInBytes() {
    #expect(ProcText.totalMemory("MemFree: 5 kB\nMemTotal:       16384 kB\n") == 16_777_216)
    for text in ["", "MemTotal: x kB", "MemTotal: 12 MB", "MemTotal: 12"] {
      #expect(ProcText.totalMemory(text) == nil)
    }
  }

  @Test func systemNamesLoseTheirQuotes() {
    #expect(ProcText.systemName("NAME=\"D\"\nPRETTY_NAME=\"Debian 12 (x)\"\n") == "Debian 12 (x)")
    #expect(ProcText.systemName("PRETTY_NAME=Plain\n") == "Plain")
    #expect(ProcText.systemName("NAME=x\n") == nil)
  }

  @Test func versionsAreCutOut() {
    #expect(Libraries.openBLASVersion("OpenBLAS 0.3.21 NO_AFFINITY MAX_THREADS=64") == "0.3.21")
    #expect(Libraries.openBLASVersion("odd") == "odd")
    #expect(HostProbe.lastWords("git version 2.39.5", after: 2) == "2.39.5")
    #expect(HostProbe.lastWords("git", after: 2) == nil)
    #expect(HostProbe.lastWords(nil, after: 1) == nil)
  }

  @Test func onlyVariablesThatMatterAreRecorded() {
    let all = ["OPENBLAS_CORETYPE": "Haswell", "HOME": "/x", "OMP_NUM_THREADS": "2", "TOKEN": "t"]
    #expect(HostProbe.variables(all) == ["OPENBLAS_CORETYPE": "Haswell", "OMP_NUM_THREADS": "2"])
  }
}

@Suite struct HostProbeTests {
  @Test func thisMachineIsDescribed() throws {
    let found = HostProbe.environment(repositoryRoot: nil)
    #expect(found.logicalCores >= 1 && found.logicalCores < 10_000)
    #expect(found.memoryBytes > 1 << 28)
    #expect(found.kernel.hasPrefix("Linux "))
    #expect(!found.hostName.isEmpty && found.hostName != "unknown")
    #expect(found.compiler.hasPrefix("Swift 6."))
    #expect(["debug", "release"].contains(found.buildConfiguration))
    #expect(found.gitCommit == nil && found.gitDirty == nil)
    #expect(try #require(found.loadAverage) >= 0)
    #expect(!found.openBLASCore.isEmpty)
    #expect(found.libraries.keys.sorted() == ["CFITSIO", "GSL", "OpenBLAS", "libcurl"])
    for (name, version) in found.libraries {
      #expect(version.wholeMatch(of: /\d+(\.\d+)+.*/) != nil, "\(name) \(version)")
    }
  }

  @Test func descriptionsSurviveTheirRecord() throws {
    let found = HostProbe.environment(repositoryRoot: nil)
    let record = try JSONEncoder().encode(found)
    #expect(try JSONDecoder().decode(Environment.self, from: record) == found)
  }

  static let tools = HostProbe.tools()

  @Test func toolsSayWhatTheyAreFor() {
    #expect(Self.tools.map(\.name) == ["gnuplot", "git", "fonts"])
    #expect(Self.tools.allSatisfy { !$0.disables.isEmpty })
    #expect(Command.output("assay-no-such-program", []) == nil)
    #expect(Command.output("false", []) == nil)
    #expect(Command.output("echo", ["a b"]) == "a b")
  }

  @Test(.enabled(if: tools[1].version != nil, "git is not installed"))
  func theCommitIsThatOfTheTopFolder() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-git-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: "\(folder)/sub", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(GitState(root: folder) == nil)

    let git = [
      "-C", folder, "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=no",
    ]
    #expect(Command.output("git", ["init", "-q", folder]) != nil)
    #expect(GitState(root: folder) == nil, "no commit yet")
    try "one".write(toFile: "\(folder)/file", atomically: true, encoding: .utf8)
    #expect(Command.output("git", git + ["add", "file"]) != nil)
    #expect(Command.output("git", git + ["commit", "-qm", "first"]) != nil)

    let clean = HostProbe.environment(repositoryRoot: folder + "/")
    #expect(clean.gitCommit?.wholeMatch(of: /[0-9a-f]{40,64}/) != nil)
    #expect(clean.gitDirty == false)
    #expect(GitState(root: "\(folder)/sub") == nil, "not the top folder")
    try "two".write(toFile: "\(folder)/file", atomically: true, encoding: .utf8)
    #expect(HostProbe.environment(repositoryRoot: folder).gitDirty == true)
    #expect(HostProbe.environment(repositoryRoot: folder).gitCommit == clean.gitCommit)
  }
}
