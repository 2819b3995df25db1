"""Authors in a real Valkey or Redis that speaks TLS, and what the next service knows of them."""

import pytest
import trustme
from api import Api, running
from conftest import koko
from valkey import SafeValkey


def refused(address):
    return koko("actors", "top", "--store", address, check=False).stderr


def test_the_next_service_knows_what_the_last_one_knew_over_tls(tmp_path):
    with SafeValkey(tmp_path, trustme.CA()) as server:
        store = f"{server.url}?ca={tmp_path / 'ca.pem'}&prefix=forum:"
        with running("--data", tmp_path / "data", "--store", store) as service:
            api = Api(service)
            polite = [
                {"id": f"p{n}", "author": f"a{n}", "text": f"good morning, number {n}"} for n in range(120)
            ]
            api("POST", "/v1/moderate", polite)
            rude = [
                {"id": f"r{n}", "author": "rook", "text": f"you are an idiot, number {n}"} for n in range(4)
            ]
            api("POST", "/v1/moderate", rude)
            was = api("GET", "/v1/actors/rook")
            assert 0.9 < was["percentile"] <= 1
        with running("--data", tmp_path / "data", "--store", store) as service:
            now = Api(service)("GET", "/v1/actors/rook")
            assert now["band"] == was["band"] and now["evidence"] == pytest.approx(was["evidence"], abs=0.01)
            assert now["percentile"] == pytest.approx(was["percentile"], abs=0.02)


def test_who_is_not_trusted_is_refused_with_what_to_do(tmp_path):
    authority, stranger = trustme.CA(), trustme.CA()
    stranger.cert_pem.write_to_path(tmp_path / "stranger.pem")
    ours = authority.issue_cert("koko")
    ours.cert_chain_pems[0].write_to_path(tmp_path / "koko.pem")
    ours.private_key_pem.write_to_path(tmp_path / "koko.key")
    with SafeValkey(tmp_path, authority, clients="yes") as server:
        address = server.url
        known = f"{address}?ca={tmp_path / 'ca.pem'}"
        assert "?ca=FILE" in refused(address)
        assert "?ca=FILE" in refused(f"{address}?ca={tmp_path / 'stranger.pem'}")
        assert "?ca=FILE" in refused(known.replace("localhost", "127.0.0.1"))
        assert "?cert=FILE&key=FILE" in refused(known)
        own = f"cert={tmp_path / 'koko.pem'}&key={tmp_path / 'koko.key'}"
        assert koko("actors", "top", "--store", f"{known}&{own}").returncode == 0
