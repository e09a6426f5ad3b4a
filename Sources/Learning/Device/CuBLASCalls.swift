// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
internal import Numerics

/// The calls of cuBLAS that are used, found at run time in a library that need not be there.
struct CuBLASCalls: Sendable {
  typealias Handle = OpaquePointer
  typealias Create = @convention(c) (UnsafeMutablePointer<Handle?>) -> CInt
  typealias Destroy = @convention(c) (Handle?) -> CInt
  typealias SetStream = @convention(c) (Handle?, UnsafeMutableRawPointer?) -> CInt
  typealias Product =
    @convention(c) (
      Handle?, CInt, CInt, CInt, CInt, CInt, UnsafePointer<Float>, UnsafeRawPointer?, CInt,
      UnsafeRawPointer?, CInt, UnsafePointer<Float>, UnsafeMutableRawPointer?, CInt
    ) -> CInt

  let create: Create
  let destroy: Destroy
  let setStream: SetStream
  let product: Product

  /// Throws `missing` where the library or a call of it is not there.
  init(library: String) throws(AssayError) {
    guard let handle = dlopen(library, RTLD_NOW | RTLD_LOCAL) else {
      let reason = dlerror().map { String(cString: $0) } ?? "no reason given"
      throw .missing(
        "the library cuBLAS (\(reason))",
        remedy: "install it (pip install nvidia-cublas-cu12, or the CUDA toolkit), or use the "
          + "kernel of this package")
    }
    func find(_ name: String) throws(AssayError) -> UnsafeMutableRawPointer {
      guard let symbol = dlsym(handle, name) else {
        throw .missing(
          "the function \(name) in \(library)", remedy: "install cuBLAS of CUDA 12")
      }
      return symbol
    }
    create = unsafeBitCast(try find("cublasCreate_v2"), to: Create.self)
    destroy = unsafeBitCast(try find("cublasDestroy_v2"), to: Destroy.self)
    setStream = unsafeBitCast(try find("cublasSetStream_v2"), to: SetStream.self)
    product = unsafeBitCast(try find("cublasSgemm_v2"), to: Product.self)
  }
}
