"""What the files for stores and shippers say, held against the fields that a line has."""

import json
import re
from pathlib import Path

import yaml

HERE = Path(__file__).parent
FIELDS = json.loads((HERE / "line.schema.json").read_text())["properties"]
TEMPLATE = json.loads((HERE / "index-template.json").read_text())
FLUENT_BIT = yaml.safe_load((HERE / "fluent-bit.yaml").read_text())
# What a field is for a store.
KINDS = {"string": {"keyword", "text"}, "integer": {"long", "short"}}


def test_every_field_of_a_line_is_mapped_and_none_is_invented():
    mappings = TEMPLATE["template"]["mappings"]
    assert mappings["dynamic"] == "strict"
    assert set(mappings["properties"]) == set(FIELDS)
    for name, field in FIELDS.items():
        kind = mappings["properties"][name]["type"]
        kinds = {"date"} if field.get("format") == "date-time" else KINDS[field["type"]]
        assert kind in kinds, name
        assert kind != "short" or field["maximum"] < 2**15, name
        # Words are searched for; everything else is counted by.
        assert (kind == "text") == (name == "message"), name
    assert TEMPLATE["template"]["settings"]["index"]["sort"]["field"] in FIELDS


def test_what_is_kept_goes_after_thirty_days_wherever_a_shipper_puts_it():
    policy = json.loads((HERE / "retention.json").read_text())["policy"]
    assert [each["index_patterns"] for each in policy["ism_template"]] == [TEMPLATE["index_patterns"]]
    kept, gone = policy["states"]
    assert kept["transitions"] == [{"state_name": gone["name"], "conditions": {"min_index_age": "30d"}}]
    assert policy["default_state"] == kept["name"] and "delete" in gone["actions"][0]
    phases = json.loads((HERE / "retention-elasticsearch.json").read_text())["policy"]["phases"]
    assert phases["delete"] == {"min_age": "30d", "actions": {"delete": {}}}
    [output] = FLUENT_BIT["pipeline"]["outputs"]
    [pattern] = TEMPLATE["index_patterns"]
    assert pattern == output["logstash_prefix"] + "-*" and output["logstash_dateformat"] == "%Y-%m-%d"


def test_fluent_bit_adds_no_field_and_reads_the_time_as_it_is_written():
    [parser], [output] = FLUENT_BIT["parsers"], FLUENT_BIT["pipeline"]["outputs"]
    assert parser["time_key"] == output["time_key"] == "ts"
    assert re.fullmatch(r"%Y-%m-%dT%H:%M:%S\.%LZ", parser["time_format"])
    names = [each["name"] for each in FLUENT_BIT["pipeline"]["filters"]]
    assert names == ["parser", "grep"] and not FLUENT_BIT["pipeline"]["filters"][0]["reserve_data"]


def test_everything_in_the_collectors_file_is_used_and_everything_used_is_there():
    collector = yaml.safe_load((HERE / "otel-collector.yaml").read_text())
    pipelines = collector["service"]["pipelines"].values()
    for kind in ("receivers", "processors", "exporters"):
        assert set(collector[kind]) == {name for pipeline in pipelines for name in pipeline[kind]}, kind
    assert set(collector["extensions"]) == set(collector["service"]["extensions"])
    parsed = [
        each for each in collector["receivers"]["filelog"]["operators"] if each["type"] == "json_parser"
    ]
    named = re.findall(r"attributes\.(\w+)", json.dumps(parsed))
    assert set(named) <= set(FIELDS), named
