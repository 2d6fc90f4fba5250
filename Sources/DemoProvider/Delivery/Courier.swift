import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Carries out ``DeliveryStep``s on one connection.
struct Courier: Sendable {
    /// The connection ended as the delivery wanted it.
    struct Delivered: Error {}

    let channel: any Channel

    /// - Throws: ``Delivered`` at the end; an error of the connection when the other side went away before.
    func deliver(_ steps: [DeliveryStep]) async throws {
        // From here on a client that goes away is noticed also where nothing is written.
        try await channel.setOption(.allowRemoteHalfClosure, value: false).get()
        try await onLoop { outlet, _ in outlet.isInUse = true }
        for step in steps { try await perform(step) }
        throw Delivered()
    }

    private func perform(_ step: DeliveryStep) async throws {
        switch step {
        case .write(let octets):
            try await write(octets)
        case .again(let octets, let times):
            var left = times ?? .max
            while left > 0 {
                try await write(octets)
                left -= 1
            }
        case .slowly(let pieces, let pause):
            for piece in pieces {
                try await write(piece)
                try await Task.sleep(for: pause)
            }
        case .settle:
            try await Task.sleep(for: .milliseconds(50))
        case .hang:
            try await channel.closeFuture.get()
        case .finish:
            try await channel.close(mode: .output).get()
        case .close:
            try await channel.close().get()
        case .reset:
            guard let socket = channel as? any SocketOptionProvider else {
                preconditionFailure("Courier: a connection that is no socket cannot be reset.")
            }
            try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
            try await channel.eventLoop.flatSubmit { [channel] in
                do {
                    return try channel.pipeline.syncOperations.context(handlerType: Floor.self).close()
                } catch {
                    return channel.eventLoop.makeFailedFuture(error)
                }
            }.get()
        }
    }

    private func write(_ octets: [UInt8]) async throws {
        let written = channel.eventLoop.makePromise(of: Void.self)
        channel.eventLoop.execute { [channel] in
            do {
                let context = try channel.pipeline.syncOperations.context(handlerType: RawOutlet.self)
                context.writeAndFlush(NIOAny(ByteBuffer(bytes: octets)), promise: written)
            } catch {
                written.fail(error)
            }
        }
        try await written.futureResult.get()
    }

    private func onLoop(_ body: @escaping @Sendable (RawOutlet, any Channel) -> Void) async throws {
        try await channel.eventLoop.submit { [channel] in
            body(try channel.pipeline.syncOperations.handler(type: RawOutlet.self), channel)
        }.get()
    }
}
