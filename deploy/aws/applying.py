"""The command `apply`: change set, guard, change, smoke test, and how to go back."""

import argparse
import datetime
import shlex
import subprocess
import sys
from pathlib import Path

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from changes import Refused, Stack, lines, refused


def parameter(said):
    name, equals, value = said.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"{said}: a parameter is NAME=VALUE")
    return name, value


def arguments(given):
    """What was asked for."""
    parser = argparse.ArgumentParser(
        prog="apply", description="Changes a stack of CloudFormation, change set first."
    )
    parser.add_argument("stack")
    parser.add_argument("template", type=Path)
    parser.add_argument(
        "parameters", nargs="*", type=parameter, metavar="NAME=VALUE", help="those left out stay as they are"
    )
    parser.add_argument(
        "--execute", action="store_true", help="make the change; without this, it is only shown"
    )
    parser.add_argument(
        "--allow", action="append", default=[], metavar="LOGICAL_ID", help="that may be replaced or removed"
    )
    parser.add_argument("--smoke", metavar="COMMAND", help="has to succeed once the change is made")
    parser.add_argument(
        "--before", type=Path, default=Path("."), metavar="FOLDER", help="where the template before is kept"
    )
    return parser.parse_intermixed_args(given)


def keep(stack, folder):
    """Writes down what the stack is now; the command that goes back to it."""
    template, parameters = stack.before()
    file = folder / f"{stack.name}-{datetime.datetime.now(datetime.UTC):%Y%m%d-%H%M%S}.before.yaml"
    file.write_text(template)
    given = [f"{name}={value}" for name, value in sorted(parameters.items())]
    return shlex.join(["deploy/aws/apply", stack.name, str(file), *given, "--execute"])


def change(asked, stack):
    """Does all of it, or stops where something is wrong."""
    kind = stack.kind()
    back = keep(stack, asked.before) if kind == "UPDATE" and asked.execute else None
    change_set = stack.propose(asked.template.read_text(), dict(asked.parameters), kind)
    if change_set is None:
        print(f"{stack.name} is as the template says: nothing to do")
        return
    print(f"{kind} {stack.name}", *lines(change_set), sep="\n", flush=True)
    if found := refused(change_set, asked.allow):
        stack.drop(change_set["ChangeSetId"])
        raise Refused(
            "\n".join(["not executed:", *(f"  {it}" for it in found), "  --allow LOGICAL_ID, if it is meant"])
        )
    if not asked.execute:
        stack.drop(change_set["ChangeSetId"])
        print("nothing was changed: say --execute to do this")
        return
    if back is None:
        back = f"aws cloudformation delete-stack --stack-name {stack.name}   # what is to be retained stays"
    try:
        stack.execute(change_set)
        if asked.smoke and (status := subprocess.run(asked.smoke, shell=True).returncode):
            raise Refused(f"{stack.name} was changed, but the smoke test ended with {status}: {asked.smoke}")
    finally:
        print(f"to go back: {back}", flush=True)
    print(f"{stack.name} is done", *stack.outputs(), sep="\n")


def main(given):
    """Exit status: 0 if the stack is as asked, or would be; 1 if not."""
    asked = arguments(given)
    try:
        change(asked, Stack(boto3.client("cloudformation"), asked.stack))
    except (Refused, BotoCoreError, ClientError, OSError) as error:
        print(f"apply: {error}", file=sys.stderr)
        return 1
    return 0
