// SPDX-License-Identifier: GPL-3.0-or-later
internal import DeviceBridge

/// NVRTC, NVIDIA's compiler at run time. It needs neither a GPU nor a driver, so that texts can be
/// proven to compile anywhere.
///
/// Unchecked, because the table of calls is set once and never changed.
public final class CUDACompiler: @unchecked Sendable {
  private let library: assay_nvrtc
  /// "12.9".
  public let version: String
  /// Compute capabilities that it knows, rising: 90 for 9.0.
  public let capabilities: [Int]
  /// Where the library was found.
  public let path: String

  /// The oldest that knows the C++20 of the kernel texts.
  private static let oldest = 12
  /// The newest that is looked for where there is no driver to tell.
  private static let newest = 13

  /// Opens the first library of `paths` that can be and whose version will do: a name may lead to
  /// any.
  ///
  /// - Parameter driver: the major version of the driver's CUDA, which may not load what a newer
  ///   compiler makes; nil without one.
  /// - Throws: `noCompiler` with the version that will not do, or else the reason of the last one.
  public init(
    paths: [String] = CUDACompiler.usualPaths(), driver: Int? = nil
  ) throws(DeviceError) {
    var reason = [CChar](repeating: 0, count: 512)
    var unfit: String?
    let table = UnsafeMutablePointer<assay_nvrtc>.allocate(capacity: 1)
    defer { table.deallocate() }
    for path in paths
    where assay_nvrtc_open(path, table, &reason, Int32(reason.count)) == 0 {
      let found = table.move()
      var (major, minor) = (Int32(0), Int32(0))
      _ = found.Version(&major, &minor)
      guard major >= Self.oldest, driver.map({ major <= $0 }) ?? true else {
        let most = driver.map { ", no newer than the driver's \($0)" } ?? ""
        unfit = "\(path): found version \(major).\(minor); accepted: at least \(Self.oldest)\(most)"
        continue
      }
      (library, self.path, version) = (found, path, "\(major).\(minor)")
      var count: Int32 = 0
      _ = library.GetNumSupportedArchs(&count)
      var numbers = [Int32](repeating: 0, count: max(1, Int(count)))
      if count > 0 { _ = library.GetSupportedArchs(&numbers) }
      capabilities = numbers.prefix(Int(count)).map { Int($0) }.sorted()
      return
    }
    throw .noCompiler(device: "cuda", reason: unfit ?? CText.string(reason))
  }

  /// The library named in ASSAY_NVRTC_LIBRARY alone, or those of CUDA 13 and 12, no newer than the
  /// driver, where loaders look, and last the one without a version, which may be of any.
  ///
  /// - Parameter driver: the major version of the driver's CUDA; nil without one.
  public static func usualPaths(driver: Int? = nil) -> [String] {
    if let named = DeviceInventory.variable("ASSAY_NVRTC_LIBRARY") { return [named] }
    let versions = (oldest...newest).reversed().filter { $0 <= driver ?? .max }
    let names = versions.map { "libnvrtc.so.\($0)" } + ["libnvrtc.so"]
    return names + names.map { "/usr/local/cuda/lib64/\($0)" }
  }

  /// Code of the processor where this compiler knows it; else what its driver can translate, PTX of
  /// the newest that it knows before it.
  func architecture(for capability: Int) -> String {
    if capabilities.isEmpty || capabilities.contains(capability) { return "sm_\(capability)" }
    let known = capabilities.last { $0 < capability } ?? capability
    return "compute_\(known)"
  }

  /// Whether it can compile for "sm_90" or "compute_90".
  public func knows(_ architecture: String) -> Bool {
    let number = Int(architecture.drop { !$0.isNumber }.prefix { $0.isNumber })
    return number.map(capabilities.contains) ?? false
  }

  /// Compiles a text.
  ///
  /// - Parameter architecture: "sm_90" gives code of that processor, "compute_90" PTX, which a
  ///   driver translates for it and its successors.
  /// - Throws: `build` with the log.
  public func compile(
    _ text: KernelText, architecture: String, for name: String, device: String = "cuda"
  ) throws(DeviceError) -> [UInt8] {
    var program: UnsafeMutableRawPointer?
    try check(
      library.CreateProgram(&program, text.source, "\(name).cu", 0, nil, nil), "nvrtcCreateProgram",
      device)
    defer { _ = library.DestroyProgram(&program) }
    let options = [
      "--gpu-architecture=\(architecture)", "--std=c++20", "--fmad=\(text.contracts)",
      "--prec-div=true", "--prec-sqrt=true", "--ftz=false",
      // Functions of a text that this kernel does not use.
      "--diag-suppress=177",
    ]
    let code = withCStrings(options) { library.CompileProgram(program, Int32(options.count), $0) }
    guard code == 0 else {
      throw .build(device: device, kernel: name, log: log(program, code))
    }
    let native = architecture.hasPrefix("sm_")
    var size = 0
    try check(
      native ? library.GetCUBINSize(program, &size) : library.GetPTXSize(program, &size),
      native ? "nvrtcGetCUBINSize" : "nvrtcGetPTXSize", device)
    var image = [CChar](repeating: 0, count: size)
    try check(
      native ? library.GetCUBIN(program, &image) : library.GetPTX(program, &image),
      native ? "nvrtcGetCUBIN" : "nvrtcGetPTX", device)
    return image.map { UInt8(bitPattern: $0) }
  }

  private func log(_ program: UnsafeMutableRawPointer?, _ code: Int32) -> String {
    var size = 0
    guard library.GetProgramLogSize(program, &size) == 0, size > 1 else {
      return words(code)
    }
    var text = [CChar](repeating: 0, count: size)
    _ = library.GetProgramLog(program, &text)
    return CText.string(text)
  }

  private func check(_ code: Int32, _ call: String, _ device: String) throws(DeviceError) {
    guard code == 0 else {
      throw .call(device: device, call: call, code: words(code))
    }
  }

  private func words(_ code: Int32) -> String {
    library.GetErrorString(code).map { String(cString: $0) } ?? "error \(code)"
  }

  /// The strings as C has them, for the time of a call.
  private func withCStrings(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Int32
  ) -> Int32 {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for string in strings {
      starts.append(bytes.count)
      bytes += string.utf8CString
    }
    return bytes.withUnsafeBufferPointer { all in
      let pointers = starts.map { Optional(all.baseAddress! + $0) }
      return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
    }
  }
}
