// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Learning

@Suite struct DeviceLibraryTests {
  /// Told by name, with a way out, and no variant is offered.
  @Test func missingCuBLAS() {
    let name = "libcublas-that-is-not-there.so"
    #expect(!CuBLASMatrices.isPresent(library: name))
    let told = refusal { _ = try CuBLASCalls(library: name) }
    #expect(told.contains("cuBLAS") && told.contains("nvidia-cublas"))
  }

  /// A library that is there, but another one.
  @Test func otherLibrary() {
    let told = refusal { _ = try CuBLASCalls(library: "libm.so.6") }
    #expect(told.contains("cublasCreate_v2"))
  }
}
