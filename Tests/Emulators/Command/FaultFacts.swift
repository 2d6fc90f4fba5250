import DemoProvider

/// `--list-faults`: each fault with the systems that can commit it.
enum FaultFacts {
    static var all: JSON {
        .array(
            FaultList.all.map { fault in
                [
                    "id": .string(fault.id), "stage": .string(fault.stage.rawValue),
                    "expect": .string(fault.expectation.rawValue), "says": .string(fault.says),
                    "systems": .strings(fault.systems.map(\.rawValue).sorted()),
                ]
            })
    }
}
