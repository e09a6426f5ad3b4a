// SPDX-License-Identifier: GPL-3.0-or-later
import Hardware

/// Whether a kernel compiles for a device or an architecture.
struct KernelCheck: Encodable {
  var kernel: String
  /// Id of a device, or an architecture of CUDA.
  var target: String
  /// The compiler's own words; nil where it compiles, or where the device lacks the precision.
  var failure: String?

  /// Every kernel of the program on every device, and by NVRTC for each architecture.
  static func all(
    _ devices: [Device], _ compiler: CUDACompiler?, _ architectures: [String]
  ) -> [KernelCheck] {
    KernelCatalogue.all.flatMap { entry in
      let here = devices.map { device in
        KernelCheck(kernel: entry.name, target: device.id) { () throws(DeviceError) in
          do throws(DeviceError) {
            _ = try device.kernel(entry.name, of: entry.text)
          } catch .noDouble {
          }
        }
      }
      guard let compiler else { return here }
      return here
        + architectures.map { architecture in
          KernelCheck(kernel: entry.name, target: architecture) { () throws(DeviceError) in
            _ = try compiler.compile(entry.text, architecture: architecture, for: entry.name)
          }
        }
    }
  }

  private init(kernel: String, target: String, _ compile: () throws(DeviceError) -> Void) {
    (self.kernel, self.target) = (kernel, target)
    do throws(DeviceError) {
      try compile()
    } catch {
      failure = "\(error)"
    }
  }
}
