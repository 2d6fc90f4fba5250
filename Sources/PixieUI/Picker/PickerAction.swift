/// What a key does in the list of profiles.
enum PickerAction: Sendable, Equatable {
    case logIn, resume, forget, new, edit, delete, undo, filter, list, clear
}
