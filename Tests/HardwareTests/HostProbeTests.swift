// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Hardware

@Suite struct HostProbeTests {
  @Test func cpuInfoIsReadFromItsText() {
    let text = "processor\t: 0\nmodel name\t: Some CPU @ 2 GHz\nflags\t\t: fpu avx2 fma avx512f\n\n"
      + "processor\t: 1\nmodel name\t: Other\n"
    let info = CPUInfo(text: text)
    #expect(info.model == "Some CPU @ 2 GHz")
    #expect(info.flags == ["avx2", "fma", "avx512f"])
    #expect(CPUInfo(text: "").model == "unknown")
  }

  @Test func fieldsMayBeQuoted() {
    #expect(HostProbe.field("NAME", in: "ID=x\nNAME=\"A B\"\n") == "A B")
    #expect(HostProbe.field("NAME", in: "ID=x\n") == nil)
  }

  @Test func environmentTellsThisMachine() {
    let environment = HostProbe.environment(repositoryRoot: "/")
    #expect(environment.logicalCores >= 1)
    #expect(environment.memoryBytes > 1 << 20)
    #expect(environment.gitCommit == nil && environment.gitDirty == nil)
    for library in ["GSL", "CFITSIO", "OpenBLAS", "libcurl"] {
      #expect(environment.libraries[library]?.contains(where: \.isNumber) == true, "\(library)")
    }
    #expect(!environment.openBLASCore.isEmpty)
  }

  @Test func aMissingProgramHasNoVersion() {
    #expect(HostProbe.command(["no-such-program-of-assay"]) == nil)
    #expect(HostProbe.command(["false"]) == nil)
    #expect(HostProbe.command(["echo", "yes"]) == "yes")
  }
}
