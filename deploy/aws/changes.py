"""A stack of CloudFormation, changed in steps that can be looked at: a change set first, then the change.

Knows CloudFormation; does not know what is in the templates.
"""

import datetime
import json
import time

import guard
from botocore.exceptions import ClientError

CAPABILITIES = ["CAPABILITY_IAM"]
# A cluster takes longest: a quarter of an hour for its control plane, as much for its nodes.
WAIT_SECONDS = 3600
STABLE = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE")


class Refused(Exception):
    """A change that is not made; says why, and what to do."""


class Stack:
    """A stack by its name, which need not be there yet."""

    def __init__(self, client, name, pause=5):
        self.client, self.name, self.pause = client, name, pause

    def described(self):
        """What CloudFormation says of it, or None."""
        try:
            return self.client.describe_stacks(StackName=self.name)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise

    def kind(self):
        """Whether it would be created or updated; a stack in between is refused."""
        there = self.described()
        if there is None or there["StackStatus"] == "REVIEW_IN_PROGRESS":
            return "CREATE"
        if there["StackStatus"] in STABLE:
            return "UPDATE"
        raise Refused(
            f"{self.name} is {there['StackStatus']}: wait until it is over; delete what could not be created"
        )

    def before(self):
        """The template and the parameters that it has now, to go back to."""
        template = self.client.get_template(StackName=self.name, TemplateStage="Original")["TemplateBody"]
        parameters = {
            it["ParameterKey"]: it["ParameterValue"] for it in self.described().get("Parameters", [])
        }
        return template if isinstance(template, str) else json.dumps(template, indent=1), parameters

    def propose(self, template, parameters, kind):
        """Creates a change set: its id, and all of it; None if nothing would change."""
        if kind == "UPDATE":
            there = {it["ParameterKey"] for it in self.described().get("Parameters", [])}
            known = {
                it["ParameterKey"]
                for it in self.client.validate_template(TemplateBody=template)["Parameters"]
            }
            kept = [
                {"ParameterKey": key, "UsePreviousValue": True}
                for key in sorted(there & known - set(parameters))
            ]
        else:
            kept = []
        given = [{"ParameterKey": key, "ParameterValue": value} for key, value in sorted(parameters.items())]
        made = self.client.create_change_set(
            StackName=self.name,
            ChangeSetName=f"koko-{datetime.datetime.now(datetime.UTC):%Y%m%d-%H%M%S}",
            ChangeSetType=kind,
            TemplateBody=template,
            Parameters=given + kept,
            Capabilities=CAPABILITIES,
        )["Id"]
        change_set = self.wait_for_change_set(made)
        if change_set["Status"] == "FAILED":
            reason = change_set.get("StatusReason", "")
            self.drop(made)
            if "didn't contain changes" in reason or "No updates are to be performed" in reason:
                return None
            raise Refused(f"CloudFormation refuses the change: {reason}")
        return change_set

    def wait_for_change_set(self, made):
        """All pages of a change set, once it is made."""
        for _ in range(int(WAIT_SECONDS / self.pause)):
            described = self.client.describe_change_set(ChangeSetName=made, StackName=self.name)
            if described["Status"] not in ("CREATE_PENDING", "CREATE_IN_PROGRESS"):
                break
            time.sleep(self.pause)
        changes, page = list(described.get("Changes", [])), described
        while token := page.get("NextToken"):
            page = self.client.describe_change_set(ChangeSetName=made, StackName=self.name, NextToken=token)
            changes += page.get("Changes", [])
        whole = {key: value for key, value in described.items() if key != "NextToken"}
        return {**whole, "Changes": changes}

    def drop(self, made):
        """Forgets a change set, and the empty stack that the first one of a stack leaves."""
        self.client.delete_change_set(ChangeSetName=made, StackName=self.name)
        there = self.described()
        if there and there["StackStatus"] == "REVIEW_IN_PROGRESS":
            self.client.delete_stack(StackName=self.name)

    def execute(self, change_set):
        """Makes the change, and waits for its end; one that ends otherwise is told with what failed."""
        began = datetime.datetime.now(datetime.UTC)
        self.client.execute_change_set(ChangeSetName=change_set["ChangeSetId"], StackName=self.name)
        for _ in range(int(WAIT_SECONDS / self.pause)):
            status = self.described()["StackStatus"]
            if not status.endswith("_IN_PROGRESS"):
                break
            time.sleep(self.pause)
        if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            raise Refused("\n".join([f"{self.name} is {status}:", *self.failures(began)]))

    def outputs(self):
        """What it tells, as others take it for a parameter."""
        for it in self.described().get("Outputs", []):
            yield f"{it['OutputKey']}={it['OutputValue']}"

    def failures(self, since):
        """What failed, the first one first: the others follow from it."""
        events = self.client.describe_stack_events(StackName=self.name)["StackEvents"]
        for event in reversed(events):
            if event["ResourceStatus"].endswith("_FAILED") and event["Timestamp"] >= since:
                yield f"  {event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason')}"


def lines(change_set):
    """A change set, for people; what is destroyed on purpose stands out."""
    for change in change_set["Changes"]:
        resource = change.get("ResourceChange", {})
        replaced = {"True": "REPLACED", "Conditional": "perhaps REPLACED"}.get(
            resource.get("Replacement"), ""
        )
        scope = ",".join(resource.get("Scope", []))
        said = f"{resource.get('Action', '?'):8}{resource.get('LogicalResourceId', '?'):26}"
        yield f"{said}{resource.get('ResourceType', '?'):38}{scope} {replaced}".rstrip()


def refused(change_set, allowed):
    return list(guard.refusals(change_set, allowed))
