"""The command that tries the installed program."""

import argparse
import json
from dataclasses import asdict

from wzdesk import __version__
from wzdesk.services.self_test.run import self_test as outcomes_of


def self_test(options: argparse.Namespace) -> int:
    """``wzdesk self-test``: a line for each step; 0 where all is well, 1 where the installation lacks something."""
    outcomes = []
    for outcome in outcomes_of(options.drawing_steps):
        outcomes.append(outcome)
        if not options.json:
            mark = "好" if outcome.is_good else "错"
            print(f"{mark}　{outcome.title}：{outcome.remark}（{outcome.seconds:.1f} 秒）", flush=True)
    bad = [one for one in outcomes if not one.is_good]
    if options.json:
        told = {"version": __version__, "good": not bad, "steps": [asdict(one) for one in outcomes]}
        print(json.dumps(told, ensure_ascii=False))
    elif bad:
        print(
            f"自检没有通过：{len(outcomes)} 项里 {len(bad)} 项有错，请重新安装；还不行，请把上面的内容发给维护人员。"
        )
    else:
        print(f"自检通过，{len(outcomes)} 项都好。")
    return 1 if bad else 0
