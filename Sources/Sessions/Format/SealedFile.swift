import Crypto

/// A file of the store: a header, and content that only the store's key opens (AES-256-GCM, RFC 5116).
struct SealedFile {
    let header: FileHeader
    private let sealed: ArraySlice<UInt8>
    private static let tagLength = 16

    /// Reads the header; the content stays sealed.
    init(_ file: [UInt8]) throws(FormatFault) {
        header = try FileHeader(of: file)
        sealed = file[FileHeader.length...]
        guard sealed.count >= Self.tagLength else { throw .damaged(.seal) }
    }

    /// The content.
    ///
    /// - Parameter id: What the file must be about; another one was put in its place.
    func open(with key: StoreKey, as kind: FileHeader.Kind, id: [UInt8]) throws(FormatFault) -> [UInt8] {
        guard header.key == key.description else { throw .otherKey(header.key) }
        guard header.kind == kind, header.id == id else { throw .damaged(.place) }
        do {
            // In one piece, as RFC 5116 section 5.1 has it behind the nonce: box by box the runtime would look for
            // conformances of slices first.
            let box = try AES.GCM.SealedBox(combined: header.nonce + sealed)
            return Array(try AES.GCM.open(box, using: key.sealKey, authenticating: header.bytes))
        } catch {
            throw .damaged(.seal)
        }
    }

    /// The whole file for `content`.
    static func seal(_ content: [UInt8], _ header: FileHeader, with key: StoreKey) -> [UInt8] {
        do {
            let head = header.bytes
            let box = try AES.GCM.seal(
                content, using: key.sealKey, nonce: AES.GCM.Nonce(data: header.nonce), authenticating: head)
            var file = head
            file.reserveCapacity(head.count + content.count + tagLength)
            file += box.ciphertext
            file += box.tag
            return file
        } catch {
            preconditionFailure("SealedFile: AES-256-GCM refused key, nonce or length: \(error)")
        }
    }
}
