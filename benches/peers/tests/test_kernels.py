"""From samples and disassembled code to what the processor was at."""

from __future__ import annotations

from pathlib import Path

import pytest

from koko_peers.kernels import ELSE, Instruction, as_lines, instruction, kind_of_loop, places_of, shares_of

# Two loops, one inside the other: the inner one multiplies tiles, the outer one floats.
CODE = """
library.so:     file format elf64-x86-64

    1000:	vxorps %xmm0,%xmm0,%xmm0
    1004:	vfmadd231ps (%rax),%zmm1,%zmm2
    1010:	tileloadd 0x0(%rcx,%r8,1),%tmm4
    1018:	tdpbusd %tmm6,%tmm4,%tmm0
    1020:	add    $0x40,%rcx
    1024:	jne    1010 <OrtGetApiBase@@VERS_1.32.0+0x10>
    1026:	vaddps %zmm1,%zmm2,%zmm3
    1030:	notrack jmp *%rax
    1034:	jmp    1004 <OrtGetApiBase@@VERS_1.32.0+0x4>
    1038:	ret
"""


@pytest.fixture
def code() -> list[Instruction]:
    return [found for line in CODE.splitlines() if (found := instruction(line)) is not None]


def test_lines_of_objdump_are_read(code: list[Instruction]) -> None:
    assert [each.name for each in code] == [
        "vxorps", "vfmadd231ps", "tileloadd", "tdpbusd", "add", "jne", "vaddps", "jmp", "jmp", "ret",
    ]  # fmt: skip
    assert [each.target for each in code if each.name.startswith("j")] == [0x1010, None, 0x1004]


def test_a_place_is_of_the_kind_of_the_innermost_loop_around_it(code: list[Instruction]) -> None:
    assert kind_of_loop(0x1020, code) == "bytes, AMX"
    assert kind_of_loop(0x1000, code) == ELSE
    # The outer loop has the inner one in it, and bytes tell more than floats.
    assert kind_of_loop(0x1026, code) == "bytes, AMX"
    floats = [each for each in code if each.name != "tdpbusd"]
    assert kind_of_loop(0x1026, floats) == "floats"


def test_samples_are_placed_in_the_library_that_was_mapped_there() -> None:
    lines = [
        "python PERF_RECORD_MMAP2 7/7: [0x7000(0x1000) @ 0x200 fe:00 1 1]: r-xp /lib/libm.so",
        "python PERF_RECORD_MMAP2 7/7: [0x9000(0x1000) @ 0x400 fe:00 2 1]: r-xp /lib/onnxruntime_pybind11_state.so",
        "python  cpu-clock:u:      9010 (/lib/onnxruntime_pybind11_state.so)",
        "python  cpu-clock:u:      7010 (/lib/libm.so)",
        "python  cpu-clock:u:      9fff (/lib/onnxruntime_pybind11_state.so)",
        "python  cpu-clock:u:  ffff9000 ([unknown])",
    ]
    assert places_of(lines) == (Path("/lib/onnxruntime_pybind11_state.so"), [0x410, 0x13FF])
    with pytest.raises(SystemExit, match="was not seen at work"):
        places_of(lines[:1])


def test_only_the_work_of_operations_counts_in_a_profile() -> None:
    def event(name: str, operation: str, microseconds: int, category: str = "Node") -> dict:
        return {"cat": category, "name": name, "dur": microseconds, "args": {"op_name": operation}}

    events = [
        event("a_kernel_time", "Gelu", 10),
        event("b_kernel_time", "MatMul", 20),
        event("c_kernel_time", "Gelu", 10),
        event("c_fence_before", "Gelu", 500),
        event("run", "", 900, "Session"),
    ]
    assert shares_of(events) == {"Gelu": 0.5, "MatMul": 0.5}


def test_the_page_says_what_was_missing() -> None:
    assert "Not looked at: perf missing" in "\n".join(as_lines("perf missing"))
