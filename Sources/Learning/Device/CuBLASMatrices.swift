// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware
public import Numerics
private import Synchronization

/// Matrix products by cuBLAS's `cublasSgemm`, in single precision without tensor cores, on a device
/// of CUDA.
///
/// Optional. The order of its sums is the library's own, so its bits may differ from device to
/// device and from those of ``TiledMatrices``, by rounding.
public final class CuBLASMatrices: DeviceMatrices {
  private let calls: CuBLASCalls
  private let native: any NativeHandles
  private let device: String
  /// A handle serves one call at a time. Its address, because a pointer cannot be sent.
  private let handle: Mutex<UInt>

  /// - Parameters:
  ///   - native: the device's own.
  ///   - library: the name or path that the system's loader is asked for.
  ///
  /// Throws `missing` where the library is not installed, `failed` where it refuses the device.
  public init(
    _ device: Device, native: any NativeHandles, library: String = "libcublas.so.12"
  ) throws(AssayError) {
    calls = try CuBLASCalls(library: library)
    (self.native, self.device) = (native, device.id)
    var made: CuBLASCalls.Handle?
    do throws(DeviceError) {
      try native.enter()
      let stream = try native.nativeStream
      try Self.check(calls.create(&made), "cublasCreate", device.id)
      // An object that was never made has no deinit to give the handle back.
      let code = calls.setStream(made, stream)
      if code != 0 { _ = calls.destroy(made) }
      try Self.check(code, "cublasSetStream", device.id)
    } catch {
      throw AssayError(error)
    }
    handle = Mutex(UInt(bitPattern: made))
  }

  /// Whether the library is there.
  public static func isPresent(library: String = "libcublas.so.12") -> Bool {
    (try? CuBLASCalls(library: library)) != nil
  }

  deinit {
    let handle = handle.withLock { OpaquePointer(bitPattern: $0) }
    guard (try? native.enter()) != nil else { return }
    _ = calls.destroy(handle)
  }

  public func scratchCount(_ shape: MatrixProduct) -> Int { 0 }

  public func multiply(
    _ shape: MatrixProduct, _ left: DeviceSlice, _ right: DeviceSlice, _ result: DeviceSlice,
    scratch: DeviceBuffer<Float>
  ) throws(DeviceError) {
    let (a, b, c) = (address(left), address(right), address(result))
    // The library counts by columns: it is given the transposed product, C' = op(B)' op(A)'.
    let code = try handle.withLock { handle throws(DeviceError) in
      try native.enter()
      var (one, kept): (Float, Float) = (1, shape.accumulates ? 1 : 0)
      return calls.product(
        OpaquePointer(bitPattern: handle), shape.rightTransposed ? 1 : 0,
        shape.leftTransposed ? 1 : 0, CInt(shape.columns), CInt(shape.rows), CInt(shape.inner),
        &one, b, CInt(shape.rightTransposed ? shape.inner : shape.columns), a,
        CInt(shape.leftTransposed ? shape.rows : shape.inner), &kept, c, CInt(shape.columns))
    }
    try Self.check(code, "cublasSgemm", device)
  }

  private func address(_ slice: DeviceSlice) -> UnsafeMutableRawPointer? {
    native.address(of: slice.buffer).map { $0 + slice.start * MemoryLayout<Float>.stride }
  }

  /// The library's status as the kind of error that a caller can act on: no memory for its
  /// workspace, a device that no longer executes, anything else.
  ///
  /// Source: cublasStatus_t of the cuBLAS 12 documentation.
  static func check(_ code: CInt, _ call: String, _ device: String) throws(DeviceError) {
    switch code {
    case 0: return
    case 3: throw .outOfMemory(device: device, bytes: nil)
    case 13: throw .lost(device: device, call: call, code: "CUBLAS_STATUS_EXECUTION_FAILED")
    default: throw .call(device: device, call: call, code: "status \(code)")
    }
  }
}
