/// Certificates that are not to be trusted, and what is behind a right one.
extension FaultCatalog {
    static let tls = [
        Fault(
            "tls-ok", .all, .accept, "none, over TLS with an authority of its own",
            "works when the authority is trusted", .options { $0.tls = .right }),
        certificate(
            "tls-self-signed", "a self-signed certificate", "refuse; say why; no switch to go on", .selfSigned),
        certificate("tls-expired", "the certificate expired yesterday", "refuse; say that it expired", .expired),
        certificate("tls-wrong-host", "a certificate for another name", "refuse", .wrongHost),
        Fault(
            "tls-downgrade", .discovery, .reject, "https discovery, token_endpoint http on loopback (collector)",
            "refuse: the endpoint is in clear text", .options { $0.tls = .right },
            .document(.discovery) { document, scene in
                document["token_endpoint"] = .string(scene.collector + "/token")
            }),
    ]

    private static func certificate(
        _ id: String, _ summary: String, _ reaction: String, _ tls: DemoProviderOptions.TLS
    ) -> Fault {
        Fault(id, .discovery, .reject, summary, reaction, .options { $0.tls = tls })
    }
}
