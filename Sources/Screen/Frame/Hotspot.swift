/// A part of a frame that means something to a click.
public struct Hotspot: Sendable, Hashable {
    /// What a click there stands for.
    public enum Meaning: Sendable, Hashable {
        /// This key.
        case key(Key)
        /// The row of that number in the list or form of the screen, counted from 0.
        case row(Int)
    }

    public let rect: Rect
    public let meaning: Meaning
}

extension Frame {
    /// What a click on a cell means; nil where it means nothing. What was drawn last counts.
    public func meaning(at position: Position) -> Hotspot.Meaning? {
        hotspots.last { $0.rect.contains(position) }?.meaning
    }

    /// Makes a part of the frame mean something to a click.
    public mutating func add(_ meaning: Hotspot.Meaning, in rect: Rect) {
        guard !rect.isEmpty else { return }
        hotspots.append(Hotspot(rect: rect, meaning: meaning))
    }
}
