"""Where an installed Koko finds its model and ONNX Runtime. None leaves it to the core's own search."""

import importlib.util
import os
import re
from pathlib import Path
from typing import List, Optional, Tuple

_LIBRARIES = ("libonnxruntime.so*", "libonnxruntime*.dylib", "onnxruntime.dll")


def bundle() -> Optional[Path]:
    """The newest model inside this package, unless KOKO_BUNDLE names another one."""
    if os.environ.get("KOKO_BUNDLE"):
        return None
    manifests = Path(__file__).parent.glob("models/*/manifest.toml")
    return max(
        (manifest.parent for manifest in manifests), key=lambda path: _natural(path.name), default=None
    )


def runtime() -> Optional[Path]:
    """The library inside the package `onnxruntime`, unless ORT_DYLIB_PATH names another one."""
    if os.environ.get("ORT_DYLIB_PATH"):
        return None
    # Found but not imported: that costs a tenth of a second, and nothing of its Python half is needed.
    package = importlib.util.find_spec("onnxruntime")
    if package is None or not package.submodule_search_locations:
        return None
    folders = [Path(folder) / "capi" for folder in package.submodule_search_locations]
    libraries = [path for folder in folders for pattern in _LIBRARIES for path in folder.glob(pattern)]
    return max(libraries, key=lambda path: _natural(path.name), default=None)


def _natural(name: str) -> List[Tuple[int, str]]:
    """Sorts `koko-en-10` behind `koko-en-9`."""
    parts = re.split(r"(\d+)", name)
    return [(int(part) if part.isdigit() else -1, part) for part in parts]
