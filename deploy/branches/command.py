"""The command `branch-env`: reads its arguments, does one thing, says what it did."""

import argparse
import sys

import collecting
import raising
import remote
from cluster import Cluster
from naming import Environment, Refused


def arguments(given):
    """What was asked for."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--remote", default="origin", help="of git, whose branches count (default: origin)")
    common.add_argument("--timeout", type=int, default=15, help="seconds for a request (default: 15)")
    common.add_argument(
        "--protect", action="append", default=[], metavar="NAME", help="a branch or namespace to leave alone"
    )
    parser = argparse.ArgumentParser(prog="branch-env", description="An environment for each branch.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    up = verbs.add_parser("up", parents=[common], help="make an environment, or bring it up to date")
    up.add_argument("branch")
    up.add_argument("--image", required=True, help="name:tag or name@digest")
    up.add_argument(
        "--hours", type=int, default=72, help="how long it lives unless it is brought up again (default: 72)"
    )
    up.add_argument(
        "--wait", type=int, default=300, help="seconds until it has to run; 0 does not wait (default: 300)"
    )
    down = verbs.add_parser("down", parents=[common], help="remove an environment at once")
    down.add_argument("branch")
    gc = verbs.add_parser(
        "gc", parents=[common], help="remove environments whose branch is gone or whose time is up"
    )
    gc.add_argument("--apply", action="store_true", help="do it; without this, gc only says what it would do")
    name = verbs.add_parser("name", parents=[common], help="print the namespace of a branch")
    name.add_argument("branch")
    return parser.parse_args(given)


def up(asked, environment, now):
    cluster = Cluster(asked.timeout)
    print(raising.up(cluster, environment, asked.image, asked.hours, now), end="")
    if asked.wait:
        raising.wait(cluster, environment, asked.wait)
    print(f"{environment.name} is up for {asked.hours} hours")
    print(f"to look at it: kubectl --namespace {environment.name} port-forward service/koko 8080:8080")


def down(asked, environment, protected):
    there = raising.down(Cluster(asked.timeout), environment, protected)
    print(f"{environment.name} is ending" if there else f"{environment.name} was not there")


def gc(asked, repository, protected, now):
    # The remote first: without its answer there is nothing to compare with.
    heads = remote.heads(asked.remote)
    cluster = Cluster(asked.timeout)
    steps = collecting.plan(cluster.namespaces(), repository, heads, now, protected)
    for step in steps:
        print(step, flush=True)
        if asked.apply:
            collecting.take(step, cluster, now)
    if not asked.apply:
        print("nothing was changed: say --apply to do this")


def main(given, clock):
    """Exit status: 0 if all was done, 1 if something was refused or failed; nothing after that is tried."""
    asked = arguments(given)
    protected = collecting.PROTECTED | set(asked.protect)
    try:
        repository = remote.repository(asked.remote)
        if asked.verb == "gc":
            gc(asked, repository, protected, clock())
            return 0
        environment = Environment(repository, asked.branch)
        if asked.verb == "up":
            up(asked, environment, clock())
        elif asked.verb == "down":
            down(asked, environment, protected)
        else:
            print(environment.name)
    except Refused as error:
        print(f"branch-env: {error}", file=sys.stderr)
        return 1
    return 0
