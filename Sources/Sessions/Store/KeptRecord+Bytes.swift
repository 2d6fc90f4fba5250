import OAuth

extension KeptRecord.Label {
    func write(to writer: inout ByteWriter) {
        writer.text(profile.text)
        writer.text(issuer)
        writer.text(clientID)
        // A name is data of somebody else; its safe form is all that is ever shown.
        writer.optional(person) { $0.text($1.safe(limit: 200)) }
        writer.optional(until) { $0.number($1.seconds.bitPattern) }
        writer.number(standing.rawValue)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let name: SessionName
        let text = try reader.text()
        do throws(SessionName.Fault) {
            name = try SessionName(text)
        } catch {
            throw ByteReader.Malformed()
        }
        let issuer = try reader.text()
        let clientID = try reader.text()
        let person = try reader.optional { reader throws(ByteReader.Malformed) in ForeignText(try reader.text()) }
        let until = try reader.time()
        guard let standing = Standing(rawValue: try reader.number()) else { throw ByteReader.Malformed() }
        self.init(
            profile: name, issuer: issuer, clientID: clientID, person: person, until: until, standing: standing)
    }
}

extension KeptRecord {
    var bytes: [UInt8] {
        var writer = ByteWriter()
        label.write(to: &writer)
        writer.optional(token) { writer, token in
            writer.text(token.accessToken.reveal())
            writer.text(token.type)
            writer.optional(token.expiresAt) { $0.number($1.seconds.bitPattern) }
            writer.optional(token.idToken) { $0.text($1.reveal()) }
            writer.number(UInt8(token.canBeRefreshed ? 1 : 0))
        }
        writer.octets(content)
        return writer.bytes
    }

    init(_ bytes: [UInt8]) throws(ByteReader.Malformed) {
        var reader = ByteReader(bytes[...])
        label = try Label(from: &reader)
        token = try reader.optional { reader throws(ByteReader.Malformed) in
            KeptToken(
                accessToken: Secret(try reader.text()), type: try reader.text(), expiresAt: try reader.time(),
                idToken: try reader.optional { reader throws(ByteReader.Malformed) in Secret(try reader.text()) },
                canBeRefreshed: try reader.number(UInt8.self) == 1)
        }
        content = Array(try reader.octets())
        guard reader.isAtEnd else { throw ByteReader.Malformed() }
    }
}

extension ByteReader {
    mutating func time() throws(Malformed) -> Timestamp? {
        try optional { reader throws(Malformed) in
            let seconds = Double(bitPattern: try reader.number())
            guard seconds.isFinite else { throw Malformed() }
            return Timestamp(seconds: seconds)
        }
    }
}
