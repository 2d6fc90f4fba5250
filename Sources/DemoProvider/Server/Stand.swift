/// The servers of one demo provider, and what they share.
struct Stand: Sendable {
    let footing: Footing
    let fault: Fault?
    let server: ProviderServer
    /// Both are there when clients are watched or a fault is committed.
    let collector: ProviderServer?
    let control: ProviderServer?

    static func start(
        _ options: DemoProviderOptions, _ fault: Fault?, password: String
    ) async throws(DemoFault) -> Stand {
        let keys: KeyRing
        do {
            keys = try KeyRing(options.algorithm)
        } catch {
            throw .cannotStart("no key could be made: \(error)")
        }
        let footing = try Footing(options)
        var started: [ProviderServer] = []
        do throws(DemoFault) {
            guard options.isWatched || fault != nil else {
                let ledger = Ledger(clock: options.clock)
                let server = try await ProviderServer.start(port: options.port, tls: footing.context) {
                    question, port in
                    let issuer = DemoProvider.issuer(footing, port: port, options)
                    return Provider(options: options, issuer: issuer, password: password, keys: keys, ledger: ledger)
                        .answer(question)
                }
                return Stand(footing: footing, fault: nil, server: server, collector: nil, control: nil)
            }
            let oracle = Oracle(fault: fault, clock: options.clock)
            let collector = try await ProviderServer.start(port: nil) { question, port in
                Collector(origin: "http://127.0.0.1:\(port)", oracle: oracle).answer(question)
            }
            started.append(collector)
            let tally = Mischief.Tally()
            let origin = "http://127.0.0.1:\(collector.port)"
            let mischief = fault.map { Mischief(fault: $0, collector: origin, tally: tally) }
            let ledger = Ledger(clock: options.clock)
            let server = try await ProviderServer.start(
                port: options.port, tls: footing.context,
                report: { oracle.note(attack: $0.summary, violations: $0.violations) }
            ) { question, port in
                let issuer = DemoProvider.issuer(footing, port: port, options)
                return Provider(
                    options: options, issuer: issuer, password: password, keys: keys, ledger: ledger,
                    mischief: mischief, oracle: oracle
                ).answer(question)
            }
            started.append(server)
            let control = try await ProviderServer.start(port: nil) { question, port in
                Control(authority: "127.0.0.1:\(port)", oracle: oracle, tally: tally, keys: keys).answer(question)
            }
            return Stand(footing: footing, fault: fault, server: server, collector: collector, control: control)
        } catch {
            for server in started { await server.stop() }
            footing.clear()
            throw error
        }
    }
}
