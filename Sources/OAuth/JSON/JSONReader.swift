/// Reads JSON strictly by RFC 8259, once, keeping order and exact numbers.
///
/// Stricter than Foundation's readers, because what is read here decides about logins: no member name twice, no byte
/// order mark, no half surrogate pairs, no text after the value, and at most ``Limits/jsonDepth`` levels. The work is
/// linear in the length of the text.
public enum JSONReader {
    /// The one value of the text.
    public static func read(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw .byteOrderMark }
        var scanner = JSONScanner(bytes)
        return try scanner.document()
    }

    /// The one value of the text, which must be an object: every document of OAuth and OpenID Connect is one.
    public static func readObject(_ bytes: [UInt8]) throws(JSONFault) -> JSONObject {
        guard case .object(let object) = try read(bytes) else { throw .notAnObject }
        return object
    }
}
