import OAuth
import PixieUI

/// `pixie inspect FILE` without the argument parser, which takes longer than to decode a token of 64 KiB.
enum QuickInspect {
    /// The exit status, or nil when the whole command has to say what is wrong.
    static func status(_ file: String, isJSON: Bool) throws -> Int32? {
        let inspection = Inspection(try InspectCommand.read(file), now: InspectCommand.now)
        guard inspection.kind != .empty else { return nil }
        try InspectCommand.show(inspection, isJSON: isJSON)
        return InspectText.exitStatus(inspection, wantsProof: false).rawValue
    }
}
