import OAuth
import PixieUI
import Synchronization
import Terminal

/// Where tasks leave what happened, for the loop to take. Leaving something wakes the loop.
final class Mailbox: Sendable {
    private let waiting = Mutex<[Letter]>([])
    private let waker: Waker

    enum Letter: Sendable {
        case event(AppEvent)
        /// The text is to go to the clipboard through the terminal; the sentence is for the person.
        case copyThroughTerminal(Secret, sentence: String)
    }

    init(waker: Waker) {
        self.waker = waker
    }

    var descriptor: CInt { waker.descriptor }

    func post(_ letter: Letter) {
        waiting.withLock { $0.append(letter) }
        waker.wake()
    }

    func post(_ event: AppEvent) {
        post(.event(event))
    }

    func take() -> [Letter] {
        waker.clear()
        return waiting.withLock { letters in
            let taken = letters
            letters.removeAll()
            return taken
        }
    }
}
