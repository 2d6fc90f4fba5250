import OAuth

extension StoreDoor {
    /// Whether a source works on this machine.
    public enum Availability: Sendable, Equatable {
        case works
        case doesNot(KeyFault.Unavailability)
    }

    /// Tries a source out: what is stored there must come back. Nothing stays behind.
    public func tryOut(_ source: StoreKeySource) -> Availability {
        switch source {
        case .memory, .passphrase:
            return .works
        case .plainFile:
            do throws(StoreFault) {
                // What is wrong with the modes is told where the store is looked at.
                _ = try StoreFolder.open(place, files.readOnly, notice: { _ in })
                return .works
            } catch {
                return .doesNot(.failed(ForeignText(error.message)))
            }
        case .kernelKeyring:
            do throws(SystemError) {
                return try keyring.probe(try files.randomBytes(16)) ? .works : .doesNot(.forgets)
            } catch {
                return .doesNot(.failed(ForeignText(error.reason)))
            }
        case .secretService:
            do throws(SystemError) {
                let value = try files.randomBytes(16)
                do throws(KeyFault.Unavailability) {
                    try secretTool.probe(value)
                    return .works
                } catch {
                    return .doesNot(error)
                }
            } catch {
                return .doesNot(.failed(ForeignText(error.reason)))
            }
        }
    }
}
