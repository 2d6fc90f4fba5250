import OAuth
import Sessions

extension SessionName {
    /// What a session is called that belongs to no profile: the host of its issuer, with the port if there is one.
    ///
    /// - Parameter clientID: Added when the host alone is taken by another client or issuer.
    static func automatic(_ issuer: Issuer, clientID: String?) -> SessionName? {
        let address = issuer.endpoint.address
        let place = [80, 443].contains(address.port) ? address.host : "\(address.host):\(address.port)"
        return try? SessionName(clientID.map { "\(place)-\($0)" } ?? place)
    }
}
