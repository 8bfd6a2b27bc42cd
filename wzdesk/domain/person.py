"""Who works here: the name and the agency that stand on every change."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A person as they sign: name and agency, each on one line; the agency may be empty."""

    name: str
    agency: str = ""

    @property
    def signature(self) -> str:
        """As it stands on a change: 张某（市发展改革委）."""
        return f"{self.name}（{self.agency}）" if self.agency else self.name


def person_of(name: str, agency: str) -> Person | None:
    """The person behind two typed texts, without needless blanks; None where no name was given."""
    plain = " ".join(name.split())
    return Person(plain, " ".join(agency.split())) if plain else None


def name_in(signature: str) -> str:
    """The name alone, for places too narrow for the agency."""
    return signature.partition("（")[0] or signature
