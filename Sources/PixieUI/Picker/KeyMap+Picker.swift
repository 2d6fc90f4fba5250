import OAuth
import Screen

// The keys of the list of profiles.
extension KeyMap {
    static func picker(_ state: AppState) -> [KeyBinding] {
        guard let picker = state.picker else { return [] }
        if picker.isFiltering {
            return [
                KeyBinding(
                    [.enter, .down], "Enter", "to the list", "leave the filter, keep what it shows", .pick(.list)),
                KeyBinding([.escape], "Esc", "all", "show all profiles again", .pick(.clear)),
                KeyBinding([.function(1)], "F1", "help", "what this step is for", .help),
            ]
        }
        var bindings: [KeyBinding] = []
        if let row = picker.selected {
            if row.isWaiting(at: state.now.wall) {
                bindings.append(KeyBinding([.enter], "Enter", "go on", "go on with the waiting login", .pick(.resume)))
                if row.isProfile {
                    bindings.append(
                        KeyBinding("s", "sign in anew", "forget the waiting login and start anew", .pick(.logIn)))
                }
                bindings.append(KeyBinding("D", "forget", "forget the waiting login", .pick(.forget)))
            } else if row.isProfile {
                bindings.append(KeyBinding([.enter], "Enter", "sign in", "log in with this profile", .pick(.logIn)))
            }
        }
        bindings.append(KeyBinding("n", "new", "log in somewhere else", .pick(.new)))
        if picker.selected?.isProfile == true {
            bindings.append(
                KeyBinding("e", "other values", "sign in with other values; the profile stays as it is", .pick(.edit)))
            bindings.append(KeyBinding("d", "delete", "take the profile out of the file", .pick(.delete)))
        }
        if picker.removed != nil {
            bindings.append(KeyBinding("u", "undo", "bring the deleted profile back", .pick(.undo)))
        }
        bindings.append(KeyBinding("/", "filter", "show only some", .pick(.filter)))
        if !picker.filter.isEmpty {
            bindings.append(KeyBinding([.escape], "Esc", "all", "show all profiles again", .pick(.clear)))
        }
        return bindings + [help, leave] + moving + tools(state)
    }
}
