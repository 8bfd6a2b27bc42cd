"""What the panel says of a form's state: why it went back or was refused, what it waits for, what to do."""

from wzdesk.domain.exchange.transfer import Standing, State, Transfer, Way
from wzdesk.ui.hand_over.words import result_words

_WAITING = {
    State.NOT_SENT: ("还没有发出；到“发出去”选表、期别和地区。",),
    State.SENT: ("已经发出，还没有收到；收到后把文件拖进来。",),
}


def notes_of(standing: Standing, last: Transfer | None) -> tuple[str, ...]:
    """Why it was returned or refused, or what it waits for."""
    if standing.state is State.RETURNED and standing.last is not None:
        return (f"退回原因：{standing.last.reason.rstrip('。')}。改好再报回来，照常收。",)
    if last is not None and last.way is Way.REFUSED:
        return (result_words(last),)
    if standing.state is State.INCOMPLETE:
        return (f"数据文件只带来一部分，还有 {standing.count} 格没有数；补好再收一次，或者自己填上。",)
    if standing.state is State.CONFLICT and standing.last is not None and standing.last.asked_again:
        again = standing.last.asked_again
        return (f"{again} 格冲突没有定；把“{standing.last.file}”再收一次，就会再问。",)
    return _WAITING.get(standing.state, ())
