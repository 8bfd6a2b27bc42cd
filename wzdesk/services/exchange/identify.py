"""What a returned file is: by its identity, else by recognition with a warning, else refused with the reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wzdesk.db.catalogue import agencies
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_forms
from wzdesk.db.plan_tables import read_regions
from wzdesk.db.store import Store
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.exchange.identity import Identity, IdentityAltered, digest_of, version_of
from wzdesk.domain.form import Form
from wzdesk.domain.form_across import reporters_of
from wzdesk.domain.period import Period, period_of_code
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.excel.exchange.returned import Returned
from wzdesk.services.exchange.keys import PublicKey, known_keys, office_key
from wzdesk.services.exchange.sheet_heads import who_fills
from wzdesk.services.exchange.tokens import proven_identity


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a returned file has to be of, where the person said so; "" and None take any."""

    form: str = ""
    region: str = ""
    period: Period | None = None
    agency: str = ""


class WrongFile(WzdeskError):
    """A returned file that is not taken; the sentence is the reason."""


class Desk:
    """What returned files are held against: forms, regions and the keys of offices."""

    def __init__(self, store: Store, wanted: Wanted) -> None:
        with store.reading() as session:
            execute = execute_of(session)
            self.forms: Mapping[str, Form] = {form.code: form for form in read_forms(execute)}
            self.regions: Mapping[str, Region] = {one.code: one for one in read_regions(execute)}
            self.agencies: Mapping[str, str] = {one.code: one.name for one in agencies(session)}
        self._versions = {code: version_of(form) for code, form in self.forms.items()}
        self._reporters = {
            code: {one.code for one in reporters_of(form, self.regions.values())}
            for code, form in self.forms.items()
        }
        self.wanted = wanted

    @cached_property
    def keys(self) -> Sequence[PublicKey]:
        """By which a signature is judged; read when the first signed file comes.

        Raises:
            KeyNotKept: they are damaged or cannot be read.
        """
        return [office_key().public, *known_keys()]

    def identity_of(self, returned: Returned) -> Identity:
        """The identity that a file carries, proven and fitting.

        Raises:
            IdentityAltered: it is not as it was signed.
            WrongFile: it is of another county, period, form or version than can be taken.
            KeyNotKept: no signature can be judged.
        """
        assert returned.signed is not None
        identity = proven_identity(returned.signed, self.keys)
        stamp = returned.carried.stamp
        if stamp.digest and (stamp.form, stamp.region, stamp.period, stamp.digest) != (
            *identity.key,
            digest_of(returned.signed.payload),
        ):
            raise IdentityAltered("身份信息被改动过：隐藏的身份和文件属性里的对不上")
        self._check(identity)
        if returned.answers is None:
            what = "发出时的各栏" if identity.tables else "“指标名称”和要填的各栏"
            raise WrongFile(f"没有找到这张表的表头（{what}），可能换了一张表")
        titles = returned.answers.titles
        # An agency's own sheet may name others for reasons of its own: only who fills it counts there.
        self._check_titles(identity, map(who_fills, titles) if identity.tables else titles)
        return identity

    def period_of(self, identity: Identity) -> Period:
        """The period of a checked identity."""
        period = period_of_code(identity.period)
        assert period is not None
        return period

    def _check(self, identity: Identity) -> None:
        form, region = self.forms.get(identity.form), self.regions.get(identity.region)
        period, wanted = period_of_code(identity.period), self.wanted
        if form is None:
            raise WrongFile(f"这是“{identity.name}”，数据文件里没有这张表")
        if region is None:
            raise WrongFile(f"这是代码 {identity.region} 的地区的表，数据文件里没有这个地区")
        if wanted.form and form.code != wanted.form:
            raise WrongFile(f"这是“{form.name}”，要的是“{self.forms[wanted.form].name}”")
        if wanted.region and region.code != wanted.region:
            raise WrongFile(f"这是{region.name}的表，要的是{self.regions[wanted.region].name}的")
        if period is None or form.at(period) != period:
            raise WrongFile(f"“{form.name}”没有 {identity.period} 这一期")
        if wanted.period is not None and form.at(wanted.period) != period:
            raise WrongFile(f"这是{form.words(period)}的表，要的是{form.words(wanted.period)}的")
        if self._versions[form.code] != identity.version:
            raise WrongFile(f"“{form.name}”发出以后改过表样，这一份是旧表样，请用新表样重新填报")
        if identity.agency or wanted.agency:
            self._check_agency(identity)
        elif region.code not in self._reporters[form.code]:
            raise WrongFile(f"{region.name}不报“{form.name}”")

    def _check_agency(self, identity: Identity) -> None:
        """Refuse the form of an agency that is not known, or not the one that is wanted."""
        wanted, name = self.wanted.agency, self.agencies.get(identity.agency)
        if name is None and identity.agency:
            raise WrongFile(f"这是代码 {identity.agency} 的单位的表，数据文件里没有这个单位")
        if wanted and identity.agency != wanted:
            whose = name or self.regions[identity.region].name
            raise WrongFile(f"这是{whose}的表，要的是{self.agencies.get(wanted, wanted)}的")

    def _check_titles(self, identity: Identity, titles: Iterable[str]) -> None:
        """Refuse a sheet on which another county's or agency's name was written over its own."""
        text = "".join("".join(title.split()) for title in titles)
        own = self.agencies.get(identity.agency) or self.regions[identity.region].name
        if not text or own in text:
            return
        names = (
            self.agencies.values()
            if identity.agency
            else [
                one.name
                for one in self.regions.values()
                if one.level not in {RegionLevel.PROVINCE, RegionLevel.CITY}
            ]
        )
        others = [name for name in names if name in text]
        if others:
            raise WrongFile(f"表上写的是{others[0]}，身份是{own}的表，不知道是哪家的数")
