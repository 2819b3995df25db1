"""The files for proxies that cannot be run here, held against what can be had: Envoy Gateway's
types, TOML."""

import copy
import re
import tomllib

import manifests
import yaml

from conftest import HERE

DOCUMENTS = list(yaml.safe_load_all((HERE / "envoy-gateway.yaml").read_text()))


def of(kind, name=None):
    [found] = [
        each for each in DOCUMENTS if each["kind"] == kind and name in (None, each["metadata"]["name"])
    ]
    return found["spec"]


def test_envoy_gateway_knows_every_field_and_a_wrong_one_is_noticed():
    wrong = copy.deepcopy(next(each for each in DOCUMENTS if each["kind"] == "SecurityPolicy"))
    wrong["spec"]["oidc"]["logoutPaths"] = wrong["spec"]["oidc"].pop("logoutPath")
    found = [line for line in manifests.mistakes([*DOCUMENTS, wrong]) if not line.startswith(" ")]
    assert len(found) == 1 and "logoutPaths" in found[0], found


def test_what_envoy_tells_a_tool_is_removed_from_what_it_is_asked_with():
    for policy in (each["spec"] for each in DOCUMENTS if each["kind"] == "SecurityPolicy"):
        told = [
            pair["header"] for provider in policy["jwt"]["providers"] for pair in provider["claimToHeaders"]
        ]
        headers = of("ClientTrafficPolicy")["headers"]
        assert set(told) <= set(headers["earlyRequestHeaders"]["remove"])
        assert headers["withUnderscoresAction"] == "RejectRequest"


def test_every_route_has_a_policy_that_is_closed_unless_a_group_opens_it():
    routes = {each["metadata"]["name"] for each in DOCUMENTS if each["kind"] == "HTTPRoute"}
    open_to_keys = {"koko-api"}
    policies = [each["spec"] for each in DOCUMENTS if each["kind"] == "SecurityPolicy"]
    guarded = {target["name"] for policy in policies for target in policy["targetRefs"]}
    assert guarded == routes - open_to_keys
    for policy in policies:
        assert policy["authorization"]["defaultAction"] == "Deny"
        [rule] = policy["authorization"]["rules"]
        [claim] = rule["principal"]["jwt"]["claims"]
        assert rule["action"] == "Allow" and claim["name"] == "groups" and claim["values"]
        oidc, [provider] = policy["oidc"], policy["jwt"]["providers"]
        assert provider["issuer"] == oidc["provider"]["issuer"] and provider["audiences"] == [
            oidc["clientID"]
        ]
        assert provider["extractFrom"]["cookies"] == [oidc["cookieNames"]["idToken"]]
        assert (
            all(name.startswith("__Host-") for name in oidc["cookieNames"].values())
            and "cookieDomain" not in oidc
        )


def test_a_websocket_needs_a_page_of_its_host_and_is_bounded():
    route = of("HTTPRoute", "notebooks")
    own, foreign, rest = route["rules"]
    headers = {each["name"]: each for each in own["matches"][0]["headers"]}
    assert headers["Origin"]["value"] == f"https://{route['hostnames'][0]}" and headers["Upgrade"]["value"]
    assert re.fullmatch(headers["Upgrade"]["value"], "WebSocket")
    [match] = foreign["matches"]
    assert match["headers"] == [headers["Upgrade"]] and "backendRefs" not in foreign
    assert of("HTTPRouteFilter")["directResponse"]["statusCode"] == 403
    assert rest["backendRefs"] == own["backendRefs"]
    assert of("BackendTrafficPolicy")["timeout"]["http"]["maxStreamDuration"]


def test_the_file_of_oauth2_proxy_is_toml():
    """Its names are nobody's but its own: nothing else can be said without the program."""
    assert tomllib.loads((HERE / "oauth2-proxy.cfg").read_text())["code_challenge_method"] == "S256"
