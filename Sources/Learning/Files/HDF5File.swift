// SPDX-License-Identifier: GPL-3.0-or-later
private import CHDF5
internal import Numerics
private import Synchronization

/// An HDF5 file in memory, read only, by the HDF5 library.
///
/// The library keeps global state and is built without locks, so one thread at a time is let in.
enum HDF5File {
  private static let door = Mutex<Void>(())

  /// The numbers of the named datasets that are there, converted to `Float`; a name is a path.
  ///
  /// Throws `badInput` where the bytes are no HDF5 file, or a dataset is damaged or holds no
  /// floating-point numbers.
  static func datasets(
    _ names: [String], in bytes: [UInt8], file: String
  ) throws(AssayError) -> [String: TensorFile.Tensor] {
    let result = door.withLock { _ in
      Result { () throws(AssayError) in try read(names, bytes, file) }
    }
    return try result.get()
  }

  private static func read(
    _ names: [String], _ bytes: [UInt8], _ file: String
  ) throws(AssayError) -> [String: TensorFile.Tensor] {
    assay_hdf5_silence()
    let handle = bytes.withUnsafeBytes { assay_hdf5_open_image($0.baseAddress, $0.count) }
    guard handle >= 0 else {
      throw .badInput(
        file: file, place: nil, found: "bytes that HDF5 cannot open",
        accepted: "a whole HDF5 file, or one packed by bzip2, gzip or xz")
    }
    defer { H5Fclose(handle) }
    var found: [String: TensorFile.Tensor] = [:]
    for name in names where exists(name, handle) {
      found[name] = try dataset(name, handle, limit: bytes.count, file)
    }
    return found
  }

  /// Every group on the way must be asked for: the library refuses a path through nothing.
  private static func exists(_ name: String, _ handle: hid_t) -> Bool {
    var path = ""
    for part in name.split(separator: "/") {
      path += path.isEmpty ? "\(part)" : "/\(part)"
      guard assay_hdf5_link_exists(handle, path) > 0 else { return false }
    }
    return true
  }

  private static func dataset(
    _ name: String, _ handle: hid_t, limit: Int, _ file: String
  ) throws(AssayError) -> TensorFile.Tensor {
    func refuse(_ found: String) -> AssayError {
      .badInput(
        file: file, place: "dataset \(name)", found: found,
        accepted: "an array of floating-point numbers")
    }
    let dataset = assay_hdf5_open_dataset(handle, name)
    guard dataset >= 0 else { throw refuse("nothing that can be opened") }
    defer { H5Dclose(dataset) }
    let type = H5Dget_type(dataset)
    defer { H5Tclose(type) }
    guard assay_hdf5_is_float(type) != 0 else { throw refuse("values of another type") }
    let space = H5Dget_space(dataset)
    defer { H5Sclose(space) }
    let rank = H5Sget_simple_extent_ndims(space)
    guard rank >= 0 else { throw refuse("a damaged shape") }
    var lengths = [hsize_t](repeating: 0, count: max(1, Int(rank)))
    H5Sget_simple_extent_dims(space, &lengths, nil)
    // A damaged shape must not ask for more memory than the file can fill; packed datasets are not
    // among those that Keras writes.
    var count = 1
    for length in lengths.prefix(Int(rank)) {
      let product = count.multipliedReportingOverflow(by: Int(clamping: length))
      guard !product.overflow, product.partialValue <= limit else {
        throw refuse("a shape larger than the file")
      }
      count = product.partialValue
    }
    var values = [Float](repeating: 0, count: count)
    guard count == 0 || assay_hdf5_read_floats(dataset, &values) >= 0 else {
      throw refuse("numbers that cannot be read")
    }
    return TensorFile.Tensor(lengths.prefix(Int(rank)).map { Int($0) }, values)
  }
}
