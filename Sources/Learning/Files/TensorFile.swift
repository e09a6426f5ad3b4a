// SPDX-License-Identifier: GPL-3.0-or-later
public import Numerics

/// Named tensors in a file of the safetensors layout, an open format that many tools read.
///
/// The file is: 8 bytes, the length of the header as a little-endian whole number; the header, JSON
/// that gives each tensor a `dtype`, a `shape` and `data_offsets` [begin, end) counted from the end
/// of the header, and may hold texts under `__metadata__`; the numbers of all tensors, row-major,
/// little-endian, without gaps. Of the format's types F32 and F64 are read and written. The header
/// is padded with spaces, so that the numbers begin at a multiple of 8.
public struct TensorFile: Sendable, Equatable {
  /// The format's names of number types.
  public enum ElementType: String, Sendable, Codable, CaseIterable {
    case float32 = "F32"
    case float64 = "F64"

    var size: Int { self == .float32 ? 4 : 8 }
  }

  /// Numbers in row-major order under a shape.
  public struct Tensor: Sendable, Equatable {
    public let type: ElementType
    public let shape: [Int]
    /// The numbers as they stand in the file.
    public let bytes: [UInt8]

    public init<Element: Scalar>(_ shape: [Int], _ values: [Element]) {
      precondition(shape.reduce(1, *) == values.count, "as many values as the shape has")
      (type, self.shape) = (Element.tensorType, shape)
      bytes = TensorFile.bytes(of: values)
    }

    init(type: ElementType, shape: [Int], bytes: [UInt8]) {
      (self.type, self.shape, self.bytes) = (type, shape, bytes)
    }
  }

  public var metadata: [String: String] = [:]
  private(set) var tensors: [String: Tensor] = [:]

  public init() {}

  /// In rising order, which is also that of the numbers in the file.
  public var names: [String] { tensors.keys.sorted() }

  public subscript(name: String) -> Tensor? {
    get { tensors[name] }
    set { tensors[name] = newValue }
  }

  /// The values of a tensor of the given type and shape; refuses another one and a missing one.
  ///
  /// - Parameter file: named in refusals.
  public func values<Element: Scalar>(
    _ name: String, shape: [Int], file: String, of: Element.Type = Element.self
  ) throws(AssayError) -> [Element] {
    guard let tensor = tensors[name] else {
      throw .badInput(
        file: file, place: nil, found: "no tensor \"\(name)\" among \(tensors.count)",
        accepted: "a file that holds it")
    }
    guard tensor.type == Element.tensorType else {
      throw .badInput(
        file: file, place: "tensor \(name)", found: "numbers of type \(tensor.type.rawValue)",
        accepted: Element.tensorType.rawValue)
    }
    guard tensor.shape == shape else {
      throw .badInput(
        file: file, place: "tensor \(name)", found: "shape \(tensor.shape)", accepted: "\(shape)")
    }
    return Self.values(of: tensor.bytes)
  }

  // The machines that Swift runs on are little-endian, as the format is.
  static func bytes<Element: Scalar>(of values: [Element]) -> [UInt8] {
    values.withUnsafeBytes { Array($0) }
  }

  static func values<Element: Scalar>(of bytes: [UInt8]) -> [Element] {
    let count = bytes.count / MemoryLayout<Element>.stride
    return [Element](unsafeUninitializedCapacity: count) { buffer, initialised in
      UnsafeMutableRawBufferPointer(buffer).copyBytes(
        from: bytes.prefix(count * MemoryLayout<Element>.stride))
      initialised = count
    }
  }
}
