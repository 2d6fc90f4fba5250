import LoginFlow
import OAuth
import Screen

// What the list of profiles does. Files are the business of the loop: it gets orders and brings news.
extension App {
    static func pick(_ action: PickerAction, _ state: inout AppState) -> [AppCommand] {
        guard var picker = state.picker else { return [] }
        let name = picker.selected?.name
        switch action {
        case .filter: picker.isFiltering = true
        case .list: picker.isFiltering = false
        case .clear: picker.clearFilter()
        case .new:
            state.form = state.form.fresh
            state.isPicking = false
            return []
        case .edit:
            return name.map { [.editProfile($0)] } ?? []
        case .logIn:
            return name.map { [.chooseProfile($0)] } ?? []
        case .resume:
            return name.map { [.resumeLogin($0)] } ?? []
        case .forget:
            return name.map { [.forgetLogin($0)] } ?? []
        case .delete:
            if let name { state.overlay = .confirm(.deleteProfile(name)) }
            return []
        case .undo:
            guard let removed = picker.removed else { return [] }
            picker.removed = nil
            state.picker = picker
            return [.bringBackProfile(removed)]
        }
        state.picker = picker
        return []
    }

    /// News about profiles.
    static func follow(_ news: ProfileNews, _ state: inout AppState) -> [AppCommand] {
        switch news {
        case .rows(let rows):
            if state.picker == nil { return offer(rows, &state) }
            state.picker?.replace(rows, at: state.now.wall)
        case .removed(let name):
            state.picker?.removed = name
            state.message = StatusMessage(.done, "\(name) is taken out of the file. u brings it back.")
        case .trouble(let sentence):
            state.message = StatusMessage(.trouble, sentence)
        case .providers(let presets):
            state.form.offer(presets)
            return []
        case .told(let sentence):
            state.message = StatusMessage(.done, sentence)
        case .editing(let prefill):
            state.form = ProfileForm(prefill)
            state.isPicking = false
        case .chosen(let name, let plan):
            state.profileName = ForeignText(name)
            return feed(.planSubmitted(plan), &state)
        case .resuming(let name, let waiting):
            state.profileName = state.picker?.row(name)?.isProfile == false ? nil : ForeignText(name)
            return feed(.loginResumed(waiting), &state)
        }
        return []
    }

    /// Without profiles there is only the form, until a login is found that waits.
    private static func offer(_ rows: [PickerRow], _ state: inout AppState) -> [AppCommand] {
        guard let row = rows.first, case .configuring = state.flow else { return [] }
        state.picker = Picker(rows, at: state.now.wall)
        // Who types already goes on typing.
        state.isPicking = !state.form.isTouched
        if !state.isPicking {
            state.message = StatusMessage(.note, "A login to \(row.name) was left waiting. Esc shows it.")
        }
        return []
    }
}
