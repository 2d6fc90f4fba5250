/// The one refusal after which a request is sent again: the server wants its nonce in the proof (RFC 9449 sections 8 and
/// 9).
///
/// A code, a refresh token or a device code is sent a second time then, and this is no second use of it: the server
/// refused the proof before it looked at the grant, and says so with this very error, whose meaning is "the same request
/// again, with this nonce". It is done once, only when the answer brings a nonce, and with new proofs. A server that
/// spends the code all the same answers `invalid_grant`, which ends the login as ever.
public enum NonceDemand {
    /// Whether `reply` is that refusal and brings the nonce.
    public static func isIn(_ reply: HTTPReply) -> Bool {
        guard reply.status == 400 || reply.status == 401, reply.header("DPoP-Nonce").map({ !$0.isEmpty }) == true else {
            return false
        }
        let name = "use_dpop_nonce"
        if let error = (try? JSONReader.readObject(reply.body))?["error"]?.string { return error.hasOctets(of: name) }
        // A resource says it in its challenge (RFC 9449 section 9), which may be one of several.
        return Challenge.read(reply.headers(named: "WWW-Authenticate").map(\.raw)).contains { challenge in
            challenge.scheme == "dpop" && challenge.value(of: "error")?.hasOctets(of: name) == true
        }
    }
}
