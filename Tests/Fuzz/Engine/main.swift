import FuzzTargets
import Glibc

/// The engine of the compiler's libFuzzer, which calls `test` with one input after the other.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The one target of this process. The engine's callback is a C function, so it cannot carry it.
enum Chosen {
    static let target = FuzzTarget.named(getenv("PIXIE_FUZZ_TARGET").map { String(cString: $0) } ?? "")
    /// Seconds of the processor that one input may take. The engine's own limit counts what others use as well.
    static let patience = 5.0

    static func run(_ input: [UInt8]) {
        let start = processorTime()
        do {
            try target?.run(input)
        } catch {
            fatalError("\(error)")
        }
        let took = processorTime() - start
        guard took < patience else { fatalError("\(input.count) octets took \(took) s") }
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

guard Chosen.target != nil else {
    for target in FuzzTarget.all { print(target.name, target.longestInput) }
    exit(0)
}
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(
    runDriver(&count, &arguments) { start, length in
        Chosen.run(Array(UnsafeBufferPointer(start: start, count: length)))
        return 0
    })
