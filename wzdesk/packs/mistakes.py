"""What is wrong in a pack, said so that the person who edits it can mend it."""

from dataclasses import dataclass, field

from wzdesk.domain.errors import WzdeskError


@dataclass(frozen=True, slots=True)
class PackMistake:
    """One mistake: the file and line, and a sentence that says what it is and what to do.

    A warning does not keep the pack from being read.
    """

    file: str
    line: int
    sentence: str
    is_warning: bool = False

    @property
    def words(self) -> str:
        """The sentence with its place before it."""
        return f"{self.file} 第{self.line}行：{self.sentence}"


class PackError(WzdeskError):
    """A pack that cannot be read; the sentence names the first mistake, ``mistakes`` holds all."""

    def __init__(self, mistakes: tuple[PackMistake, ...]) -> None:
        more = f"（另有{len(mistakes) - 1}处，改好后请再检查。）" if len(mistakes) > 1 else ""
        super().__init__(f"数据包有错，没有载入。{mistakes[0].words}{more}")
        self.mistakes = mistakes


@dataclass(slots=True)
class Findings:
    """Collects the mistakes while the files are read, so that all are shown together."""

    mistakes: list[PackMistake] = field(default_factory=list)

    def mistake(self, file: str, line: int, sentence: str) -> None:
        """Notes what keeps the pack from being read."""
        self.mistakes.append(PackMistake(file, line, sentence))

    def warning(self, file: str, line: int, sentence: str) -> None:
        """Notes what a person should look at."""
        self.mistakes.append(PackMistake(file, line, sentence, is_warning=True))

    @property
    def fatal(self) -> tuple[PackMistake, ...]:
        """The mistakes without the warnings."""
        return tuple(mistake for mistake in self.mistakes if not mistake.is_warning)
