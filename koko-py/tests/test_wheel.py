"""The wheel works offline right after its installation: model included, runtime found."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1]

SCORE = """
import koko
from pathlib import Path
moderator = koko.Moderator()
assert moderator.score("You are a stupid idiot.")["scores"]["insult"] > 0.3
print(Path(koko.__file__).parent)
print(moderator.report["bundle"])
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    models = PACKAGE.parent / "models"
    assert any(models.glob("*/manifest.toml")), f"a wheel holds the model of {models}, and there is none"
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "maturin", "build", "--profile", "dev", "--out", str(folder)]
    subprocess.run(command, cwd=PACKAGE, check=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_model_and_the_types(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for ending in ["/manifest.toml", "/model.onnx", "/tokenizer.json"]:
        assert any(name.startswith("koko/models/") and name.endswith(ending) for name in names), names
    assert {"koko/py.typed", "koko/__init__.pyi", "koko/errors.py", "koko/types.py"} <= set(names)


def test_the_wheel_holds_our_licence(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names), names


def test_an_installed_wheel_scores_without_anything_else(wheel, tmp_path):
    installed = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--target", str(installed), str(wheel)], check=True)
    # The runtime is that of this environment: a test has no network to fetch another from.
    named = ("KOKO_BUNDLE", "ORT_DYLIB_PATH")
    environment = {name: value for name, value in os.environ.items() if name not in named}
    environment["PYTHONPATH"] = os.pathsep.join([str(installed), sysconfig.get_path("purelib")])
    score = [sys.executable, "-c", SCORE]
    home, bundle = subprocess.check_output(score, cwd=tmp_path, env=environment, text=True).splitlines()
    assert home == str(installed / "koko")
    assert Path(bundle).parent == installed / "koko" / "models"
