"""Readers and the exchange of the file under them keep out of each other's way."""

import threading

from wzdesk.db.readers import Readers


def test_that_an_exchange_waits_for_who_reads() -> None:
    readers, order = Readers(), []
    begun, may_end = threading.Event(), threading.Event()

    def read() -> None:
        with readers.reading():
            begun.set()
            may_end.wait(10)
            order.append("read")

    def exchange() -> None:
        with readers.kept_out(10):
            order.append("exchanged")

    reader, exchanger = threading.Thread(target=read), threading.Thread(target=exchange)
    reader.start()
    assert begun.wait(10)
    exchanger.start()
    may_end.set()
    reader.join()
    exchanger.join()
    assert order == ["read", "exchanged"]


def test_that_who_comes_during_an_exchange_reads_after_it() -> None:
    readers, order = Readers(), []

    def read() -> None:
        with readers.reading():
            order.append("read")

    reader = threading.Thread(target=read)
    with readers.kept_out(10):
        reader.start()
        order.append("exchanged")
    reader.join()
    assert order == ["exchanged", "read"]


def test_that_who_reads_may_read_once_more_while_an_exchange_waits() -> None:
    readers = Readers()
    exchanged = threading.Event()

    def exchange() -> None:
        with readers.kept_out(10):
            exchanged.set()

    exchanger = threading.Thread(target=exchange)
    with readers.reading():
        exchanger.start()
        with readers.reading():
            assert not exchanged.is_set()
    exchanger.join()
    assert exchanged.is_set()


def test_that_an_exchange_goes_on_where_somebody_reads_for_too_long() -> None:
    readers = Readers()
    with readers.reading(), readers.kept_out(0):
        pass
    with readers.reading():
        pass
