import OAuth
import Screen

/// A lesson in rows: what, from, against, clause.
enum LessonText {
    static func add(_ lesson: Lesson, to sheet: inout Sheet, indent: Int = 0) {
        func part(_ label: String, _ text: String, _ role: Role = .normal) {
            if sheet.width < Chrome.normalWidth - 8 {
                sheet.text(text, role, indent: indent)
            } else {
                sheet.labelled(Line(label, .strong), Line(text, role), indent: indent, at: indent + 9)
            }
        }
        part("What", lesson.what)
        part("From", lesson.origin)
        if let guards = lesson.guards { part("Against", guards) }
        part("Clause", lesson.clause, .faint)
    }

    /// With its name above it.
    static func add(_ name: String, _ value: Line, _ lesson: Lesson, to sheet: inout Sheet) {
        sheet.add(Line([Span(name, .heading), "  "]) + value)
        add(lesson, to: &sheet)
        sheet.gap()
    }
}
