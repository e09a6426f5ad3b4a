// SPDX-License-Identifier: GPL-3.0-or-later
internal import Numerics

extension DataFolder {
  /// What is wrong with the files of a data set: absent, of another size, of other content.
  ///
  /// A data set of which no file is there was never fetched, which is only worth a warning.
  func findings(_ dataset: Dataset) -> [Finding] {
    guard dataset.files.contains(where: { FileSystem.exists(path($0.path)) }) else {
      return [
        Finding(
          file: root, text: "data set \(dataset.id) is not there; `assay fetch` gets it",
          severity: .warning)
      ]
    }
    return dataset.files.compactMap { file in
      switch state(of: file) {
      case .right: nil
      case .absent:
        Finding(
          file: path(file.path),
          text:
            "found no file; accepted: the complete data set \(dataset.id), which `assay fetch` gets"
        )
      case .wrong(let found, let accepted):
        Finding(file: path(file.path), text: "found \(found); accepted: \(accepted)")
      }
    }
  }

  enum FileState: Equatable {
    case right
    case absent
    case wrong(found: String, accepted: String)
  }

  /// How a file compares with what `datasets.yaml` says of it.
  func state(of file: Dataset.File) -> FileState {
    let path = path(file.path)
    guard FileSystem.exists(path) else { return .absent }
    guard let size = FileSystem.size(path) else {
      return .wrong(found: "something that is no file", accepted: "a regular file")
    }
    guard size == file.bytes else {
      return .wrong(found: "\(size) bytes", accepted: "\(file.bytes) bytes")
    }
    do throws(AssayError) {
      let digest = try SHA256.hex(ofFile: path)
      return digest == file.sha256
        ? .right : .wrong(found: "SHA-256 \(digest)", accepted: "SHA-256 \(file.sha256)")
    } catch {
      return .wrong(found: error.description, accepted: "a readable file")
    }
  }
}
