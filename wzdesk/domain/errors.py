"""What the world did, said in one sentence a statistician understands."""


class WzdeskError(Exception):
    """The input, the file or the machine is at fault; nothing was changed.

    The message is one clear Chinese sentence: what happened, where, what to do.
    Anything that is our own mistake is never raised as this kind.
    """

    @property
    def sentence(self) -> str:
        """The sentence for the user."""
        return str(self.args[0]) if self.args else ""


class Refused(WzdeskError):
    """A value or an act that cannot be accepted as it is; the user can mend it on the spot."""
