// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc
public import Numerics

/// Products of `Float` by oneDNN's `dnnl_sgemm`, a library opened at run time.
///
/// Optional: about 1.5 times as fast as OpenBLAS on tall products with few columns, where it is
/// installed. Its OpenMP is held to the calling thread.
public struct OneDNNMatrices: MatrixBackend {
  private typealias Product =
    @convention(c) (
      CChar, CChar, Int64, Int64, Int64, Float, UnsafePointer<Float>, Int64,
      UnsafePointer<Float>, Int64, Float, UnsafeMutablePointer<Float>, Int64
    ) -> CInt
  private typealias SetThreads = @convention(c) (CInt) -> Void

  private let product: Product
  private let setThreads: SetThreads?

  /// Throws `missing` where the library is not installed.
  /// - Parameter library: the name or path that the system's loader is asked for.
  public init(library: String = "libdnnl.so.2") throws(AssayError) {
    guard let handle = dlopen(library, RTLD_NOW | RTLD_LOCAL) else {
      let reason = dlerror().map { String(cString: $0) } ?? "no reason given"
      throw .missing(
        "the library oneDNN (\(reason))",
        remedy: "install libdnnl2, or use the OpenBLAS backend")
    }
    guard let symbol = dlsym(handle, "dnnl_sgemm") else {
      throw .missing(
        "the function dnnl_sgemm in \(library)", remedy: "install libdnnl2 of version 2")
    }
    product = unsafeBitCast(symbol, to: Product.self)
    // A build without OpenMP has no such function and needs none.
    setThreads = dlsym(handle, "omp_set_num_threads").map {
      unsafeBitCast($0, to: SetThreads.self)
    }
  }

  public func multiply(
    _ shape: MatrixProduct, _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    _ result: UnsafeMutablePointer<Float>
  ) {
    // The number is kept for each thread, so it is set before every product; a few nanoseconds.
    setThreads?(1)
    let letter = { (transposed: Bool) in CChar(UInt8(ascii: transposed ? "T" : "N")) }
    let status = product(
      letter(shape.leftTransposed), letter(shape.rightTransposed),
      Int64(shape.rows), Int64(shape.columns), Int64(shape.inner), 1, left,
      Int64(shape.leftTransposed ? shape.rows : shape.inner), right,
      Int64(shape.rightTransposed ? shape.inner : shape.columns), shape.accumulates ? 1 : 0,
      result, Int64(shape.columns))
    precondition(status == 0, "dnnl_sgemm refused a product of valid shape")
  }
}
